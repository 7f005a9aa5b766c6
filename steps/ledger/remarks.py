"""The clerk's remarks of the call list, kept here: the summary is written anew each time."""

from __future__ import annotations

from collections.abc import Mapping

from steps.ledger.book import Ledger


class Remarks:
    """The remarks of one scope, by the sender's registry code."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def all(self) -> dict[str, str]:
        """Sender -> remark."""
        rows = self.ledger.connection.execute(
            "SELECT sender, text FROM remark WHERE scope = ?", (self.ledger.scope,)
        )
        return dict(rows)

    def keep(self, written: Mapping[str, str]) -> None:
        """Take over what stands in a call list; a blank one is forgotten, an absent one stays."""
        with self.ledger.turn():
            for sender, text in written.items():
                key = (self.ledger.scope, sender)
                self.ledger.connection.execute(
                    "DELETE FROM remark WHERE scope = ? AND sender = ?", key
                )
                if text:
                    self.ledger.connection.execute(
                        "INSERT INTO remark VALUES (?,?,?)", (*key, text)
                    )
