"""Run a command once, and look at the memory of all its processes: samples of Linux's /proc."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from benchmarks.running import Cost, Program, Run

SAMPLED = 0.01, 0.2  # seconds between two looks at the memory: at first, and in the end
REST = 50  # times as long as a look lasts: of much memory it takes a core's while


def once(program: Program) -> Cost:
    """Make a program's field ready, run it once and look at its memory.

    Raises:
        RuntimeError: the command failed.
    """
    program.ready()
    began = perf_counter()
    run = Run(program)
    watch = _Watch(run.pid)
    try:
        cost = run.cost(began)
    finally:
        memory, largest = watch.peaks()
    return cost._replace(memory=memory, largest=largest)


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
