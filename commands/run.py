"""`run`: the inbox becomes the summary workbook and result.json."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options

if TYPE_CHECKING:
    from schema.records import Summary
    from schema.settings import Settings
    from steps.ledger import Ledger
    from steps.show import Screen
    from steps.write import Outbox


@click.command()
@options.inbox
@options.outbox
@options.campaign
@options.period
@options.as_of
@options.lang
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi và không ghi nhớ gì.")
@click.option("--strict", is_flag=True, help="Trả mã 3 nếu còn lỗi phải sửa hoặc còn thiếu.")
@click.pass_context
def run(ctx: click.Context, /, **given: Any) -> None:
    """Tổng hợp mọi tệp trong inbox (lệnh mặc định)."""
    screen, summary, written = outcome(given)
    screen.summary(summary, written)
    if given["strict"] and not complete(summary):
        ctx.exit(options.TO_CORRECT)


def outcome(given: Mapping[str, Any]) -> tuple[Screen, Summary, list[Path]]:
    """One whole run with these options: its screen, its summary and what was written."""
    from commands import story  # noqa: PLC0415
    from steps import show  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    inbox = story.inbox_of(settings, given["inbox"])
    screen = show.Screen(settings, given["lang"])
    path = story.ledger_path(settings, given["outbox"])
    if given["dry_run"]:
        memory = story.recollection(settings, given["inbox"], path)
    else:
        memory = story.memory(settings, given["inbox"], path, as_of)
    with _place(given), memory as ledger:
        summary = story.consolidate(settings, inbox, as_of, ledger, screen)
        written = [] if given["dry_run"] else write(summary, settings, given, ledger)
    return screen, summary, written


def _place(given: Mapping[str, Any]) -> AbstractContextManager[None]:
    """The outbox, made and held before any work is done; a dry run needs none."""
    return nullcontext() if given["dry_run"] else options.holding(given["outbox"])


def write(
    summary: Summary, settings: Settings, given: Mapping[str, Any], ledger: Ledger
) -> list[Path]:
    """Write the outputs aside, remember the run, then put the outputs in place.

    In this order, so that when a file was received is never forgotten once an output has told it.
    """
    from schema.history import Facts  # noqa: PLC0415
    from steps import write as writes  # noqa: PLC0415
    from steps.compose import result  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415
    from steps.ledger import Explanations  # noqa: PLC0415

    summary = replace(summary, remarks=remarked(settings, given["outbox"], ledger))
    with writes.outbox(given["outbox"]) as outbox:
        book = outbox.book(summaries.book(summary, settings), settings.summary_name)
        outbox.text("result.json", result.text(summary, settings, given["lang"]), summary.as_of)
        sealed = ledger.sealed_copy()  # none, once the period has been purged
        if sealed and not (outbox.folder / settings.sealed_name).exists():
            outbox.put(settings.sealed_name, sealed, summary.as_of)
        returned = write_returned(summary, settings, outbox)
        ledger.record(summary, Facts.of(summary), writes.digest(book))
        Explanations(ledger).keep(summary.explanations)
        return [*outbox.publish()[:2], *returned]


def remarked(settings: Settings, outbox: Path, ledger: Ledger) -> dict[str, str]:
    """The clerk's remarks of the call list, read from the summary before it is written anew.

    Of the copies beside it (it was open in Excel) the one saved last is the clerk's.
    """
    from steps import read  # noqa: PLC0415
    from steps.ledger import Remarks  # noqa: PLC0415

    kept, name = Remarks(ledger), Path(settings.summary_name)
    books = [p for p in outbox.glob(f"{name.stem}*.xlsx") if p.name != settings.sealed_name]
    with suppress(OSError):
        kept.keep(read.remarks(max(books, key=_saved).read_bytes() if books else b""))
    return kept.all()


def _saved(path: Path) -> float:
    return path.stat().st_mtime


def write_returned(summary: Summary, settings: Settings, outbox: Outbox) -> list[Path]:
    """Write each sender's own workbook back, and remove those that nobody is owed any more.

    The result is the folder that holds them; nothing where nobody has sent anything.
    """
    from schema.returned import FOLDER  # noqa: PLC0415
    from steps.compose import returned  # noqa: PLC0415

    owed = returned.senders(summary, settings)
    for sender in owed:
        described = returned.book(summary, settings, sender)
        outbox.book(described, f"{FOLDER}/{returned.name(sender)}")
    for sender in settings.registry.senders:
        if sender not in owed:
            outbox.remove(f"{FOLDER}/{returned.name(sender)}")
    return [outbox.folder / FOLDER] if owed else []


def complete(summary: Summary) -> bool:
    """Whether nothing is left: no error, and every indicator of every unit holds."""
    from schema.findings import is_error  # noqa: PLC0415

    faultless = not any(is_error(finding.code) for finding in summary.findings)
    return faultless and all(
        holds is not False for unit in summary.units for holds in unit.indicators.values()
    )
