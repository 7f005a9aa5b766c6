"""The returned workbooks of a run: written in workers beside the summary, if they have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import replace
from datetime import datetime
from os.path import normcase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from commands.language import told

if TYPE_CHECKING:
    from schema.readings import Reading
    from schema.settings import Settings
    from schema.summary import Summary
    from steps.ledger import Results
    from steps.read.pool import Limits, Pool
    from steps.write import Outbox


SECONDS, MEMORY = 1800.0, 64 * 1024**3  # for one workbook: it is our own, and may be a large one
LEFT_OUT = told(
    "Máy không đủ bộ nhớ để làm tệp trả lại “{}” của một tệp quá lớn. Biểu tổng hợp vẫn đủ; hãy "
    "nhắc đơn vị này theo sheet “Cần sửa”.",
    "Not enough memory for the returned workbook “{}” of a file that is too large. The summary is "
    "complete; use its sheet “Cần sửa” for this sender.",
)


class Returned(NamedTuple):
    """One workbook: whose it is, where it goes, and what stands for all that it is made of."""

    sender: str
    name: str
    fingerprint: str
    part: Path  # where it is written aside


def writers(settings: Settings, as_of: datetime, limits: Limits) -> AbstractContextManager[Pool]:
    """The workers that write, not yet born."""
    from steps.read.pool import Pool  # noqa: PLC0415

    roomy = replace(limits, seconds=SECONDS, memory=MEMORY)
    return closing(Pool(_work, (settings, as_of), roomy))


def write(
    summary: Summary,
    settings: Settings,
    outbox: Outbox,
    results: Results,
    workers: Pool,
    meanwhile: Iterable[object],
) -> list[Path]:
    """Put each sender's own workbook into the outbox, and remove those that nobody is owed.

    One that is there already, made of the same facts, stays as it is. `meanwhile` is gone through
    while the workers write. The result is the folder; nothing where nobody has sent anything.
    """
    from schema.returned import FOLDER  # noqa: PLC0415
    from steps.compose import returned  # noqa: PLC0415
    from steps.read.workers import outcomes  # noqa: PLC0415

    _remove_others(summary, settings, outbox, results)
    made: dict[str, tuple[str, str]] = {}
    current: list[str] = []
    tasks = _tasks(summary, settings, outbox, results)
    try:
        for one, digest in outcomes(workers, tasks, meanwhile):
            if digest is None:
                current.append(one.fingerprint)
            elif isinstance(digest, str):
                outbox.take(one.part, f"{FOLDER}/{one.name}", summary.as_of)
                made[one.fingerprint] = one.name, digest
            else:
                outbox.remove(f"{FOLDER}/{one.name}")
                click.echo(LEFT_OUT.format(one.name), err=True)
    except BaseException:
        workers.close(wait=True)  # nobody writes where everything is about to be taken away
        raise
    workers.close()  # what they hold is free for the rest of the run
    results.wrote(made, current)
    return [outbox.folder / FOLDER] if returned.senders(summary, settings) else []


def _remove_others(summary: Summary, settings: Settings, outbox: Outbox, results: Results) -> None:
    """Have those removed that nobody is owed, by today's names and by names of earlier runs.

    A sender may be called otherwise since, or be none any more. The names of today's senders are
    the tool's own; what somebody put there under another name, or changed, stays.
    """
    from schema.returned import FOLDER  # noqa: PLC0415
    from steps.compose import returned  # noqa: PLC0415

    owed = {normcase(returned.name(one)) for one in returned.senders(summary, settings)}
    known = {normcase(returned.name(one)) for one in settings.registry.senders}
    for path in (outbox.folder / FOLDER).glob("*.xlsx"):
        name = normcase(path.name)  # Windows knows a file in any case of its letters
        if name in owed or not path.is_file():
            continue
        with suppress(OSError):
            if name in known or results.is_ours(path.name, path.read_bytes()):
                outbox.remove(f"{FOLDER}/{path.name}")


def _tasks(
    summary: Summary, settings: Settings, outbox: Outbox, results: Results
) -> Iterator[tuple[Returned, bytes | None]]:
    """Each workbook with the sender's share of the summary, or None where it is there already."""
    from schema.flat import flat  # noqa: PLC0415
    from schema.returned import FOLDER  # noqa: PLC0415
    from steps.compose import returned  # noqa: PLC0415

    owed = returned.senders(summary, settings)
    for sender, share in returned.shares(summary, settings, owed):
        data = flat(returned.undated(share))
        name, fingerprint = returned.name(sender), results.fingerprint(data)
        there = b""
        with suppress(OSError):
            there = (outbox.folder / FOLDER / name).read_bytes()
        is_current = results.is_current(fingerprint, name, there)
        what = Returned(sender.code, name, fingerprint, outbox.place())
        yield what, None if is_current else data


def _work(data: bytes, one: Returned, given: tuple[Settings, datetime]) -> str | Reading:
    """Compose one workbook and write it aside; its SHA-256, or a refusal for want of memory.

    Raises:
        OSError: it cannot be written.
    """
    from schema.flat import raised  # noqa: PLC0415
    from steps import write as writes  # noqa: PLC0415
    from steps.compose import returned  # noqa: PLC0415
    from steps.read.workers import refused  # noqa: PLC0415

    settings, as_of = given
    sender = settings.registry.by_code[one.sender]
    try:
        share: Summary = replace(raised(data), as_of=as_of)
        return writes.lay(
            one.part, writes.packed(returned.book(share, settings, sender), one.part.parent)
        )
    except MemoryError:
        return refused("file_reader_died")
