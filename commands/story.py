"""The story of one run, from an inbox to a summary: collect, read, check, merge, measure."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
    from steps.ledger import Ledger, Results, Scope
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
) -> Summary:
    """The state of the inbox at `as_of`; nothing is written and nothing remembered.

    What was received after `as_of` is left out, so that a past state can be told again; files
    that no run has seen are then received when they are `seen`, not in that past.
    """
    from commands import judging  # noqa: PLC0415
    from steps import account, explain, measure, merge  # noqa: PLC0415
    from steps.ledger import Explanations  # noqa: PLC0415
    from steps.read.pool import Limits  # noqa: PLC0415

    files = received(settings, inbox, as_of, ledger, seen or as_of)
    orders = judging.Orders(settings, as_of)
    with results(ledger, orders) as known:
        shown = screen.progress(files)
        judged = judging.returns(shown, orders, known, limits or Limits(), judging.prepare)
        returns = [*judged]
    returns += gone(returns, as_of, ledger)
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
        seal=ledger.sealed(),
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
    left = ledger.left(item.submission for item in returns)
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
    for sent, data in files:
        why = ledger.excluded(sent.sha256)
        if why is None:
            yield ledger.dated(sent), data
        else:
            yield replace(ledger.dated(sent), status="excluded", reason=why), data


def results(ledger: Ledger, orders: Orders) -> AbstractContextManager[Results]:
    """The cache of this ledger; a ledger that keeps nothing has none."""
    from commands.basis import basis  # noqa: PLC0415
    from steps.ledger import Results  # noqa: PLC0415

    if ledger.path is None:
        return Results.none()
    return Results.opened(ledger.path, basis(orders))


@contextmanager
def memory(settings: Settings, inbox: Path, path: Path, as_of: datetime) -> Iterator[Ledger]:
    """The ledger of this campaign, period and inbox; a damaged one is set aside with a sentence.

    One that is held by another run, or that may not be written, is no damage: exit code 4.
    """
    from steps.ledger import Damaged, Ledger, Unavailable, damaged  # noqa: PLC0415

    scope = scope_of(settings, inbox)
    try:
        with options.writing(path.parent), Ledger.opened(path, scope):
            pass
    except Unavailable as fault:
        _give_up(path, fault)
    except Damaged:
        aside = damaged(path, as_of)
        click.echo(
            f"Sổ cái {path.name} bị hỏng, đã được cất thành {aside.name}; sổ mới được lập lại từ "
            "những gì có trong inbox. Thời điểm nhận của các tệp tính từ lần chạy này; nếu kỳ này "
            "đã chốt thì hãy giữ kỹ tệp đã chốt, sổ mới không còn dấu chốt.",
            err=True,
        )
    try:
        with Ledger.opened(path, scope) as ledger:
            yield ledger
    except Unavailable as fault:
        _give_up(path, fault)


def _give_up(path: Path, fault: Exception) -> NoReturn:
    """Say why the ledger cannot be used now, and end with exit code 4."""
    click.echo(
        f"Không dùng được sổ cái {path.name} (có thể một lần chạy khác đang giữ, hoặc không có "
        f"quyền ghi): {fault}. Chưa ghi gì; hãy chạy lại sau.",
        err=True,
    )
    sys.exit(options.NOT_WRITTEN)


@contextmanager
def recollection(settings: Settings, inbox: Path, path: Path) -> Iterator[Ledger]:
    """What the ledger knows, for a run that must leave nothing behind (`--dry-run`)."""
    from steps.ledger import Damaged, Ledger  # noqa: PLC0415

    scope = scope_of(settings, inbox)
    try:
        with Ledger.forgetful(path, scope):
            pass
    except Damaged:
        path = path.with_name("khong_co")
    with Ledger.forgetful(path, scope) as ledger:
        yield ledger


def scope_of(settings: Settings, inbox: Path) -> Scope:
    """What the ledger's entries of this run belong to."""
    from steps.ledger import Scope  # noqa: PLC0415

    return Scope(settings.name, settings.period, str(inbox.resolve()))


def ledger_path(settings: Settings, outbox: Path) -> Path:
    """Where the ledger is: as campaign.toml says, by default beside the outbox."""
    return outbox.resolve().parent / (settings.ledger or "so_cai.sqlite")


def inbox_of(settings: Settings, inbox: Path) -> Path:
    """The inbox of the period: its sub-folder where there is one."""
    folder = inbox / settings.period
    return folder if folder.is_dir() else inbox
