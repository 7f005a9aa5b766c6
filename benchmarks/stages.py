"""Where the time goes: a run under py-spy, its samples counted by stage.

A stage is told by the innermost frame of the project; py-spy follows the worker processes and
leaves out who waits.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.running import ROOT, environment

PER_SECOND = 100  # samples
OTHER = "the command itself"
STAGES = {  # folder or file of the frame -> its stage
    "steps/collect": "collect",
    "steps/read": "read",
    "steps/check": "check",
    "steps/merge": "merge",
    "steps/explain": "merge",
    "steps/account": "merge",
    "steps/measure": "measure",
    "steps/compose": "compose the",
    "steps/write": "write the",
    "steps/ledger": "ledger",
    "steps/show": "screen",
    "pebble/": "workers: work out and back",
    "multiprocessing/": "workers: work out and back",
}
_ASKS = re.compile(r"commands/|compose/(returned|summary)|^process")  # for whom it is written
_FRAME = re.compile(r"(?P<name>\S+) \((?P<file>[^():]+\.py):\d+\)")


def sampled(command: Sequence[str]) -> list[str]:
    """The collapsed stacks of a run: frames from the outermost inwards, and how often."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stacks"
        spy = ("py-spy", "record", "--subprocesses", "-r", str(PER_SECOND), "-f", "raw")
        subprocess.run(
            (*spy, "-o", str(path), "--", *command),
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            check=True,
        )
        return path.read_text(encoding="utf-8").splitlines()


def shares(stacks: Iterable[str]) -> dict[str, float]:
    """Stage -> its share of all samples, the largest first."""
    return _shares((_stage(frames), count) for frames, count in _parsed(stacks))


def hottest(stacks: Iterable[str], most: int) -> dict[str, float]:
    """The project's functions in which the time is spent, with all that they call outside it."""
    found = _shares((_innermost(frames), count) for frames, count in _parsed(stacks))
    return dict(list(found.items())[:most])


def _shares(counted: Iterable[tuple[str, int]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for name, count in counted:
        counts[name] += count
    return {name: count / counts.total() for name, count in counts.most_common()}


def _parsed(stacks: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    for line in stacks:
        stack, _, count = line.rpartition(" ")
        yield stack.split(";"), int(count)


def _stage(frames: list[str]) -> str:
    if any("importlib._bootstrap" in frame for frame in frames) or not _FRAME.match(frames[-1]):
        return "start-up and imports"  # before and after Python's own frames too
    found = (stage for frame in reversed(frames) for word, stage in STAGES.items() if word in frame)
    stage = next(found, OTHER)
    if not stage.endswith(" the"):
        return stage
    asked = next(frame for frame in reversed(frames) if _ASKS.search(frame))
    return f"{stage} returned workbooks" if "return" in asked else f"{stage} summary"


def _innermost(frames: list[str]) -> str:
    """The innermost frame of the project, as `file: function`."""
    for frame in reversed(frames):
        found = _FRAME.match(frame)
        if found and found["file"].startswith(("schema/", "steps/", "commands/")):
            return f"{found['file']}: {found['name'].rpartition('.')[2]}"
    return OTHER
