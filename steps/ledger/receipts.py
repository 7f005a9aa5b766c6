"""Receipts: when which bytes were first received, and which of them have left the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from schema.records import Submission
from steps.ledger.book import Ledger, moment


class Receipts:
    """The files that the runs of one scope have received."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def dated(self, sent: Submission) -> Submission:
        """The submission with the moment at which these bytes were first received."""
        row = self.ledger.connection.execute(
            "SELECT received, evidence, doubt FROM ("
            "SELECT scope, sha256, received, evidence, '' AS doubt FROM file UNION ALL "
            "SELECT scope, sha256, received, 'mail', doubt FROM attachment) "
            "WHERE scope = ? AND sha256 = ? "
            "ORDER BY evidence = 'mail' DESC, received, doubt DESC LIMIT 1",
            (self.ledger.scope, sent.sha256),
        ).fetchone()
        if row is None or sent.received_from == "mail" or moment(row[0]) >= sent.received:
            return sent
        return replace(sent, received=moment(row[0]), received_from=row[1], doubt=row[2])

    def of(self, code: str) -> list[datetime]:
        """When the files whose SHA-256 begins with this code were received."""
        rows = self.ledger.connection.execute(
            "SELECT received FROM file WHERE scope = ? AND substr(sha256, 1, ?) = ?",
            (self.ledger.scope, len(code), code),
        )
        return [moment(received) for (received,) in rows]

    def left(self, present: Iterable[Submission]) -> list[Submission]:
        """The files that earlier runs received and that are no longer in the inbox."""
        here = {sent.sha256 for sent in present}
        rows = self.ledger.connection.execute(
            "SELECT path, sha256, received, evidence, district FROM file "
            "WHERE scope = ? AND status NOT IN ('ignored', 'rejected') ORDER BY path, received",
            (self.ledger.scope,),
        )
        return [
            Submission(path, sha, moment(at), evidence, district, "superseded",
                       "file_left")
            for path, sha, at, evidence, district in rows
            if sha not in here
        ]  # fmt: skip
