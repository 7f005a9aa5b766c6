"""A command that is measured: begun, let stand still, ended, and what it cost. POSIX."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO, NamedTuple

ROOT = Path(__file__).parent.parent


def environment() -> dict[str, str]:
    """What a command's surroundings tell it, as a user's do: Python keeps what it has compiled.

    The libraries are compiled when they are installed; with PYTHONDONTWRITEBYTECODE the project's
    own modules alone would be compiled in each run.
    """
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What a run cost; of several runs as whoever measured them says."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes together
    memory: int = 0  # bytes at the peak, of all processes together; shared pages count once
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


class Run:
    """One run of a program, begun at once; its processes are a group of their own."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._said, self._wrong = (
            tempfile.TemporaryFile("w+")  # noqa: SIM115 - they are gone with the run
            for _ in range(2)
        )
        self._process = subprocess.Popen(
            program.command,
            cwd=ROOT,
            env=environment(),
            stdout=self._said,
            stderr=self._wrong,
            process_group=0,
            preexec_fn=_on_one_core if program.one_core else None,  # noqa: PLW1509 - no threads there
        )
        self.pid = self._process.pid

    def send(self, number: signal.Signals) -> None:
        """Send all its processes a signal."""
        os.killpg(self.pid, number)

    def cost(self, began: float) -> Cost:
        """Wait for the end of what began at this moment of `perf_counter`.

        Raises:
            RuntimeError: the command failed.
        """
        _, status, usage = os.wait4(self.pid, 0)
        wall = perf_counter() - began
        self._process.returncode = code = os.waitstatus_to_exitcode(status)
        if code not in self._program.allowed:
            raise RuntimeError(f"{self._program.label}: {code}\n{_text(self._wrong)[-2000:]}")
        cpu = usage.ru_utime + usage.ru_stime
        return self._program.told(Cost(wall, cpu, said=_text(self._said)))

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self.send(signal.SIGKILL)
        self._process.wait()


def _text(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
