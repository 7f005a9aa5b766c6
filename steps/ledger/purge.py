"""Forgetting: a finished period's personal data leave the ledger, its figures stay."""

from __future__ import annotations

from steps.ledger.book import Ledger
from steps.ledger.scope import Scope

# what is forgotten -> the statement; figures, hashes and moments stay, so that they can be shown
FORGET = {
    "senders": "UPDATE file SET sender = NULL WHERE scope = ? AND sender IS NOT NULL",
    "names": "UPDATE OR IGNORE file SET path = substr(sha256, 1, 12) "
    "WHERE scope = ? AND path <> substr(sha256, 1, 12)",
    "repeats": "DELETE FROM file WHERE scope = ? AND path <> substr(sha256, 1, 12)",
    "reasons": "UPDATE exclusion SET why = '-' WHERE scope = ? AND why <> '-'",
    "copies": "UPDATE seal SET copy = x'', files = '[]' WHERE scope = ? AND length(copy) > 0",
    "letters": "DELETE FROM sent WHERE scope = ?",
    "remarks": "DELETE FROM remark WHERE scope = ?",
    "explanations": "DELETE FROM explanation WHERE scope = ?",
}


def elsewhere(ledger: Ledger) -> list[str]:
    """The inboxes of this campaign and period whose runs are known, where this one has none."""
    known, own = ledger.scopes(), Scope.parsed(ledger.scope)
    return [] if own in known else sorted(s.inbox for s in known if s[:2] == own[:2])


def forgotten(ledger: Ledger) -> dict[str, int]:
    """Remove the personal data of this scope for good; how many entries of each kind there were.

    Raises:
        sqlite3.OperationalError: the ledger cannot be written; nothing is removed then.
    """
    connection = ledger.connection
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        counts = {
            kind: max(0, connection.execute(statement, (ledger.scope,)).rowcount)
            for kind, statement in FORGET.items()
        }
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("VACUUM")  # pages that are free still hold what was deleted
    return counts
