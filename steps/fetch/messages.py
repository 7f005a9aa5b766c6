"""A message as it was taken from the mailbox, and whether a workbook came with it."""

from __future__ import annotations

import email
import email.policy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from schema.settings import HANOI

LARGEST = 50 * 1024 * 1024  # bytes of one message
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
PACKED = (".zip", ".rar", ".7z")  # refused or opened by the intake, with a sentence: never lost
SHEETS = (
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml",
    "application/vnd.oasis.opendocument.spreadsheet",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the server says of a message before it is taken."""

    uid: int
    size: int  # bytes
    arrived: datetime  # INTERNALDATE


@dataclass(frozen=True, slots=True)
class Message:
    """One message, whole, as the server has it."""

    heading: Heading
    data: bytes
    oddity: str = ""  # why it is skipped: large, broken
    has_workbook: bool = False

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file_name(self) -> str:
        """Its file's name: of the message alone, so that taking it twice makes one file.

        The UID is no part of it, because a server may number its messages anew.
        """
        arrived = self.heading.arrived.astimezone(HANOI)
        return f"thu_{arrived:%Y%m%d_%H%M%S}_{self.sha256[:12]}.eml"


def read(heading: Heading, data: bytes) -> Message:
    """The message, with the question answered whether it is for the inbox."""
    if len(data) > LARGEST:
        return Message(heading, b"", "large")
    try:
        return Message(heading, data, has_workbook=any(_workbooks(data)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Message(heading, b"", "broken")


def _workbooks(data: bytes) -> Iterator[bool]:
    """For each part whether it is a workbook, by its name or, without one, by its kind."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        name = (part.get_filename() or "").strip().lower()
        yield name.endswith(WORKBOOKS + PACKED) or (
            not name and part.get_content_type().startswith(SHEETS)
        )
