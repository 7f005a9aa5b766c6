"""The outbox as one run holds it: everything is written aside first, then put in place at the end.

Until the very last moment the old outputs are whole, and if that moment fails they come back; a run
that is killed leaves a private folder behind, which the next run sweeps away.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from steps.write.files import PRIVATE, Part, beside, kept
from steps.write.former import Former

if TYPE_CHECKING:
    from schema.documents import Book

LOCK, ASIDE = ".~khoa", ".~tam-"  # the lock's name; how the private folders' names begin
STRAYS = (f"{ASIDE}*", ".~*.part")
PATIENCE = 5.0  # seconds that one run waits for another's end
RETRIES = (0.1, 0.3, 0.6)  # seconds: Excel and virus scanners hold a file for a moment


class HeldError(Exception):
    """Another run is writing into this outbox."""


class UnfinishedError(OSError):
    """Something failed while the outputs were put in place: each is whole, but some are new."""


@dataclass(frozen=True, slots=True)
class _Staged:
    """One output, written aside, and where it belongs."""

    part: Path
    target: Path
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

        part, handle = self._part()
        with io.BufferedRandom(Part(handle, "r+b")) as file:
            yield from pack(described, file, self.aside)
            file.flush()
            os.fsync(handle)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._staged.append(_Staged(part, self.folder / name, described.created))
        return digest

    def text(self, name: str, parts: Iterable[str], on: datetime) -> None:
        """Write the parts of a text aside as UTF-8, line ends as they are."""
        self._stage(name, (part.encode("utf-8", "backslashreplace") for part in parts), on)

    def put(self, name: str, content: bytes, on: datetime) -> None:
        """Write bytes aside; `name` may have a folder before it."""
        self._stage(name, (content,), on)

    def _stage(self, name: str, parts: Iterable[bytes], on: datetime) -> None:
        """Write an output aside, on the disk for good.

        Raises:
            OSError: they cannot be written; all outputs are as they were.
        """
        part, handle = self._part()
        kept(handle, parts)
        self._staged.append(_Staged(part, self.folder / name, on))

    def _part(self) -> tuple[Path, int]:
        """A new file aside, open to read and write."""
        part = self.aside / f"{next(self._numbers)}.part"
        return part, os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE)

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
        former = Former(self.aside)
        placed: list[Path] = []
        try:
            for folder in {staged.target.parent for staged in self._staged}:
                folder.mkdir(parents=True, exist_ok=True)
            for staged in self._staged:
                placed.append(_placed(staged, former))
            for path in self._gone:
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


@contextmanager
def outbox(folder: Path) -> Iterator[Outbox]:
    """A private folder beside the outputs; whatever is not published in the end is lost.

    Raises:
        OSError: nothing can be written there.
    """
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=folder))  # 0700
    try:
        yield Outbox(folder, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def held(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold an outbox alone, swept of what killed runs left; the system frees a dead one's lock.

    Raises:
        HeldError: another run holds it for longer than `patience`, in seconds.
        OSError: nothing can be written there.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only where something is written

    path = folder / LOCK
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE))  # says at once if this is forbidden
    lock = FileLock(path, mode=PRIVATE)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise HeldError(folder.name) from None
    try:
        sweep(folder)
        yield
    finally:
        with suppress(OSError):  # those who wait see that it is gone and begin again
            path.unlink()
        lock.release()


def sweep(folder: Path) -> None:
    """Take away what killed runs left."""
    for stray in [path for pattern in STRAYS for path in folder.rglob(pattern)]:
        if stray.is_dir() and not stray.is_symlink():
            shutil.rmtree(stray, ignore_errors=True)
        else:
            with suppress(OSError):
                stray.unlink()


def _placed(staged: _Staged, former: Former) -> Path:
    former.keep(staged.target)
    for pause in RETRIES:
        try:
            staged.part.replace(staged.target)
        except PermissionError:
            time.sleep(pause)
        else:
            return staged.target
    dated = beside(staged.target, staged.on)
    former.keep(dated)
    staged.part.replace(dated)
    return dated


def _flushed(folder: Path) -> None:
    """The renames too are on the disk for good (POSIX; Windows does so by itself)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
