"""The shelf: what a very large run lays aside while it goes on, so that it need not be in memory.

Its file has no name (Python library reference, `tempfile.TemporaryFile`), stands beside the ledger,
where the cache holds the same, and is gone with the run, however that ends.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import NamedTuple

FEW = 8 * 1024**2  # bytes that stay in memory: a country's, one workbook a district


class Laid(NamedTuple):
    """Bytes on the shelf; they last as long as anybody holds them."""

    file: FileIO
    begin: int
    size: int

    def read(self) -> bytes:
        """The bytes.

        Raises:
            OSError: the folder of the ledger is out of reach.
        """
        self.file.seek(self.begin)
        return self.file.read(self.size)


class Shelf:
    """Bytes beside a ledger; without one, or where there is no room, they stay in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._held = folder, 0
        self._file: FileIO | None = None

    def lay(self, data: bytes) -> bytes | Laid:
        """Lay bytes aside, beyond the first few."""
        self._held += len(data)
        if self._folder and self._held > FEW:
            with suppress(OSError):
                return self._laid(data)
            self._folder = None
        return data

    def _laid(self, data: bytes) -> Laid:
        file = self._file = self._file or _unnamed(self._folder)
        begin = file.seek(0, os.SEEK_END)
        if file.write(data) != len(data):
            raise OSError
        return Laid(file, begin, len(data))


def _unnamed(folder: Path | None) -> FileIO:
    return tempfile.TemporaryFile(buffering=0, dir=folder)
