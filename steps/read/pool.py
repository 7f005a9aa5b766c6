"""The pool of worker processes: how they are born, what they may use, how they end."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from time import process_time
from typing import Any, ClassVar

from pebble import CONSTS, ProcessFuture, ProcessPool

GIB = 1024**3
NEEDED = (  # by those who read and judge, beyond what the parent has imported
    *("resource", "steps.read.biff", "steps.read.odf"),
    *("phonenumbers", "email_validator", "rapidfuzz.distance", "rapidfuzz.process"),
)
CONSTS.sleep_unit = 0.01  # seconds; pebble's 0.1 delay the end, 0.004 lose a dying worker's task


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may cost: workers side by side; per file seconds, per worker further bytes."""

    workers: int = field(default_factory=processors)
    seconds: float = 60.0
    memory: int = 2 * GIB
    cycles: tuple[int, int, int] = (50_000, 10, 100)  # how seldom a worker looks for them (`gc`)


class Pool:
    """Workers for one kind of work, `work(data, what, given)`, born with the first task."""

    _alive: ClassVar[set[Pool]] = set()

    def __init__(self, work: Callable[..., Any], given: object, limits: Limits) -> None:
        self._orders = (work, given, limits)
        self.limits = limits
        self._pool: ProcessPool | None = None

    @property
    def patience(self) -> float:
        """Seconds after which even a lost answer is given up: all that can stand before it."""
        return self.limits.seconds * (self.limits.workers + 3)

    def begin(self, data: bytes, what: object) -> ProcessFuture[Any]:
        """Hand one file, or another task, to the next free worker."""
        return self._born().schedule(_work, (data, what), timeout=self.limits.seconds)

    def awake(self) -> None:
        """Have the workers born before there is work: what comes later they need not copy."""
        self._born()

    def _born(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:  # broken: begin anew
            self.close()
        if self._pool is None:
            self._pool = ProcessPool(self.limits.workers, 0, _prepare, self._orders, _context())
            self._alive.add(self)
            with _uninterrupted():
                assert self._pool.active  # noqa: S101 - asking is what makes pebble start them
        return self._pool

    def close(self, *, wait: bool = False) -> None:
        """End the workers, busy or not; who does not `wait` goes on before they are gone."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            ending = Thread(target=self._pool.join)
            ending.start()
            self._pool = None
            self._alive.discard(self)
            if wait:
                ending.join()
            if not self._alive:
                gc.unfreeze()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait, for Python loses one that comes in a hook of a birth (POSIX).

    Workers are born so and stay so, as do the threads that bear later ones: their parent ends them.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> BaseContext:
    """How workers are born: forked on Linux (10 ms), anew elsewhere, where fork is not safe.

    A forked worker must import nothing, since another thread of its parent may have been importing:
    what the readers need is loaded here.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    for name in NEEDED:
        import_module(name)
    gc.freeze()  # so that no worker looks through, and thereby copies, what it shares with us
    return multiprocessing.get_context("fork")


_orders: list[Any] = []  # of this worker, given at its birth: the work, what it is given, limits


def _prepare(work: Callable[..., Any], given: object, limits: Limits) -> None:
    """Begin a worker: its orders, silence, and a limit of memory (POSIX only).

    calamine and the C library print what killed them, where a cell's text may stand. What a worker
    was born with does not count: its parent may be a `watch` of many days.
    """
    _orders[:] = [work, given, limits]
    gc.set_threshold(*limits.cycles)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 2)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        with suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold personal data
            most = _address_space() + limits.memory
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    """Bytes that this process has mapped already; 0 where the system does not tell."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _work(data: bytes, what: object) -> Any:
    work, given, limits = _orders
    _end_with(limits.seconds)
    return work(data, what, given)


def _end_with(seconds: float) -> None:
    """Let the system end this worker some time later, should its parent be killed meanwhile."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        most = int(process_time() + seconds) + 2
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
