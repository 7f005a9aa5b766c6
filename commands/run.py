"""`run`: the inbox becomes the summary workbook and result.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.summary import Summary
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
    if given["no_returns"] and written and _returned(given["outbox"]):
        click.echo(EARLIER)
    if given["strict"] and not complete(summary):
        ctx.exit(options.TO_CORRECT)


EARLIER = told(
    "Lần này không làm tệp trả lại: các tệp trong phan_hoi là của lần chạy trước.",
    "No workbooks were returned this time: those in phan_hoi are of an earlier run.",
)


def _returned(outbox: Path) -> bool:
    """Whether earlier runs have left returned workbooks."""
    from schema.returned import FOLDER  # noqa: PLC0415

    return any((outbox / FOLDER).glob("[0-9]*.xlsx"))


def outcome(given: Mapping[str, Any]) -> tuple[Screen, Summary, list[Path]]:
    """One whole run with these options: its screen, its summary and what was written."""
    from commands import outputs, returning, story  # noqa: PLC0415
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
        written = []
        if not given["dry_run"]:
            written = outputs.write(summary, settings, given, ledger, writers)
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


def complete(summary: Summary) -> bool:
    """Whether nothing is left: no error, and every indicator of every unit holds."""
    from schema.findings import is_error  # noqa: PLC0415

    faultless = not any(is_error(finding.code) for finding in summary.findings)
    return faultless and all(
        holds is not False for unit in summary.units for holds in unit.indicators.values()
    )
