"""The ledger of a command: where it is, and what is said where it cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from commands import options, writing

if TYPE_CHECKING:
    from schema.settings import Settings
    from steps.ledger import Ledger, Scope


@contextmanager
def memory(settings: Settings, inbox: Path, path: Path, as_of: datetime) -> Iterator[Ledger]:
    """The ledger of this campaign, period and inbox; a damaged one is set aside with a sentence.

    One that is held by another run, or that may not be written, is no damage: exit code 4.
    """
    from steps.ledger import Damaged, Ledger, Unavailable, damaged  # noqa: PLC0415

    scope = scope_of(settings, inbox)
    try:
        with writing.into(path.parent), Ledger.opened(path, scope):
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
