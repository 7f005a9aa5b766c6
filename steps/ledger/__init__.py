"""Ledger (door): the only memory between runs, one SQLite file beside the outbox."""

from sqlite3 import DatabaseError as Damaged
from sqlite3 import OperationalError as Unavailable  # a kind of Damaged: to be caught first

from steps.ledger.book import Ledger, damaged
from steps.ledger.exclusions import Exclusions
from steps.ledger.explanations import Explanations
from steps.ledger.messages import Messages
from steps.ledger.purge import elsewhere, forgotten
from steps.ledger.receipts import Receipts
from steps.ledger.remarks import Remarks
from steps.ledger.results import Results, cache
from steps.ledger.scope import Scope
from steps.ledger.seals import Seals
from steps.ledger.sent import Sent

__all__ = [
    "Damaged",
    "Exclusions",
    "Explanations",
    "Ledger",
    "Messages",
    "Receipts",
    "Remarks",
    "Results",
    "Scope",
    "Seals",
    "Sent",
    "Unavailable",
    "cache",
    "damaged",
    "elsewhere",
    "forgotten",
]
