"""Which letter went to whom: nobody gets the same one twice unless staff ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from steps.ledger.book import Ledger, stamp


class Sent:
    """The letters of one scope that a server has accepted, by recipient and matter."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def times(self, recipient: str, matter: str) -> int:
        """How often the recipient was sent a letter on this matter."""
        row = self.ledger.connection.execute(
            "SELECT times FROM sent WHERE scope = ? AND recipient = ? AND matter = ?",
            (self.ledger.scope, recipient, matter),
        ).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def turn(self, recipient: str, matter: str, most: int, at: datetime) -> Iterator[int]:
        """One letter's turn: yields how often it went before; below `most` it is to be sent now.

        What the block sends is recorded for good as the block ends: only an end of the process
        between the server's answer and this commit can leave a sent letter unrecorded; a block
        that raises records nothing. Two runs at once take turns, letter by letter.
        """
        with self.ledger.turn():
            before = self.times(recipient, matter)
            if before < most:  # before the letter goes: a full disk must not lose the record
                self.ledger.connection.execute(
                    "INSERT OR REPLACE INTO sent VALUES (?,?,?,?,?)",
                    (self.ledger.scope, recipient, matter, stamp(at), before + 1),
                )
            yield before
