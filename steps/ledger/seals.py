"""The seal: the state at the deadline, frozen once, with the summary itself byte for byte."""

from __future__ import annotations

import hashlib
import json

from schema.history import Facts, Seal
from steps.ledger.book import Ledger, moment, stamp


class Seals:
    """The one seal of a scope, if there is any."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def put(self, seal: Seal, copy: bytes) -> None:
        """Freeze the state at the deadline, with the summary itself, once.

        Raises:
            FileExistsError: it is sealed already; a seal is never rewritten.
        """
        files = json.dumps(seal.files, ensure_ascii=False)
        facts = seal.facts.to_json()
        with self.ledger.turn():
            if self.sealed():
                raise FileExistsError("sealed already")
            self.ledger.connection.execute(
                "INSERT INTO seal VALUES (?,?,?,?,?,?)",
                (self.ledger.scope, stamp(seal.at), facts, files, copy, seal.copy_sha256),
            )

    def sealed(self) -> Seal | None:
        """The seal of this scope, if there is one."""
        row = self.ledger.connection.execute(
            "SELECT sealed_at, facts, files, copy_sha256 FROM seal WHERE scope = ?",
            (self.ledger.scope,),
        ).fetchone()
        if row is None:
            return None
        files = tuple((path, sha256, status) for path, sha256, status in json.loads(row[2]))
        return Seal(moment(row[0]), Facts.from_json(row[1]), files, row[3])

    def copy(self) -> bytes:
        """The sealed summary, byte for byte; empty where nothing is sealed."""
        query = "SELECT copy FROM seal WHERE scope = ?"
        row = self.ledger.connection.execute(query, (self.ledger.scope,)).fetchone()
        return bytes(row[0]) if row else b""

    def is_sound(self) -> bool:
        """Whether the sealed copy still has the hash under which it was sealed."""
        seal, copy = self.sealed(), self.copy()
        purged = not copy  # its hash is left, to know a kept copy by
        return seal is None or purged or hashlib.sha256(copy).hexdigest() == seal.copy_sha256
