"""Ledger (door): the only memory between runs, one SQLite file beside the outbox."""

from sqlite3 import DatabaseError as Damaged
from sqlite3 import OperationalError as Unavailable  # a kind of Damaged: to be caught first

from steps.ledger.book import Ledger, Scope, damaged

__all__ = ["Damaged", "Ledger", "Scope", "Unavailable", "damaged"]
