"""How fast the machine is just now: a fixed piece of work, timed again and again beside a run.

A shared machine is up to a half slower in one minute than in another. What a run costs, told in
yardsticks of its own minutes, moves half as much; but a run that crowds the memory slows its own
yardstick, so neither figure is the whole truth.
"""

from __future__ import annotations

import random
import threading
from statistics import fmean
from time import thread_time

_THINGS = [object() for _ in range(60_000)]  # more than a core's own cache holds
_ORDER = random.Random(0).sample(range(len(_THINGS)), len(_THINGS))
FIRST, MOST = 0.1, 1.0  # seconds between two looks: at first, and in the end


class Pace:
    """The yardstick of one run, a hundredth of a core at most."""

    def __init__(self) -> None:
        self._found = [yardstick()]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def mean(self) -> float:
        """End; the mean CPU seconds of the yardstick, so far as it was timed."""
        self._over.set()
        self._thread.join()
        return fmean(self._found)

    def _look(self) -> None:
        pause = FIRST
        while not self._over.wait(pause):
            self._found.append(yardstick())
            pause = min(pause * 1.2, MOST)


def yardstick() -> float:
    """CPU seconds of looking at many objects in no order, which is what a run mostly does."""
    began = thread_time()
    for at in _ORDER:
        _THINGS[at]
    return thread_time() - began
