"""The outbox as a place: one run holds it at a time, and has a private folder in it.

A run that is killed leaves that folder behind; the next one sweeps it away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from steps.write.files import PRIVATE
from steps.write.staging import Outbox

LOCK, ASIDE = ".~khoa", ".~tam-"  # the lock's name; how the private folders' names begin
STRAYS = (f"{ASIDE}*", ".~*.part")
PATIENCE = 5.0  # seconds that one run waits for another's end


class HeldError(Exception):
    """Another run is writing into this outbox."""


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
