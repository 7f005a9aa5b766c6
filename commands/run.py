"""`run`: the inbox becomes the summary workbook and result.json."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options

if TYPE_CHECKING:
    from schema.records import Summary
    from schema.settings import Settings
    from steps.ledger import Ledger


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
    screen.summary(summary, written)
    if given["strict"] and not complete(summary):
        ctx.exit(options.TO_CORRECT)


def _place(given: Mapping[str, Any]) -> AbstractContextManager[None]:
    """The outbox, made before any work is done; a dry run needs none."""
    return nullcontext() if given["dry_run"] else options.writing(given["outbox"])


def write(
    summary: Summary, settings: Settings, given: Mapping[str, Any], ledger: Ledger
) -> list[Path]:
    """Write the outputs, then remember the run: its files, its facts, the summary's hash."""
    from schema.history import Facts  # noqa: PLC0415
    from steps import write as writes  # noqa: PLC0415
    from steps.compose import result  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415

    outbox: Path = given["outbox"]
    book = writes.book(summaries.book(summary, settings), outbox / settings.summary_name)
    text = writes.text(outbox / "result.json", result.text(summary, settings, given["lang"]))
    sealed = outbox / settings.sealed_name
    if summary.seal and not sealed.exists():
        writes.put(sealed, ledger.sealed_copy(), summary.as_of)
    ledger.record(summary, Facts.of(summary), writes.digest(book.read_bytes()))
    return [book, text]


def complete(summary: Summary) -> bool:
    """Whether nothing is left: no error, and every indicator of every unit holds."""
    from schema.findings import is_error  # noqa: PLC0415

    faultless = not any(is_error(finding.code) for finding in summary.findings)
    return faultless and all(
        holds is not False for unit in summary.units for holds in unit.indicators.values()
    )
