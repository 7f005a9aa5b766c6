"""Why faults stand, in the senders' words: kept until the cell's value changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from schema.records import Explanation
from steps.ledger.book import Ledger, moment, stamp


class Explanations:
    """The explanations of one scope."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def until(self, as_of: datetime) -> tuple[Explanation, ...]:
        """Those that had been received at a moment, oldest first."""
        rows = self.ledger.connection.execute(
            "SELECT unit, field, code, found, text, received FROM explanation "
            "WHERE scope = ? AND received <= ? ORDER BY received, unit, field, code, found",
            (self.ledger.scope, stamp(as_of)),
        )
        return tuple(
            Explanation(unit, field, code, found, text, moment(received))
            for unit, field, code, found, text, received in rows
        )

    def keep(self, told: Iterable[Explanation]) -> None:
        """Remember these; a newer one replaces what was said before on the same cell and text."""
        with self.ledger.turn():
            self.ledger.connection.executemany(
                "INSERT INTO explanation VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
                "text = excluded.text, received = excluded.received "
                "WHERE excluded.received >= explanation.received",
                [(self.ledger.scope, *one[:5], stamp(one.received)) for one in told],
            )
