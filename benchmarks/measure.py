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
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.pace import Pace

ROOT = Path(__file__).parent.parent
SAMPLED = 0.01, 0.2  # seconds between two looks at the memory: at first, and in the end
REST = 50  # times as long as a look lasts: of much memory it takes a core's while


class Cost(NamedTuple):
    """What one run cost; of several runs the least time, and the memory of one looked at."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes together
    memory: int  # bytes at the peak, of all processes together; shared pages count once
    said: str = ""  # standard output
    largest: int = 0  # bytes at the peak of the largest single process
    yards: float = 0  # CPU in yardsticks; of several runs the median (`pace`)


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
    """What each program cost; in each round they run one after the other.

    A round before them looks at the memory, and its times do not count: a look holds the program
    up, and a machine that rested is faster for the first program than for the others. In the others
    the pace is timed beside each.
    """
    series = [*programs]
    looked = {program.label: once(program) for program in series}
    timed = [[_paced(program) for program in series] for _ in range(rounds)]
    return {
        program.label: _of_all(looked[program.label], costs)
        for program, costs in zip(series, zip(*timed, strict=True), strict=True)
    }


def _paced(program: Program) -> Cost:
    pace = Pace()
    cost = once(program, looked_at=False)
    return cost._replace(yards=cost.cpu / pace.mean())


def _of_all(looked: Cost, timed: Sequence[Cost]) -> Cost:
    return looked._replace(
        wall=min(cost.wall for cost in timed),
        cpu=min(cost.cpu for cost in timed),
        yards=median(cost.yards for cost in timed),
    )


def once(program: Program, *, looked_at: bool = True) -> Cost:
    """Make a program's field ready, then run it once; its memory is looked at or not told.

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
        watch = _Watch(process.pid) if looked_at else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        memory, largest = watch.peaks() if watch else (0, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        wrong.seek(0)
        if process.returncode not in program.allowed:
            raise RuntimeError(f"{program.label}: {process.returncode}\n{wrong.read()[-2000:]}")
        cpu = usage.ru_utime + usage.ru_stime
        cost = Cost(wall, cpu, memory, said.read(), largest)
    return program.told(cost)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class _Watch:
    """The peaks of a process and its children, by samples, in bytes; 0 where there is no /proc.

    What the system itself tells of the largest (`ru_maxrss`) counts what this process held when the
    command was born (Linux, `exec_mmap`).
    """

    def __init__(self, pid: int) -> None:
        self._all, self._largest = 0, 0
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peaks(self) -> tuple[int, int]:
        """Stop looking; the peaks of all together and of the largest."""
        self._over.set()
        self._thread.join()
        return self._all, self._largest

    def _look(self) -> None:
        pause, most = SAMPLED
        while not self._over.wait(pause):
            began = perf_counter()
            family = _family(self._pid)
            self._all = max(self._all, sum(_bytes(pid, "smaps_rollup", "Pss") for pid in family))
            hungry = max(_bytes(pid, "status", "VmHWM") for pid in family)
            self._largest = max(self._largest, hungry)
            pause = max(min(pause * 1.2, most), REST * (perf_counter() - began))


def _family(pid: int) -> list[int]:
    family = [pid]
    for one in family:  # grows while it is walked
        with suppress(OSError):
            for path in Path(f"/proc/{one}/task").glob("*/children"):
                family += map(int, path.read_text().split())
    return family


def _bytes(pid: int, file: str, name: str) -> int:
    """One line of what /proc tells of a process."""
    with suppress(OSError):
        found = re.search(rf"^{name}:\s+([0-9]+) kB", Path(f"/proc/{pid}/{file}").read_text(), re.M)
        return int(found[1]) * 1024 if found else 0
    return 0
