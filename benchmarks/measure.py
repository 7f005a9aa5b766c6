"""Run commands and measure them: wall and CPU seconds, and the memory of all their processes.

POSIX; the memory of several processes together is sampled from Linux's /proc.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SAMPLED = 0.2  # seconds between two looks at the memory


class Cost(NamedTuple):
    """What one run cost; of several runs the least of each."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes together
    memory: int  # bytes at the peak, of all processes together; shared pages count once
    said: str = ""  # standard output
    largest: int = 0  # bytes at the peak of the largest single process


@dataclass(frozen=True, slots=True)
class Program:
    """One command to measure, and what makes its field ready without being measured."""

    label: str
    command: Sequence[str]
    ready: Callable[[], object] = lambda: None
    one_core: bool = True
    told: Callable[[Cost], Cost] = lambda cost: cost  # of what the command itself says it cost
    allowed: Sequence[int] = (0,)  # exit codes


def interleaved(programs: Iterable[Program], rounds: int) -> dict[str, Cost]:
    """The least cost of each program; in each round they run one after the other."""
    costs: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for program in programs:
            costs.setdefault(program.label, []).append(once(program))
    return {label: Cost(*map(min, zip(*found, strict=True))) for label, found in costs.items()}


def once(program: Program) -> Cost:
    """Make a program's field ready, then run it once.

    Raises:
        RuntimeError: the command failed.
    """
    program.ready()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
        began = perf_counter()
        process = subprocess.Popen(
            program.command,
            cwd=ROOT,
            stdout=said,
            stderr=wrong,
            preexec_fn=_on_one_core if program.one_core else None,  # noqa: PLW1509 - no threads there
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        sampled = watch.peak()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        wrong.seek(0)
        if process.returncode not in program.allowed:
            raise RuntimeError(f"{program.label}: {process.returncode}\n{wrong.read()[-2000:]}")
        largest = usage.ru_maxrss * 1024  # of the process and of the children that it waited for
        memory = max(sampled, largest)
        cost = Cost(wall, usage.ru_utime + usage.ru_stime, memory, said.read(), largest)
    return program.told(cost)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class _Watch:
    """The peak of a process and its children, by samples; 0 where there is no /proc."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak(self) -> int:
        """Stop looking; the most that was seen, in bytes."""
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(SAMPLED):
            self._most = max(self._most, sum(map(_share, _family(self._pid))))


def _family(pid: int) -> list[int]:
    family = [pid]
    for one in family:  # grows while it is walked
        with suppress(OSError):
            for path in Path(f"/proc/{one}/task").glob("*/children"):
                family += map(int, path.read_text().split())
    return family


def _share(pid: int) -> int:
    """A process's share of the memory (PSS), in bytes."""
    with suppress(OSError):
        found = re.search(
            r"^Pss: +([0-9]+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M
        )
        return int(found[1]) * 1024 if found else 0
    return 0
