"""Write (door out): a described workbook -> .xlsx, a text -> a file; always whole or not at all."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from steps.write import files
from steps.write.files import lay, text
from steps.write.holding import HeldError, held, outbox
from steps.write.staging import Outbox, UnfinishedError

if TYPE_CHECKING:
    from schema.documents import Book

__all__ = [
    "HeldError",
    "Outbox",
    "UnfinishedError",
    "book",
    "digest",
    "held",
    "lay",
    "outbox",
    "packed",
    "put",
    "removed",
    "text",
]


def book(described: Book, path: Path) -> Path:
    """Write a workbook; return its path: beside the wanted one while that is open in Excel.

    Raises:
        OSError: the folder cannot be written; an old file is as it was.
        gate.WriteError: the description cannot be written as it is (a fault in the code).

    """
    return put(path, packed(described), described.created)


def packed(described: Book, aside: Path | None = None) -> bytes:
    """The workbook as bytes; the same description gives the same bytes.

    What is too long for memory lies in a private folder `aside` meanwhile.
    """
    from steps.write.workbook import packed as pack  # noqa: PLC0415 - xlsxwriter only here

    return pack(described, aside)


def put(path: Path, content: bytes, on: datetime) -> Path:
    """Put bytes in place; beside it, under a name dated `on`, while it is open in Excel.

    Raises:
        OSError: the folder cannot be written; an old file is as it was.

    """
    try:
        return files.put(path, content)
    except PermissionError:
        return files.put(files.beside(path, on), content)


def removed(path: Path) -> None:
    """Take away a file that is no longer true; one that is open in Excel is left for the next run.

    Raises:
        OSError: the folder cannot be written.

    """
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
