"""Reading in worker processes, which hold nothing of value: a file can kill no more than its own.

calamine aborts the whole process on some damaged workbooks, others eat memory or time without end
(tafia/calamine#550). A death, a hang or a hunger costs exactly the file that was being read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture

from schema.readings import Reading, Trouble
from schema.records import Submission
from schema.settings import Settings
from steps.read.book import workbook
from steps.read.pool import Limits, Pool

Brought = tuple[Submission, bytes]
Reader = Callable[[bytes, str, Settings], Reading]
What = TypeVar("What")
MOST, WEIGHT = 256, 32 * 1024 * 1024  # files, and bytes, handed out before they are asked for
Done = TypeVar("Done")


@dataclass(slots=True)
class _Waiting(Generic[What]):
    """A file on its way: `future` is None where there is nothing to do."""

    what: What
    data: bytes
    future: ProcessFuture[Any] | None


def workbooks(
    files: Iterable[Brought], settings: Settings, limits: Limits | None = None
) -> Iterator[tuple[Submission, Reading]]:
    """Each file with what it says, in order; one that is not to be read says nothing.

    The processes start with the first file to read; only a few files are in memory at a time.
    """
    return read_by(read, files, settings, limits or Limits())


def read_by(
    reader: Reader, files: Iterable[Brought], settings: Settings, limits: Limits
) -> Iterator[tuple[Submission, Reading]]:
    """The files as any reader reads them; it must be importable in another process."""
    tasks = ((s, data if data or s.status == "accepted" else None) for s, data in files)
    with closing(Pool(_read, (reader, settings), limits)) as pool:
        for sent, reading in outcomes(pool, tasks):
            yield sent, Reading() if reading is None else reading


def outcomes(
    pool: Pool,
    tasks: Iterable[tuple[What, bytes | None]],
    meanwhile: Iterable[object] = (),
) -> Iterator[tuple[What, Any]]:
    """What the pool's workers make of each task, in order.

    A task without data is passed on with None; one that kills or hangs its worker comes with a
    refused `Reading`. `meanwhile` is gone through step by step while the workers are busy: until
    they have done half of what they were given, so that it does not come last.
    """
    other = iter(meanwhile)
    waiting: deque[_Waiting[What]] = deque()
    weight = 0
    for what, data in tasks:
        future = None if data is None else pool.begin(data, what)
        waiting.append(_Waiting(what, data or b"", future))
        weight += len(data or b"")
        if len(waiting) > (pool.limits.workers if weight > WEIGHT else MOST):
            _go_on(other, waiting[len(waiting) // 2].future)
            first = waiting.popleft()
            weight -= len(first.data)
            yield _done(first, pool)
    for _ in other:
        pass
    while waiting:
        yield _done(waiting.popleft(), pool)


@contextmanager
def apart(
    work: Callable[[bytes, str], Done], limits: Limits | None = None
) -> Iterator[Callable[[bytes, str], Done | None]]:
    """Any work on the bytes of a file, done in a worker that is born when it is first needed.

    What comes of it is None where the worker dies or takes too long; `work` must be importable.
    """
    with closing(Pool(_quietly, work, limits or Limits(workers=1))) as pool:

        def done(data: bytes, name: str) -> Done | None:
            with suppress(TimeoutError, ProcessExpired, BrokenProcessPool):
                return pool.begin(data, name).result(pool.patience)  # type: ignore[no-any-return]
            return None

        yield done


def _quietly(data: bytes, name: str, work: Callable[[bytes, str], Done]) -> Done | None:
    """Work in the worker; whatever is raised stays there, since its text may hold cells."""
    try:
        return work(data, name)
    except BaseException:  # MemoryError among them
        return None


def _go_on(other: Iterator[object], future: ProcessFuture[Any] | None) -> None:
    """Go on with something else, a step at least, until this task is done."""
    for _ in other:
        if future is None or future.done():
            return


def _done(file: _Waiting[What], pool: Pool) -> tuple[What, Any]:
    if file.future is None:
        return file.what, None
    try:
        return file.what, _outcome(file.future, pool.patience)
    except BrokenProcessPool:  # the pool broke between two files: this one may be innocent
        again = pool.begin(file.data, file.what)
    try:
        return file.what, _outcome(again, pool.patience)
    except BrokenProcessPool:
        return file.what, refused("file_reader_died")


def _outcome(future: ProcessFuture[Any], patience: float) -> Any:
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


def _read(data: bytes, sent: Submission, given: tuple[Reader, Settings]) -> Reading:
    """Read in the worker; whatever is raised stays there, since its text may hold cells."""
    reader, settings = given
    try:
        return reader(data, sent.path, settings)
    except BaseException:  # calamine's PanicException is no Exception
        return refused("file_reader_died")


def read(data: bytes, name: str, settings: Settings) -> Reading:
    """Read one workbook in this process."""
    return workbook(data, name, settings.campaign, settings.registry)
