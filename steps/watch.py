"""Watch (door in): tell when the inbox has changed and its files have stopped growing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from schema.intake import is_system

QUIET = 2.0  # seconds without a change of size or time before a file counts as whole
PULSE = 2000  # milliseconds between two looks where no notice comes (a share on the network)

State = Mapping[str, tuple[int, int]]
"""Path -> size in bytes and time of change in nanoseconds."""


class Flag:
    """Set by a signal, which may come while a lock is held: an Event would wait for ever."""

    def __init__(self) -> None:
        self._up = False

    def set(self) -> None:
        """Raise the flag."""
        self._up = True

    def is_set(self) -> bool:
        """Whether it was raised."""
        return self._up


def changes(
    inbox: Path, ours: Iterable[Path], wait: Callable[[list[str]], None], ended: Flag
) -> Iterator[None]:
    """Yield once at the start and again after each change, when the files have settled.

    `ours`: what a run itself writes; a folder counts with all that is in it. `wait` is told the
    names of the files that still grow. What changes while a run goes on is not missed. There are
    no more changes once it has `ended`.
    """
    own = frozenset(path.resolve() for path in ours)
    told: State | None = None
    for _ in _pulses(inbox, ended):
        now = _state(inbox, own)
        if now is None or now == told:
            continue
        told = _settled(inbox, own, now, wait)
        yield


def _pulses(inbox: Path, ended: Flag) -> Iterator[None]:
    """A beat at the start, at each notice of a change, and every `PULSE` without one."""
    import watchfiles  # noqa: PLC0415 - only `watch` pays for it

    yield
    try:
        for _ in watchfiles.watch(
            inbox, watch_filter=None, stop_event=ended, rust_timeout=PULSE, yield_on_timeout=True
        ):
            yield
    except (OSError, RuntimeError):  # the folder went away, or the system has no notices left
        pass
    while not ended.is_set():
        yield
        time.sleep(PULSE / 1000)


def _settled(
    inbox: Path, own: frozenset[Path], now: State, wait: Callable[[list[str]], None]
) -> State:
    """The state once nothing has changed for `QUIET` seconds."""
    while True:
        time.sleep(QUIET)
        later = _state(inbox, own)
        if later == now:
            return now
        if later is not None:
            wait(sorted(Path(name).name for name, _ in later.items() - now.items()))
            now = later


def _state(inbox: Path, own: frozenset[Path]) -> State | None:
    """What is in the inbox; None = it is out of reach, which is not the same as empty."""
    if not inbox.is_dir():
        return None
    state = {}
    for folder, inner, names in os.walk(inbox.resolve()):
        inner[:] = [name for name in inner if Path(folder, name) not in own]
        for name in names:
            path = Path(folder, name)
            if path in own or is_system(name):
                continue
            try:
                seen = path.lstat()
            except OSError:
                continue
            state[str(path)] = (seen.st_size, seen.st_mtime_ns)
    return state
