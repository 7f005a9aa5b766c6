"""Regular files and nothing else: opened without following, waiting for or swallowing anything.

A pipe would hang every reader, a link to a device would fill the memory, a huge file as well.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from steps.collect.parcel import LARGEST

RETRIES = (0.1, 0.3, 0.6)  # seconds: virus scanners and copies hold a file for a moment
QUIET = 2.0  # seconds without a change after which a copy counts as ended
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
ENDS = 65_557  # bytes from a zip's end in which its directory's own end stands
SECTOR, ZEROS = 512, 4_608  # of an .xls; writers pad with less than this many zeros


class Refused(Exception):  # noqa: N818 - a refusal is a value of this step, not a fault
    """The file is not to be read; `code` is the finding's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def content(path: Path) -> bytes:
    """The bytes of a regular file of reasonable size; one that is held for a moment is tried again.

    Raises:
        Refused: a link, pipe, device or folder; too large; or the system does not let it be read.
    """
    for pause in RETRIES:
        try:
            return _content(path)
        except PermissionError:
            if not os.access(path, os.R_OK):  # forbidden for good, not held by another program
                break
            time.sleep(pause)
    try:
        return _content(path)
    except PermissionError:
        raise Refused("file_unreadable") from None


def _content(path: Path) -> bytes:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise Refused("file_unreadable" if stat.S_ISDIR(mode) else "file_not_regular")
        handle = os.open(path, FLAGS)
    except PermissionError:
        raise
    except OSError as fault:
        linked = fault.errno in (errno.ELOOP, errno.ENXIO)
        raise Refused("file_not_regular" if linked else "file_unreadable") from None
    with os.fdopen(handle, "rb") as file:
        return _read(file.fileno())


def _read(handle: int) -> bytes:
    """What an open file holds; that it is regular is asked again, of the file itself."""
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise Refused("file_not_regular")
        parts, size = [], 0
        while size <= LARGEST and (part := os.read(handle, LARGEST + 1 - size)):
            parts.append(part)
            size += len(part)
    except PermissionError:  # Windows: a part of it is locked
        raise
    except OSError:
        raise Refused("file_unreadable") from None
    if size > LARGEST or state.st_size > LARGEST:
        raise Refused("file_too_large")
    return b"".join(parts)


def settle(paths: Iterable[Path]) -> None:
    """Wait, once for all of them, while a file that is being copied at this moment looks cut."""
    young = [path for path in paths if _age(path) < QUIET]
    cut = [_age(path) for path in young if _looks_cut(path)]
    if cut:
        time.sleep(max(0.0, QUIET - min(cut)))


def _age(path: Path) -> float:
    """Seconds since the file was changed; far away where that is not known or lies ahead."""
    try:
        age = time.time() - path.lstat().st_mtime
    except OSError:
        return 2 * QUIET
    return age if age >= 0 else 2 * QUIET


def _looks_cut(path: Path) -> bool:
    """Whether a file's end is not there yet, by its kind's own mark."""
    try:
        data = content(path)
    except Refused:
        return False
    if data.startswith(b"PK"):
        return b"PK\5\6" not in data[-ENDS:]
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return bool(len(data) % SECTOR) or not data[-ZEROS:].strip(b"\0")
    return not data.strip(b"\0")
