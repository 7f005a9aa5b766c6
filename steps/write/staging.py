"""What one run writes: everything is written aside first, then put in place at the end.

Until the very last moment the old outputs are whole, and if that moment fails they come back.
"""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from steps.write.files import Part, beside, laid, lay, private, save
from steps.write.former import Former

if TYPE_CHECKING:
    from schema.documents import Book

RETRIES = (0.1, 0.3, 0.6)  # seconds: Excel and virus scanners hold a file for a moment


class UnfinishedError(OSError):
    """Something failed while the outputs were put in place: each is whole, but some are new."""


@dataclass(frozen=True, slots=True)
class _Staged:
    """One output, written aside, and where it belongs; a country's are many."""

    part: str
    name: str
    on: datetime


class Outbox:
    """What one run writes; nothing of it shows before `publish`."""

    def __init__(self, folder: Path, aside: Path) -> None:
        self.folder = folder
        self.aside = aside  # private, gone with the run
        self._numbers = count()
        self._staged: list[_Staged] = []
        self._gone: list[Path] = []

    def book(self, described: Book, name: str) -> Generator[None, None, str]:
        """Write a workbook aside; return the SHA-256 of its bytes, in hexadecimal.

        There is a pause after each row of a list, in which something else may be written.

        Raises:
            OSError: it cannot be written; all outputs are as they were.
        """
        from steps.write.workbook import pack  # noqa: PLC0415 - xlsxwriter only here

        part = self.place()
        with io.BufferedRandom(Part(private(part), "r+b")) as file:
            yield from pack(described, file, self.aside)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.take(part, name, described.created)
        return digest

    def text(self, name: str, parts: Iterable[str], on: datetime) -> Iterator[None]:
        """Write the parts of a text aside as UTF-8, line ends as they are; a pause after each.

        Raises:
            OSError: it cannot be written; all outputs are as they were.
        """
        part = self.place()
        yield from laid(part, (piece.encode("utf-8", "backslashreplace") for piece in parts))
        self.take(part, name, on)

    def put(self, name: str, content: bytes, on: datetime) -> None:
        """Write bytes aside.

        Raises:
            OSError: they cannot be written; all outputs are as they were.
        """
        part = self.place()
        lay(part, content)
        self.take(part, name, on)

    def place(self) -> Path:
        """Where an output may be written aside, also by another process (`files.lay`)."""
        return self.aside / f"{next(self._numbers)}.part"

    def take(self, part: Path, name: str, on: datetime) -> None:
        """Take what was written aside for an output; `name` may have a folder before it."""
        self._staged.append(_Staged(part.name, name, on))

    def remove(self, name: str) -> None:
        """Take an output away at the end, because it is no longer true."""
        self._gone.append(self.folder / name)

    def publish(self) -> list[Path]:
        """Put everything in place, each with one rename; return where each output is.

        An output that is open in Excel gets a dated name beside it.

        Raises:
            OSError: all outputs are as they were.
            UnfinishedError: that could not be had: each is whole, but some are new.
        """
        for staged in self._staged:  # first of all, and last: most are on the disk by now
            save(self.aside / staged.part)
        former = Former(self.aside)
        placed: list[Path] = []
        try:
            for folder in {(self.folder / staged.name).parent for staged in self._staged}:
                folder.mkdir(parents=True, exist_ok=True)
            for staged in self._staged:
                part, target = self.aside / staged.part, self.folder / staged.name
                placed.append(_placed(part, target, staged.on, former))
            for path in set(self._gone).difference(placed):
                former.take_away(path)
            for folder in {path.parent for path in placed}:
                _flushed(folder)
        except BaseException as fault:
            if not former.put_back() and placed and isinstance(fault, OSError):
                raise UnfinishedError(fault.errno, fault.strerror) from fault
            raise
        self._staged.clear()
        self._gone.clear()
        return placed


def _placed(part: Path, target: Path, on: datetime, former: Former) -> Path:
    former.keep(target)
    for pause in RETRIES:
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return target
    dated = beside(target, on)
    former.keep(dated)
    part.replace(dated)
    return dated


def _flushed(folder: Path) -> None:
    """The renames too are on the disk for good (POSIX; Windows does so by itself)."""
    if os.name == "posix":
        save(folder, os.O_RDONLY)
