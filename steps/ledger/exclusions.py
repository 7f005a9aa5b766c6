"""Exclusions: bytes that staff set aside, each with its reason."""

from __future__ import annotations

from steps.ledger.book import Ledger


class Exclusions:
    """What staff of one scope set aside."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def why(self, sha256: str) -> str | None:
        """Why staff set these bytes aside; None = they did not."""
        row = self.ledger.connection.execute(
            "SELECT why FROM exclusion WHERE scope = ? AND sha256 = ?", (self.ledger.scope, sha256)
        ).fetchone()
        return row[0] if row else None

    def put(self, sha256: str, why: str) -> None:
        """Set bytes aside with a reason, or take them back with an empty one."""
        key, execute = (self.ledger.scope, sha256), self.ledger.connection.execute
        with self.ledger.turn():
            execute("DELETE FROM exclusion WHERE scope = ? AND sha256 = ?", key)
            if why:
                execute("INSERT INTO exclusion VALUES (?, ?, ?)", (*key, why))
