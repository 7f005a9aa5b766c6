"""Readers that die as real ones do: each file's bytes say how. Importable in a worker process."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from schema.readings import Reading
from schema.settings import Settings
from steps import collect
from steps.collect.parcel import Parcel


def work(data: bytes, name: str, settings: Settings) -> Reading:
    """Read, or die as the bytes say."""
    deeds: dict[bytes, Callable[[], object]] = {
        b"abort": os.abort,
        b"exit": lambda: os._exit(3),
        b"hang": lambda: time.sleep(600),
        b"loop": loop,
        b"panic": panic,
        b"shout": shout,
        b"eat": lambda: bytearray(1 << 33),
        b"taste": lambda: bytearray(1 << 29),
    }
    if data in deeds:
        deeds[data]()
    return Reading(columns=(name, settings.period))


def opened(data: bytes, name: str) -> Parcel:
    """Open a mail or an archive, or die as the name says."""
    if name.startswith("abort"):
        os.abort()
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("eat"):
        bytearray(1 << 33)
    return collect.opened(data, name)


def panic() -> None:
    """Raise what `except Exception` lets pass, with a text that nobody may see."""
    raise GeneratorExit("0905 000 001")


def shout() -> None:
    """Die with words, as the libraries below Python do."""
    os.write(2, b"panicked at 0905 000 001\n")
    os.abort()


def loop() -> None:
    """Keep a processor busy for ever."""
    while True:
        pass


def noted(data: bytes, name: str, settings: Settings) -> Reading:
    """As `work`, and note this worker's number in the folder of the run."""
    with Path("pids").open("a") as pids:
        pids.write(f"{os.getpid()}\n")
    return work(data, name, settings)
