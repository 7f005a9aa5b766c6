"""Files put in place whole: a temporary name in the same folder, fsync, then one rename."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PRIVATE = 0o600  # outputs hold personal data (Law 91/2025/QH15)


def text(path: Path, content: str, mode: int = PRIVATE) -> Path:
    """Write a text as UTF-8, its line ends as they are; return its path.

    Raises:
        OSError: the folder cannot be written, or the file is held open (PermissionError).

    """
    return put(path, content.encode("utf-8", "backslashreplace"), mode)


def put(path: Path, content: bytes, mode: int = PRIVATE) -> Path:
    """Write bytes under a temporary name, then move them into place; return the path.

    Raises:
        OSError: nothing was changed at `path`.

    """
    handle, name = tempfile.mkstemp(".part", ".~", path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        save(part)
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return path


def private(path: Path) -> int:
    """Open a new file to read and write, empty; what a dead worker left there is gone."""
    return os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, PRIVATE)


def lay(path: Path, content: bytes) -> str:
    """Write bytes into a new file; their SHA-256, in hexadecimal.

    Raises:
        OSError: they cannot be written.

    """
    for _ in laid(path, (content,)):
        pass
    return hashlib.sha256(content).hexdigest()


def laid(path: Path, parts: Iterable[bytes]) -> Iterator[None]:
    """Write bytes into a new file with a pause after each part.

    Raises:
        OSError: they cannot be written.

    """
    with os.fdopen(private(path), "wb") as file:
        for part in parts:
            file.write(part)
            yield


def save(path: Path, how: int = os.O_RDWR) -> None:
    """Be sure that all that was written into a file, opened so, is on the disk.

    Raises:
        OSError: it is not.

    """
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Part(io.FileIO):
    """A file that takes nothing more once it is full, and says so once.

    A `ZipFile` that was cut off writes its end all the same while it is forgotten
    (`zipfile.ZipFile.__del__`), and Python prints what is raised there.
    """

    _is_full = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write some of the bytes, as any raw file does.

        Raises:
            OSError: it is full, which it was not before.
        """
        if self._is_full:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError:
            self._is_full = True
            raise


def beside(path: Path, on: datetime) -> Path:
    """The dated name that a file gets while its own is held open: X_20211220_170000.xlsx."""
    return path.with_name(f"{path.stem}_{on:%Y%m%d_%H%M%S}{path.suffix}")
