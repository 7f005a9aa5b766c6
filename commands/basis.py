"""What a remembered result depends on beside its file; if any of it changes, all is done anew."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pydantic

if TYPE_CHECKING:
    from datetime import datetime

    from schema.settings import Settings

ROOT = Path(__file__).parent.parent
SITE = Path(pydantic.__file__).parent.parent
PROGRAM = ("schema", "steps", "commands")
TABLES = (".toml", ".csv")


def basis(settings: Settings) -> str:
    """What a result depends on beside its file and the day: program, settings, registry."""
    from schema.units import tables  # noqa: PLC0415

    digest = hashlib.sha256()
    for table in tables(settings.area.registry):  # it may lie elsewhere
        digest.update(table.read_bytes())
    return f"{program()} {settings.model_dump_json()} {digest.hexdigest()}"


def day(as_of: datetime) -> str:
    """The day in Hanoi, which no date in a file may lie after."""
    from schema.settings import HANOI  # noqa: PLC0415

    return f"{as_of.astimezone(HANOI):%Y-%m-%d}"


@cache
def program() -> str:
    """The digest of the program, its tables and the names and versions of its libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(os.listdir(SITE)):  # noqa: PTH208 - its names are all that is wanted
        if name.endswith(".dist-info"):
            digest.update(name.encode())
    for place in PROGRAM:
        for file in _files(ROOT / place):
            digest.update(_told(file).encode())
            if file.name.endswith(TABLES):
                digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """The files of the program below a folder, always in the same order."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith((".py", *TABLES)):
                yield entry


def _told(file: os.DirEntry[str]) -> str:
    """A module by what Python itself takes for it when it looks for its compiled form.

    Its name, size and time of change (language reference, "Cached bytecode invalidation"): to read
    all of them is a fiftieth of a province's run.
    """
    what = file.stat()
    return f"{file.name}|{what.st_size}|{what.st_mtime_ns}|"
