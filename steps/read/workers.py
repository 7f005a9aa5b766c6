"""Reading in worker processes, which hold nothing of value: a file can kill no more than its own.

calamine aborts the whole process on some damaged workbooks, others eat memory or time without end
(tafia/calamine#550). A death, a hang or a hunger costs exactly the file that was being read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass

from pebble import ProcessExpired, ProcessFuture

from schema.records import Reading, Submission, Trouble
from schema.settings import Settings
from steps.read.book import workbook
from steps.read.pool import Limits, Pool

Brought = tuple[Submission, bytes]
Reader = Callable[[bytes, str, Settings], Reading]


@dataclass(slots=True)
class _Waiting:
    """A file on its way: `future` is None where there is nothing to read."""

    sent: Submission
    data: bytes
    future: ProcessFuture[Reading] | None


def workbooks(
    files: Iterable[Brought], settings: Settings, limits: Limits | None = None
) -> Iterator[tuple[Submission, Reading]]:
    """Each file with what it says, in order; one that is not to be read says nothing.

    The processes start with the first file to read; only a few files are in memory at a time.
    """
    return read_by(_workbook, files, settings, limits or Limits())


def read_by(
    reader: Reader, files: Iterable[Brought], settings: Settings, limits: Limits
) -> Iterator[tuple[Submission, Reading]]:
    """The files as any reader reads them; it must be importable in another process."""
    waiting: deque[_Waiting] = deque()
    with closing(Pool(_safely, (reader, settings), limits)) as pool:
        for sent, data in files:
            wanted = bool(data) or sent.status == "accepted"
            future = pool.begin(data, sent.path) if wanted else None
            waiting.append(_Waiting(sent, data, future))
            if len(waiting) > limits.workers + 1:
                yield _done(waiting.popleft(), pool)
        while waiting:
            yield _done(waiting.popleft(), pool)


def _done(file: _Waiting, pool: Pool) -> tuple[Submission, Reading]:
    if file.future is None:
        return file.sent, Reading()
    try:
        return file.sent, _reading(file.future, pool.patience)
    except BrokenProcessPool:  # the pool broke between two files: this one may be innocent
        again = pool.begin(file.data, file.sent.path)
    try:
        return file.sent, _reading(again, pool.patience)
    except BrokenProcessPool:
        return file.sent, refused("file_reader_died")


def _reading(future: ProcessFuture[Reading], patience: float) -> Reading:
    """What the worker says; its death, or the end of the time it has, is a refusal of the file."""
    try:
        return future.result(patience)
    except TimeoutError:
        return refused("file_reader_hung")
    except ProcessExpired:
        return refused("file_reader_died")


def refused(code: str) -> Reading:
    """The reading of a file that could not be read."""
    return Reading(rejected=code, troubles=(Trouble(code),))


def _safely(data: bytes, name: str, given: tuple[Reader, Settings]) -> Reading:
    """Read in the worker; whatever is raised stays there, since its text may hold cells."""
    reader, settings = given
    try:
        return reader(data, name, settings)
    except BaseException:  # calamine's PanicException is no Exception
        return refused("file_reader_died")


def _workbook(data: bytes, name: str, settings: Settings) -> Reading:
    return workbook(data, name, settings.campaign, settings.registry)
