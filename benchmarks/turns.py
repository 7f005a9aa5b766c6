"""Programs measured side by side: each works for a turn, then stands still while the others do.

A shared machine is up to a half slower in one quarter of an hour than in another. One after the
other, a long program and short ones meet different machines, and the least of several runs favours
the short ones; in turns of seconds all of them meet the same. Linux (pidfd).
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterable
from statistics import fmean
from time import perf_counter

from benchmarks.measure import once
from benchmarks.running import Cost, Program, Run

LONGEST, SHORTEST = 4.0, 0.5  # seconds of a turn


def side_by_side(programs: Iterable[Program], rounds: int) -> dict[str, Cost]:
    """What a run of each program costs: the mean time of those in turns, the memory of one before.

    Turns are as long as a program needs, so that all have had so many runs at about the same time;
    who is through begins anew until the last one is. Runs that are under way then do not count, nor
    do those that a look at the memory held up.

    Raises:
        RuntimeError: a command failed.
    """
    series = [_Series(program) for program in programs]
    looked = [once(one.program) for one in series]
    slowest = max(cost.wall for cost in looked)
    turns = [max(LONGEST * cost.wall / slowest, SHORTEST) for cost in looked]
    try:
        while min(len(one.costs) for one in series) < rounds:
            for one, seconds in zip(series, turns, strict=True):
                one.work(seconds)
        for one in series:
            one.finish()
    finally:
        for one in series:
            one.kill()
    return {
        one.program.label: cost._replace(
            wall=fmean(run.wall for run in one.costs), cpu=fmean(run.cpu for run in one.costs)
        )
        for one, cost in zip(series, looked, strict=True)
    }


class _Series:
    """The runs of one program, one after the other."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.costs: list[Cost] = []
        self._run: Run | None = None
        self._worked = 0.0  # seconds of this run in the turns before

    def work(self, seconds: float) -> None:
        """Work for a turn, in as many runs as that takes; one begun before ends the turn."""
        under_way = self._run is not None
        while seconds > 0 and not (under_way and self._run is None):
            if self._run is None:
                self.program.ready()
            seconds -= self._go_on(seconds)

    def _go_on(self, most: float) -> float:
        """Work on one run until it ends, or for so many seconds; return those it took."""
        began = perf_counter()
        run = self._run = self._run or Run(self.program)
        run.send(signal.SIGCONT)
        if _ended(run, most):
            self._run, before, self._worked = None, self._worked, 0.0
            self.costs.append(run.cost(began - before))
            return perf_counter() - began
        run.send(signal.SIGSTOP)
        took = perf_counter() - began
        self._worked += took
        return took

    def finish(self) -> None:
        """Let a short run that is under way come to its end, so that its outputs are whole."""
        if self._run and self.costs[-1].wall < LONGEST:
            run, self._run = self._run, None
            run.send(signal.SIGCONT)
            run.cost(0)

    def kill(self) -> None:
        """Leave nothing behind, whatever went wrong."""
        if self._run:
            self._run.kill()


def _ended(run: Run, most: float) -> bool:
    """Whether a run ends within so many seconds."""
    handle = os.pidfd_open(run.pid)
    try:
        return bool(select.select([handle], [], [], most)[0])
    finally:
        os.close(handle)
