"""`run`: the inbox becomes the summary workbook and result.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.settings import Settings
    from schema.summary import Summary
    from steps.ledger import Ledger
    from steps.read.pool import Pool
    from steps.show import Screen


@options.command(
    "Tổng hợp mọi tệp trong inbox (lệnh mặc định).",
    "Consolidate all files of the inbox (the default command).",
)
@options.job
@options.lang
@options.jobs
@click.option(
    "--no-returns",
    is_flag=True,
    help=told("Không làm tệp trả lại cho từng đơn vị.", "Make no workbooks to return to senders."),
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=told("Chỉ xem, không ghi và không ghi nhớ gì.", "Look only: nothing is kept."),
)
@click.option(
    "--strict",
    is_flag=True,
    help=told(
        "Trả mã 3 nếu còn lỗi phải sửa hoặc còn thiếu.",
        "Exit code 3 while something is to be corrected or missing.",
    ),
)
@click.pass_context
def run(ctx: click.Context, /, **given: Any) -> None:
    """Consolidate the inbox."""
    screen, summary, written = outcome(given)
    screen.summary(summary, written)
    if given["strict"] and not complete(summary):
        ctx.exit(options.TO_CORRECT)


def outcome(given: Mapping[str, Any]) -> tuple[Screen, Summary, list[Path]]:
    """One whole run with these options: its screen, its summary and what was written."""
    from commands import returning, story  # noqa: PLC0415
    from steps import show  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    inbox = story.inbox_of(settings, given["inbox"])
    screen = show.Screen(settings, given["lang"])
    path = ledgers.ledger_path(settings, given["outbox"])
    if given["dry_run"]:
        memory = ledgers.recollection(settings, given["inbox"], path)
    else:
        memory = ledgers.memory(settings, given["inbox"], path, as_of)
    limits = options.limits(given)
    workers = returning.writers(settings, as_of, limits)
    with _place(given), memory as ledger, workers as writers:
        ready = _made_ready(given, writers)
        summary = story.consolidate(
            settings, inbox, as_of, ledger, screen, limits=limits, meanwhile=ready
        )
        written = [] if given["dry_run"] else write(summary, settings, given, ledger, writers)
    return screen, summary, written


def _made_ready(given: Mapping[str, Any], writers: Pool) -> Iterator[None]:
    """Load what writes; its workers are born while there is little that they would copy."""
    from commands import judging  # noqa: PLC0415

    judging.prepare()
    if not (given["dry_run"] or given.get("no_returns")):
        writers.awake()
    yield


def _place(given: Mapping[str, Any]) -> AbstractContextManager[None]:
    """The outbox, made and held before any work is done; a dry run needs none."""
    return nullcontext() if given["dry_run"] else writing.holding(given["outbox"])


def write(
    summary: Summary,
    settings: Settings,
    given: Mapping[str, Any],
    ledger: Ledger,
    writers: Pool,
) -> list[Path]:
    """Write the outputs aside, remember the run, then put the outputs in place.

    In this order, so that when a file was received is never forgotten once an output has told it.
    """
    from commands import judging, returning, story  # noqa: PLC0415
    from schema.history import Facts  # noqa: PLC0415
    from steps import write as writes  # noqa: PLC0415
    from steps.compose import result  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415
    from steps.ledger import Explanations, Seals  # noqa: PLC0415

    summary = replace(summary, remarks=remarked(settings, given["outbox"], ledger))
    known = story.results(ledger, judging.Orders(settings, summary.as_of))
    with writes.outbox(given["outbox"]) as outbox, known as results:
        digests: list[str] = []

        def whole() -> Iterator[None]:
            described = summaries.book(summary, settings)
            digests.append((yield from outbox.book(described, settings.summary_name)))
            facts = result.parts(summary, settings, given["lang"])
            yield from outbox.text("result.json", facts, summary.as_of)

        returned: list[Path] = []
        if given.get("no_returns"):
            for _ in whole():
                pass
        else:
            returned = returning.write(summary, settings, outbox, results, writers, whole())
        sealed = Seals(ledger).copy()  # none, once the period has been purged
        if sealed and not (outbox.folder / settings.sealed_name).exists():
            outbox.put(settings.sealed_name, sealed, summary.as_of)
        ledger.record(summary, Facts.of(summary), digests[0])
        Explanations(ledger).keep(summary.explanations)
        placed = [path for path in outbox.publish() if path.parent == outbox.folder]
        return [*placed[:2], *returned]


def remarked(settings: Settings, outbox: Path, ledger: Ledger) -> dict[str, str]:
    """The clerk's remarks of the call list, read from the summary before it is written anew.

    Of the copies beside it (it was open in Excel) the one saved last is the clerk's; one that is
    still as a run wrote it says nothing new.
    """
    from steps import read, write  # noqa: PLC0415
    from steps.ledger import Remarks  # noqa: PLC0415

    kept, name = Remarks(ledger), Path(settings.summary_name)
    books = [p for p in outbox.glob(f"{name.stem}*.xlsx") if p.name != settings.sealed_name]
    with suppress(OSError):
        saved = max(books, key=_saved).read_bytes() if books else b""
        if ledger.written(write.digest(saved)) is None:
            kept.keep(read.remarks(saved))
    return kept.all()


def _saved(path: Path) -> float:
    return path.stat().st_mtime


def complete(summary: Summary) -> bool:
    """Whether nothing is left: no error, and every indicator of every unit holds."""
    from schema.findings import is_error  # noqa: PLC0415

    faultless = not any(is_error(finding.code) for finding in summary.findings)
    return faultless and all(
        holds is not False for unit in summary.units for holds in unit.indicators.values()
    )
