"""The story of one run, from an inbox to a summary: collect, read, check, merge, measure."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from commands import options
from schema.records import DistrictReturn, Finding, Submission
from schema.summary import Summary

if TYPE_CHECKING:
    from commands.judging import Orders
    from schema.settings import Settings
    from steps.ledger import Ledger, Results
    from steps.read.pool import Limits
    from steps.show import Screen

Brought = tuple[Submission, bytes]


def consolidate(  # noqa: PLR0913 - the whole cast of the story
    settings: Settings,
    inbox: Path,
    as_of: datetime,
    ledger: Ledger,
    screen: Screen,
    *,
    seen: datetime | None = None,
    limits: Limits | None = None,
    meanwhile: Iterable[object] = (),
) -> Summary:
    """The state of the inbox at `as_of`; nothing is written and nothing remembered.

    What was received after `as_of` is left out, so that a past state can be told again; files
    that no run has seen are then received when they are `seen`, not in that past. `meanwhile` is
    gone through while the readers are busy.
    """
    from commands import judging  # noqa: PLC0415
    from steps.read.pool import Limits  # noqa: PLC0415

    files = received(settings, inbox, as_of, ledger, seen or as_of)
    orders = judging.Orders(settings, as_of)
    with results(ledger, orders) as known:
        shown = screen.progress(files)
        judged = judging.returns(shown, orders, known, limits or Limits(), meanwhile)
        returns = [*judged]
    return _summed(settings, [*returns, *gone(returns, as_of, ledger)], as_of, ledger)


def _summed(
    settings: Settings, returns: list[DistrictReturn], as_of: datetime, ledger: Ledger
) -> Summary:
    """The summary of all that came, with what the ledger knows of units, runs and the seal."""
    from steps import account, explain, measure, merge  # noqa: PLC0415
    from steps.ledger import Explanations, Seals  # noqa: PLC0415

    since = {unit: at for unit, at in ledger.valid_since().items() if at <= as_of}
    table = merge.table(returns, settings, since)
    told = (*Explanations(ledger).until(as_of), *explain.told(table.returns))
    explanations = tuple(sorted(told, key=lambda one: one.received))
    return Summary(
        as_of=as_of,
        deadline=settings.due,
        submissions=table.submissions,
        units=explain.units(table.units, explanations, table.submissions),
        rates=(
            *measure.rates(table.units, settings.registry, settings.campaign),
            *measure.sums(table.units, settings),
        ),
        findings=explain.findings(table.findings, explanations, table.submissions),
        replaced=table.replaced,
        past=tuple(ledger.runs(as_of)),
        seal=Seals(ledger).sealed(),
        returns=table.returns,
        explanations=explanations,
        stated=table.stated,
        count=account.closed(table.returns, table.units, table.replaced),
    )


def received(
    settings: Settings, inbox: Path, as_of: datetime, ledger: Ledger, seen: datetime
) -> Iterator[Brought]:
    """The files of the period that were received by `as_of`; a new one is received when `seen`."""
    others = settings.periods.keys() - {settings.period}  # a sub-folder each, never this one's
    found = collected(inbox, seen)
    files = remembered((f for f in found if f[0].path.split("/")[0] not in others), ledger)
    return (file for file in files if file[0].received <= as_of)


def gone(
    returns: Iterable[DistrictReturn], as_of: datetime, ledger: Ledger
) -> list[DistrictReturn]:
    """The files that were received by `as_of` and left the inbox since: listed, not counted."""
    from steps.ledger import Receipts  # noqa: PLC0415

    left = Receipts(ledger).left(item.submission for item in returns)
    return [
        DistrictReturn(sent, (), (Finding(sent.reason, sent.path),))
        for sent in left
        if sent.received <= as_of
    ]


def collected(inbox: Path, as_of: datetime, *only: Path) -> Iterator[Brought]:
    """The files of the inbox, or `only` these; mails and archives are opened in a worker.

    An inbox that cannot be listed ends the run with exit code 4.
    """
    from steps import collect, read  # noqa: PLC0415

    with read.apart(collect.opened) as opener:
        for path in only:
            yield from collect.one(inbox, path, as_of, opener)
        try:
            yield from () if only else collect.submissions(inbox, as_of, opener)
        except collect.InboxError:
            _inbox_gone(inbox)


def _inbox_gone(inbox: Path) -> NoReturn:
    click.echo(
        f"Không mở được thư mục {inbox.name} (ổ mạng mất kết nối, hoặc không có quyền đọc). "
        "Chưa ghi gì, tệp cũ vẫn giữ nguyên; hãy kiểm tra rồi chạy lại.",
        err=True,
    )
    sys.exit(options.NOT_WRITTEN)


def remembered(files: Iterable[Brought], ledger: Ledger) -> Iterator[Brought]:
    """The files with what the ledger knows of them: when received, whether set aside."""
    from steps.ledger import Exclusions, Receipts  # noqa: PLC0415

    receipts, exclusions = Receipts(ledger), Exclusions(ledger)
    for sent, data in files:
        dated, why = receipts.dated(sent), exclusions.why(sent.sha256)
        yield dated if why is None else replace(dated, status="excluded", reason=why), data


def results(ledger: Ledger, orders: Orders) -> AbstractContextManager[Results]:
    """The cache of this ledger; a ledger that keeps nothing has none."""
    from commands.basis import basis, day  # noqa: PLC0415
    from steps.ledger import Results  # noqa: PLC0415

    if ledger.path is None:
        return Results.none()
    return Results.opened(ledger.path, basis(orders.settings), day(orders.as_of))


def inbox_of(settings: Settings, inbox: Path) -> Path:
    """The inbox of the period: its sub-folder where there is one."""
    folder = inbox / settings.period
    return folder if folder.is_dir() else inbox
