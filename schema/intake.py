"""Files of the inbox that are nobody's submission: of the system, of Office, or not whole yet."""

from __future__ import annotations

SYSTEM = ("~$", ".")
UNFINISHED = (".crdownload", ".part", ".tmp", ".download")
SYSTEM_NAMES = ("desktop.ini", "thumbs.db")


def is_system(name: str) -> bool:
    """Whether a file of this name is listed as ignored and never opened."""
    lower = name.lower()
    return lower.startswith(SYSTEM) or lower.endswith(UNFINISHED) or lower in SYSTEM_NAMES
