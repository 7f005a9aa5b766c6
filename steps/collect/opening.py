"""Opening a mail or an archive: where it is done is the caller's business, best not in his process.

What is opened came from anybody; `steps.read.apart` opens it in a worker.
"""

from __future__ import annotations

from collections.abc import Callable

from steps.collect import archive, mail
from steps.collect.parcel import Parcel

Opener = Callable[[bytes, str], Parcel | None]  # bytes, name; None = the opening came to no end


def is_parcel(data: bytes, name: str) -> bool:
    """Whether a file holds others: an archive by its bytes, or else a mail by its name."""
    if data.startswith(archive.ZIP):
        return archive.is_archive(data)
    return name.lower().endswith((".eml", ".msg"))


def opened(data: bytes, name: str) -> Parcel:
    """What a mail or an archive holds."""
    if data.startswith(archive.ZIP):
        return archive.opened(data)
    return mail.opened_eml(data) if name.lower().endswith(".eml") else mail.opened_msg(data)
