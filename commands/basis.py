"""What a remembered result depends on beside its file; if any of it changes, all is done anew."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from schema.settings import Settings

ROOT = Path(__file__).parent.parent
PROGRAM = ("schema", "steps", "commands")
TABLES = (".toml", ".csv")


def basis(settings: Settings) -> str:
    """What a result depends on beside its file and the day: program, settings, registry."""
    return f"{program()} {settings.model_dump_json()} {settings.registry.digest}"


def day(as_of: datetime) -> str:
    """The day in Hanoi, which no date in a file may lie after."""
    from schema.settings import HANOI  # noqa: PLC0415

    return f"{as_of.astimezone(HANOI):%Y-%m-%d}"


@cache
def program() -> str:
    """The digest of the program, its tables and the names and versions of its libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _libraries():
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
    for place in PROGRAM:
        for file in _files(ROOT / place):
            data = Path(file).read_bytes()
            digest.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    """Where Python looks for libraries, and the names and versions of those that are installed."""
    for place in sys.path[1:]:  # the first is the program's own folder
        yield place
        with suppress(OSError):  # a place that is not there, or an archive
            names = sorted(os.listdir(place))  # noqa: PTH208 - its names are all that is wanted
            yield from (name for name in names if name.endswith(".dist-info"))


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """The files of the program below a folder, always in the same order."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith((".py", *TABLES)):
                yield entry
