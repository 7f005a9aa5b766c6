"""One ledger, opened for one scope: what was received when, and how the runs went."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from schema.history import Facts
from schema.settings import HANOI
from schema.summary import Summary
from steps.ledger.scope import Scope, rename
from steps.ledger.tables import migrate

PATIENCE = 60.0  # seconds that one run waits for another's turn


class Ledger:
    """The memory of one scope. Instants are kept as ISO 8601 in UTC and come out in Hanoi time."""

    def __init__(
        self, connection: sqlite3.Connection, scope: Scope, path: Path | None = None
    ) -> None:
        self.connection, self.scope = connection, str(scope)
        self.path = path  # None = nothing is kept
        self.trend = scope.trend

    @classmethod
    @contextmanager
    def opened(cls, path: Path, scope: Scope) -> Iterator[Self]:
        """Open the ledger, made anew where there is none; private to the office (0600).

        Raises:
            sqlite3.DatabaseError: it is damaged or no ledger; see `damaged`.
            OSError: it cannot be opened, is in use for too long, or is of a newer version.
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("quick_check failed")
            migrate(connection)
            yield cls(connection, _settled(connection, scope, path), path)
        except sqlite3.OperationalError as fault:
            raise OSError(f"{path.name}: {fault}") from fault
        finally:
            connection.close()

    @classmethod
    @contextmanager
    def forgetful(cls, path: Path, scope: Scope) -> Iterator[Self]:
        """A copy in memory, of an existing ledger or an empty one: nothing is kept."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            if path.exists():
                with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as kept:
                    kept.backup(connection)
            migrate(connection)
            yield cls(connection, _settled(connection, scope, path))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One run's turn to write: all of it or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def valid_since(self) -> dict[str, datetime]:
        """Unit -> when its first version without errors was received."""
        rows = self.connection.execute(
            "SELECT unit, received FROM valid WHERE scope = ?", (self.scope,)
        )
        return {unit: moment(received) for unit, received in rows}

    def record(self, summary: Summary, facts: Facts, digest: str) -> None:
        """Remember one run: its files, when units were first valid, its facts, its workbook."""
        now = stamp(summary.as_of)
        files = (
            (self.scope, f.path, f.sha256, now, stamp(f.received), f.received_from, f.mail_from,
             f.district, f.status, now)
            for f in summary.submissions
            if f.reason != "file_left"
        )  # fmt: skip
        valid = ((self.scope, u.unit, stamp(u.valid_since)) for u in summary.units if u.valid_since)
        with self.turn():
            self.connection.executemany(
                "INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
                "district = excluded.district, status = excluded.status, "
                "first_seen = min(first_seen, excluded.first_seen), "
                "received = min(received, excluded.received), last_seen = excluded.last_seen",
                files,
            )
            self.connection.executemany(
                "INSERT INTO valid VALUES (?,?,?) ON CONFLICT DO UPDATE SET "
                "received = min(received, excluded.received)",
                valid,
            )
            self.connection.execute(
                "INSERT OR REPLACE INTO run VALUES (?,?,?,?,?)",
                (self.scope, self.trend, now, facts.to_json(), digest),
            )

    def runs(self, before: datetime) -> list[tuple[datetime, Facts]]:
        """The earlier runs of the trend, whatever their period, oldest first."""
        rows = self.connection.execute(
            "SELECT as_of, facts FROM run WHERE trend = ? AND as_of < ? ORDER BY as_of",
            (self.trend, stamp(before)),
        )
        return [(moment(at), Facts.from_json(facts)) for at, facts in rows]

    def scopes(self) -> list[Scope]:
        """All scopes that runs are known of."""
        runs = self.connection.execute("SELECT DISTINCT scope FROM run ORDER BY scope")
        return [Scope.parsed(text) for (text,) in runs]

    def of(self, scope: Scope) -> Self:
        """The same ledger as another scope sees it."""
        return type(self)(self.connection, scope, self.path)

    def written(self, digest: str) -> datetime | None:
        """The run that wrote the summary of this hash; None = no run of this scope did."""
        row = self.connection.execute(
            "SELECT as_of FROM run WHERE scope = ? AND summary_sha256 = ?", (self.scope, digest)
        ).fetchone()
        return moment(row[0]) if row else None


def _settled(connection: sqlite3.Connection, scope: Scope, path: Path) -> Scope:
    """The scope as a ledger at this place names it, with all that it knows of it."""
    settled = scope.seen_from(path.parent)
    rename(connection, scope, settled)
    return settled


def stamp(moment: datetime) -> str:
    """An instant as text that sorts as instants do: always UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The instant, in Hanoi time."""
    return datetime.fromisoformat(text).astimezone(HANOI)


def damaged(path: Path, as_of: datetime) -> Path:
    """Set a damaged ledger aside under a dated name, so that a new one can be begun."""
    aside = path.with_name(f"{path.stem}_hong_{as_of:%Y%m%d_%H%M%S}{path.suffix}")
    path.replace(aside)
    journal = path.with_name(f"{path.name}-journal")  # must never be played into the new one
    if journal.exists():
        journal.replace(aside.with_name(f"{aside.name}-journal"))
    return aside
