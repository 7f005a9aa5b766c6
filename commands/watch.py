"""`watch`: run again whenever the inbox changes, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options

if TYPE_CHECKING:
    from schema.summary import Summary
    from steps.watch import Flag


@options.command(
    "Tổng hợp lại mỗi khi inbox có thay đổi; nhấn Ctrl-C để dừng.",
    "Consolidate again whenever the inbox changes; Ctrl-C ends it.",
)
@options.inbox
@options.outbox
@options.form
@options.lang
def watch(**given: Any) -> None:
    """Run again at each change."""
    from schema.words import say  # noqa: PLC0415
    from steps.watch import Flag  # noqa: PLC0415

    inbox, outbox = given["inbox"].resolve(), given["outbox"].resolve()
    if inbox == outbox or outbox in inbox.parents:
        raise click.UsageError(say(given["lang"], "watch_outbox"))
    ended = Flag()
    _end_with_ctrl_c(ended)
    with suppress(KeyboardInterrupt):
        _rounds(given, ended)
    click.echo(say(given["lang"], "watch_end"))


def _end_with_ctrl_c(ended: Flag) -> None:
    """Let Ctrl-C interrupt this process at once, and no worker that is just being born.

    Python drops an interrupt that comes in a hook of a birth or of an object's end, and prints a
    traceback instead, also of what then fails because that hook was cut off (filelock's): the flag
    keeps it until the next beat.
    """
    watching = os.getpid()

    def end(*_: object) -> None:
        first = not ended.is_set()  # a second one would only cut the ending off
        ended.set()
        if first and os.getpid() == watching:
            raise KeyboardInterrupt

    def dropped(fault: sys.UnraisableHookArgs) -> None:
        if not ended.is_set():
            sys.__unraisablehook__(fault)

    signal.signal(signal.SIGINT, end)
    sys.unraisablehook = dropped


def _rounds(given: dict[str, Any], ended: Flag) -> None:
    """One run a change, each with the present moment and the settings as they are by then."""
    from commands.run import outcome  # noqa: PLC0415
    from schema.words import say  # noqa: PLC0415
    from steps import watch as door  # noqa: PLC0415

    def wait(names: list[str]) -> None:
        click.echo(say(given["lang"], "watch_growing", names=", ".join(names)), err=True)

    earlier: Summary | None = None
    for _ in door.changes(given["inbox"], written(given), wait, ended):
        try:
            screen, summary, _paths = outcome({**given, "as_of": None, "dry_run": False})
        except click.UsageError as fault:  # settings or registry that are being changed
            click.echo(fault.format_message(), err=True)
            continue
        screen.watched(summary, earlier)
        click.echo(say(given["lang"], "watching", place=given["inbox"].name))
        earlier = summary


def written(given: dict[str, Any]) -> list[Path]:
    """What a run writes: the outbox, the ledger and its cache, and their journals."""
    from steps.ledger import cache  # noqa: PLC0415

    settings = options.settings(given["campaign"], given["period"])
    ledger = ledgers.ledger_path(settings, given["outbox"])
    books = [ledger, cache(ledger)]
    return [given["outbox"], *books, *(b.with_name(f"{b.name}-journal") for b in books)]
