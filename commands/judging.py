"""Reading and judging, file by file, in workers; the same bytes are never judged twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pickle import UnpicklingError
from typing import TYPE_CHECKING, NamedTuple

from schema import packed
from schema.readings import Reading
from schema.records import DistrictReturn, Finding, Submission

if TYPE_CHECKING:
    from schema.settings import Settings
    from steps.ledger import Results
    from steps.read.pool import Limits

Brought = tuple[Submission, bytes]
HUGE = "file_unpacks_huge"  # perhaps for want of memory just then: it is never remembered
LATER = (
    "rich.console",
    "rich.table",
    "xlsxwriter",
    "steps.compose.summary",
    "steps.compose.returned",
    "steps.compose.result",
    "steps.write.workbook",
    *("steps.account", "steps.explain", "steps.merge", "steps.measure"),
)


class Orders(NamedTuple):
    """What a worker must know to judge a file."""

    settings: Settings
    as_of: datetime


def returns(
    files: Iterable[Brought],
    orders: Orders,
    results: Results,
    limits: Limits,
    meanwhile: Iterable[object] = (),
) -> Iterator[DistrictReturn]:
    """What each file brings, in order; one that is not to be read brings at most a finding.

    `meanwhile` is gone through while the workers are busy.
    """
    from steps.read.pool import Pool  # noqa: PLC0415
    from steps.read.workers import outcomes  # noqa: PLC0415

    known: dict[str, DistrictReturn] = {}
    tasks = _unknown(files, results, known, orders.settings)
    given = (orders, orders.settings.registry.digest)
    with closing(Pool(_work, given, limits)) as readers:
        for sent, outcome in outcomes(readers, tasks, meanwhile):
            if isinstance(outcome, bytes):
                results.keep(sent, outcome)
            judged = known.pop(sent.path, None) or _returned(sent, outcome, orders)
            yield packed.aside(judged, results.shelf.lay)
    results.finish()


def _unknown(
    files: Iterable[Brought],
    results: Results,
    known: dict[str, DistrictReturn],
    settings: Settings,
) -> Iterator[tuple[Submission, bytes | None]]:
    """The files; those that are to be read, and whose result is not known, with their bytes."""
    for sent, data in files:
        if sent.status not in ("accepted", "excluded"):
            yield sent, None
        elif judged := _remembered(sent, results):
            known[sent.path] = judged
            yield sent, None
        else:
            _share(settings)
            yield sent, data


def _remembered(sent: Submission, results: Results) -> DistrictReturn | None:
    """What the cache has of a file, if that can be opened and is of this file."""
    kept = results.get(sent)
    with suppress(UnpicklingError):
        judged = packed.opened(kept) if kept else None
        if judged and judged.submission.sha256 == sent.sha256:
            return _received(sent, judged)
    return None


def _share(settings: Settings) -> None:
    """Make once what each worker looks things up in: it is a copy of this process where it can."""
    from schema import naming  # noqa: PLC0415
    from schema.findings import catalogue  # noqa: PLC0415
    from steps.read.names import names  # noqa: PLC0415

    catalogue()
    naming.prepare(settings.registry, settings.patterns)
    names(settings.registry)
    settings.registry.place("")  # its order is made when first asked for


def prepare() -> None:
    """Import what comes after reading, while the workers read."""
    for name in LATER:
        import_module(name)


def _work(data: bytes, sent: Submission, given: tuple[Orders, str]) -> bytes | Reading:
    """Read and judge in the worker; whatever is raised stays there: its text may hold cells.

    A worker that is not forked reads the registry itself, perhaps another one by then.
    """
    from steps.read.workers import read, refused  # noqa: PLC0415

    orders, registry = given
    try:
        reading = read(data, sent.path, orders.settings)
        if reading.rejected == HUGE or orders.settings.registry.digest != registry:
            return reading  # judged by the parent, and not remembered
        return packed.packed(judged(sent, reading, orders))
    except BaseException:  # calamine's PanicException is no Exception
        return refused("file_reader_died")


def judged(sent: Submission, reading: Reading, orders: Orders) -> DistrictReturn:
    """What one file that was read brings."""
    from steps import check  # noqa: PLC0415

    return check.district_return(reading, sent, orders.settings, orders.as_of)


def _returned(sent: Submission, outcome: bytes | Reading | None, orders: Orders) -> DistrictReturn:
    from steps.read.workers import refused  # noqa: PLC0415

    if outcome is None:
        return unread(sent)
    if isinstance(outcome, bytes):
        try:
            return _received(sent, packed.opened(outcome))
        except UnpicklingError:  # a reader that went mad
            outcome = refused("file_reader_died")
    return _received(sent, judged(sent, outcome, orders))


def _received(sent: Submission, judged: DistrictReturn) -> DistrictReturn:
    """The result with how its file came this time; of one that staff set aside nothing counts."""
    if sent.status == "excluded":
        told = judged.submission
        return DistrictReturn(replace(sent, district=told.district, rows=told.rows))
    submission = replace(
        judged.submission,
        received=sent.received,
        received_from=sent.received_from,
        mail_from=sent.mail_from,
    )
    return judged._replace(submission=submission)


def unread(sent: Submission) -> DistrictReturn:
    """What a file brings that is not to be read: at most a finding."""
    if sent.status == "ignored":
        return DistrictReturn(sent)
    if sent.status == "duplicate":
        finding = Finding("file_duplicate", sent.path, details={"first": sent.reason})
        return DistrictReturn(sent, (), (finding,))
    return DistrictReturn(sent, (), (Finding(sent.reason, sent.path),))
