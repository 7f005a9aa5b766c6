"""What came out of a container (mail or archive): parts, each a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from posixpath import splitext
from typing import NamedTuple

LARGEST = 50 * 1024 * 1024  # bytes of one part
MANY = 500  # parts of one container
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
CONTAINERS = (".zip", ".eml", ".msg", ".rar", ".7z", ".gz", ".tar")


class Part(NamedTuple):
    """One part: its name inside the container, its bytes, and why it is refused, if it is."""

    name: str
    data: bytes
    refused: str = ""


class Parcel(NamedTuple):
    """A container opened. `received` is None where nothing in it tells the time."""

    parts: tuple[Part, ...] = ()
    received: datetime | None = None
    mail_from: str | None = None
    weak: bool = False  # the time is the Date line's, which the sender's machine wrote
    refused: str = ""


def judged(name: str, data: bytes) -> Part:
    """A part as it may be used; what is nested, absurdly named or no workbook is refused."""
    if absurd(name):
        return Part(PurePosixPath(name.replace("\\", "/")).name or "?", b"", "part_name")
    if name.lower().endswith(CONTAINERS):
        return Part(name, b"", "part_nested")
    if not name.lower().endswith(WORKBOOKS):
        return Part(name, b"", "part_other")
    return Part(name, data)


def absurd(name: str) -> bool:
    """Whether a name climbs out of its folder, is absolute, or holds control characters."""
    flat = name.replace("\\", "/")
    climbs = ".." in flat.split("/") or flat.startswith("/") or re.match(r"[A-Za-z]:", flat)
    return bool(climbs) or not name.isprintable() or len(name.encode(errors="replace")) > 255


def numbered(parts: Iterator[Part]) -> tuple[Part, ...]:
    """The parts with different names: a name that comes again gets a number."""
    taken: set[str] = set()
    return tuple(part._replace(name=free(part.name, taken)) for part in parts)


def free(name: str, taken: set[str]) -> str:
    """The name, or with the first number that nobody has; it is taken then."""
    (stem, ending), chosen, number = splitext(name), name, 1
    while chosen in taken:
        number += 1
        chosen = f"{stem} ({number}){ending}"
    taken.add(chosen)
    return chosen
