"""The cache: what the bytes of a file brought, kept beside the ledger and never trusted blindly.

The key holds all that the result depends on: the bytes, the file's path and standing, the day and
the `basis` (program, settings, registry). Each entry holds a proof of its key and content, since a
damaged index leads to another's. A cache that is damaged, foreign or gone is made anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from schema.records import Submission
from steps.ledger.shelf import Shelf

PASSING = (  # another run holds it, or the disk is full
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
)
BATCH = 64  # results written in one turn
TABLES = (
    "result (key TEXT PRIMARY KEY, digest TEXT NOT NULL, packed BLOB NOT NULL)",
    "output (fingerprint TEXT PRIMARY KEY, digest TEXT NOT NULL)",
)


class Results:
    """What files brought in the last run, by key; what this run did not ask for is forgotten."""

    def __init__(self, connection: sqlite3.Connection, basis: str, day: str, shelf: Shelf) -> None:
        self._connection, self.shelf = connection, shelf
        self._basis, self._day = basis, day
        self._new: list[tuple[str, str, bytes]] = []
        self._used: set[str] = set()
        self._damaged = False

    @classmethod
    @contextmanager
    def opened(cls, path: Path, basis: str, day: str) -> Iterator[Self]:
        """The cache beside the ledger `path`, private to the office (0600)."""
        place = cache(path)
        with closing(_connection(place)) as connection:
            results = cls(connection, basis, day, Shelf(path.parent))
            yield results
        if results._damaged:
            with suppress(OSError):
                place.unlink()

    @classmethod
    @contextmanager
    def none(cls) -> Iterator[Self]:
        """A cache that knows nothing and keeps nothing."""
        with closing(_connection(None)) as connection:
            yield cls(connection, "", "", Shelf(None))

    def key(self, sent: Submission) -> str:
        """What stands for a file and everything else that its result depends on."""
        parts = (self._basis, self._day, sent.sha256, sent.path, sent.status, sent.doubt)
        return _digest("\0".join(parts).encode("utf-8", "surrogatepass"))

    def get(self, sent: Submission) -> bytes | None:
        """The packed result of a file; None = unknown, or no longer what was kept."""
        key = self.key(sent)
        with self._forgiving():
            query = "SELECT digest, packed FROM result WHERE key = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            if row and isinstance(row[1], bytes) and row[0] == _proof(key, row[1]):
                self._used.add(key)
                return row[1]
        return None

    def keep(self, sent: Submission, packed: bytes) -> None:
        """Remember the packed result of a file."""
        key = self.key(sent)
        self._used.add(key)
        self._new.append((key, _proof(key, packed), packed))
        if len(self._new) >= BATCH:
            with self._forgiving():
                self._write()

    def finish(self) -> None:
        """Write what is new, and forget what this run did not ask for."""
        with self._forgiving():
            self._write()
            self._forget("result", "key", self._used)

    def fingerprint(self, data: bytes) -> str:
        """What stands for an output that is made of these facts, whatever the day."""
        return _digest(self._basis.encode() + data)

    def is_current(self, fingerprint: str, name: str, content: bytes) -> bool:
        """Whether the file of this name and content is what a run wrote for this fingerprint."""
        with self._forgiving():
            query = "SELECT digest FROM output WHERE fingerprint = ?"
            row = self._connection.execute(query, (fingerprint,)).fetchone()
            return row is not None and row[0] == _output(fingerprint, name, _digest(content))
        return False

    def is_ours(self, name: str, content: bytes) -> bool:
        """Whether the file of this name is as the last run left it, for whichever fingerprint."""
        digest = _digest(content)
        with self._forgiving():
            known = self._connection.execute("SELECT fingerprint, digest FROM output")
            return any(proof == _output(str(mark), name, digest) for mark, proof in known)
        return False

    def wrote(self, outputs: Mapping[str, tuple[str, str]], current: Collection[str]) -> None:
        """Remember fingerprint -> name and digest of a file; only these and `current` stay."""
        proofs = [(mark, _output(mark, *file)) for mark, file in outputs.items()]
        with self._forgiving():
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR REPLACE INTO output VALUES (?, ?)", proofs)
            self._connection.execute("COMMIT")
            self._forget("output", "fingerprint", {*outputs, *current})

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """Go on where the cache fails, for nothing is lost but time; a damaged one goes."""
        try:
            yield
        except sqlite3.Error as fault:
            code = getattr(fault, "sqlite_errorcode", None)  # of the library itself
            self._damaged |= code is None or code & 0xFF not in PASSING

    def _forget(self, table: str, name: str, but: Collection[str]) -> None:
        known = {key for (key,) in self._connection.execute(f"SELECT {name} FROM {table}")}  # noqa: S608 - names of our own
        gone = [(key,) for key in known.difference(but)]
        self._connection.execute("BEGIN")
        self._connection.executemany(f"DELETE FROM {table} WHERE {name} = ?", gone)  # noqa: S608
        self._connection.execute("COMMIT")

    def _write(self) -> None:
        new, self._new = self._new, []
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", new)
        self._connection.execute("COMMIT")


def cache(ledger: Path) -> Path:
    """Where the cache of this ledger is."""
    return ledger.with_name(f"{ledger.stem}_nho_tam{ledger.suffix}")


def _connection(path: Path | None) -> sqlite3.Connection:
    """An open cache; one that cannot be used is taken away, or stays in memory only."""
    for _ in range(2 if path else 0):
        try:
            return _prepared(str(path))
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                Path(str(path)).unlink()
    return _prepared(":memory:")


def _prepared(name: str) -> sqlite3.Connection:
    if name != ":memory:":
        os.close(os.open(name, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(name, timeout=5.0, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a digest guards each result
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        for table in TABLES:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        connection.execute("SELECT key, digest, packed FROM result LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _proof(key: str, content: bytes) -> str:
    """What only the entry of this key and content may hold."""
    return _digest(key.encode() + content)


def _output(fingerprint: str, name: str, digest: str) -> str:
    return _proof(fingerprint, f"{name}\0{digest}".encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
