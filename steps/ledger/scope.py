"""The scope of a ledger's entries, and how they keep it where office and inbox are moved."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import NamedTuple, Self


class Scope(NamedTuple):
    """What a ledger's entries belong to: two inboxes never see each other's memory."""

    campaign: str
    period: str
    inbox: str

    @classmethod
    def parsed(cls, text: str) -> Self:
        """The scope that was written like this."""
        return cls(*json.loads(text))

    def __str__(self) -> str:
        return json.dumps(list(self), ensure_ascii=False)

    @property
    def trend(self) -> str:
        """What the periods of one campaign and one inbox share."""
        return json.dumps([self.campaign, self.inbox], ensure_ascii=False)

    def seen_from(self, folder: Path) -> Scope:
        """The same, an inbox below this folder told as it lies from there.

        So a ledger that is moved, or restored from a backup, with its inbox still knows it.
        """
        try:
            below = Path(self.inbox).relative_to(folder.resolve())
        except ValueError:
            return self
        return self._replace(inbox=below.as_posix())


def rename(connection: sqlite3.Connection, old: Scope, new: Scope) -> None:
    """Let entries of the old scope be the new one's; what the new one has already stays as it is.

    Earlier versions wrote the whole path of every inbox.
    """
    if old == new:
        return
    for table, column in _COLUMNS:
        texts = (str(old), str(new)) if column == "scope" else (old.trend, new.trend)
        if connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", texts[:1]).fetchone():  # noqa: S608
            change = f"UPDATE OR IGNORE {table} SET {column} = ?2 WHERE {column} = ?1"  # noqa: S608
            connection.execute(change, texts)


_COLUMNS = (
    *((table, "scope") for table in ("file", "valid", "exclusion", "run", "seal")),
    *((table, "scope") for table in ("attachment", "sent", "remark", "explanation")),
    ("run", "trend"),
    ("message", "trend"),
)
