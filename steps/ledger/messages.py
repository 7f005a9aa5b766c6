"""What the ledger remembers of one mailbox: which messages were taken, and when they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from schema.records import Submission
from steps.ledger.book import Ledger, stamp


class Messages:
    """The messages of one mailbox that were looked at for one inbox, whatever the period."""

    def __init__(self, ledger: Ledger, mailbox: str) -> None:
        self.ledger, self.mailbox = ledger, mailbox

    def known(self, uidvalidity: int) -> frozenset[int]:
        """The UIDs that need no second look, as long as the server's UIDVALIDITY is this one."""
        rows = self.ledger.connection.execute(
            "SELECT uid FROM message WHERE trend = ? AND mailbox = ? AND uidvalidity = ?",
            (self.ledger.trend, self.mailbox, uidvalidity),
        )
        return frozenset(uid for (uid,) in rows)

    def file(self, sha256: str) -> str | None:
        """Where a message of these bytes was put, in any mailbox; "" = left alone; None = new.

        A server that numbers its messages anew (UIDVALIDITY) thus brings none of them twice.
        """
        row = self.ledger.connection.execute(
            "SELECT file FROM message WHERE trend = ? AND sha256 = ?", (self.ledger.trend, sha256)
        ).fetchone()
        return row[0] if row else None

    def remember(
        self,
        key: tuple[int, int],
        sha256: str,
        file: str,
        workbooks: Iterable[Submission],
        at: datetime,
    ) -> None:
        """Note a message as looked at, and when the workbooks in it were received.

        `key`: UIDVALIDITY and UID. `file`: where it was put, "" = it was left alone.
        """
        parts = [
            (self.ledger.scope, each.sha256, stamp(each.received), each.doubt)
            for each in workbooks
            if each.received_from == "mail"
        ]
        with self.ledger.turn():
            self.ledger.connection.execute(
                "INSERT OR REPLACE INTO message VALUES (?,?,?,?,?,?,?)",
                (self.ledger.trend, self.mailbox, *key, sha256, file, stamp(at)),
            )
            self.ledger.connection.executemany(
                "INSERT INTO attachment VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET "
                "received = excluded.received, doubt = excluded.doubt "
                "WHERE excluded.received < received",
                parts,
            )
