"""`mail`: consolidate, then write the letters as drafts; with `--send` hand them to a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options, writing
from commands.language import told
from commands.sending import Desk, Server

if TYPE_CHECKING:
    from schema.findings import Lang
    from schema.mail import Attachment, Letter
    from schema.settings import Settings
    from schema.summary import Summary

VARIABLE = "CONSOLIDATE_SMTP_PASSWORD"
FOLDER = "mail"


@options.command(
    """Tổng hợp rồi viết thư cho lãnh đạo và từng đơn vị.

    Lãnh đạo nhận biểu tổng hợp, mỗi đơn vị nhận phần còn nợ. Thư nháp nằm trong outbox/mail,
    mở bằng Outlook hoặc Thunderbird. Nơi nhận khai ở mục [mail] của campaign.toml; mật khẩu
    thư đi lấy từ biến môi trường CONSOLIDATE_SMTP_PASSWORD hoặc kho khóa của máy. Không thư
    nào được gửi hai lần.
    """,
    """Consolidate, then write the letters to leaders and senders.

    The leaders get the summary, each sender what it owes. The drafts are in outbox/mail, for
    Outlook or Thunderbird. The addresses are set in [mail] of campaign.toml; the password
    comes from CONSOLIDATE_SMTP_PASSWORD or the system's key store. No letter is sent twice.
    """,
)
@options.job
@options.lang
@click.option(
    "--all",
    "everyone",
    is_flag=True,
    help=told("Cả thư cảm ơn đơn vị không còn thiếu gì.", "Also thank those who owe nothing."),
)
@click.option(
    "--send",
    is_flag=True,
    help=told("Gửi thư sau khi xem trước và xác nhận.", "Send, after a look and a yes."),
)
@click.option(
    "--yes",
    is_flag=True,
    help=told("Gửi không hỏi lại (dùng trong tập lệnh).", "Send unasked (for scripts)."),
)
@click.option(
    "--again",
    "again",
    multiple=True,
    metavar=told("MÃ", "CODE"),
    help=told(
        "Gửi lại cho mã này dù thư giống hệt đã gửi; lanh_dao là lãnh đạo.",
        "Send again to this code, even the same letter; lanh_dao: the leaders.",
    ),
)
def mail(**given: Any) -> None:
    """Write the letters, and with `--send` send them."""
    from commands import outputs, returning, story  # noqa: PLC0415
    from steps import show  # noqa: PLC0415
    from steps.ledger import Sent  # noqa: PLC0415
    from steps.write import letters as messages  # noqa: PLC0415

    as_of, lang = given["as_of"] or options.now(), given["lang"]
    settings = options.settings(given["campaign"], given["period"], as_of)
    _ready(settings, given)
    server = account(settings, given) if given["send"] else None
    inbox = story.inbox_of(settings, given["inbox"])
    path = ledgers.ledger_path(settings, given["outbox"])
    with (
        writing.holding(given["outbox"]),
        ledgers.memory(settings, given["inbox"], path, as_of) as ledger,
        returning.writers(settings, as_of, options.limits(given)) as writers,
    ):
        found = story.consolidate(settings, inbox, as_of, ledger, show.Screen(settings, lang))
        summary = replace(found, skipping=True)
        written = outputs.write(summary, settings, given, ledger, writers)
        folder = given["outbox"] / FOLDER
        folder.mkdir(exist_ok=True, mode=0o700)
        drafts = list(letters(summary, settings, folder, written[0], given["everyone"]))
        messages.drafts(drafts, folder)
    _tell(drafts, folder, lang)
    if server:  # the outbox is free again: somebody may be slow to agree
        with ledgers.memory(settings, given["inbox"], path, as_of) as ledger:
            desk = Desk(drafts, Sent(ledger), given["again"], server, lang)
            sys.exit(desk.deliver(asked=not given["yes"]))


def _ready(settings: Settings, given: dict[str, Any]) -> None:
    """Say which line of the settings is missing: wrong usage, before anything is done."""
    from schema.mail import LEADERS  # noqa: PLC0415
    from schema.words import say  # noqa: PLC0415

    name = given["campaign"].name
    if settings.mail.sender is None:
        raise click.UsageError(say(given["lang"], "mail_no_sender", file=name))
    if not settings.mail.leadership and not settings.mail.districts:
        raise click.UsageError(say(given["lang"], "mail_no_address", file=name))
    known = {LEADERS, *(unit.code for unit in settings.registry.senders)}
    if unknown := sorted(set(given["again"]) - known):
        raise click.UsageError(say(given["lang"], "mail_unknown", names=", ".join(unknown)))


def account(settings: Settings, given: dict[str, Any]) -> Server:
    """The outgoing server and its password; where one is not told it is wrong usage."""
    from commands.password import password  # noqa: PLC0415
    from schema.words import say  # noqa: PLC0415

    smtp = settings.mail.smtp
    if smtp is None:
        raise click.UsageError(say(given["lang"], "mail_no_server", file=given["campaign"].name))
    secret = password(smtp.user, os.environ, VARIABLE) if smtp.user else None
    if smtp.user and not secret:
        raise click.UsageError(say(given["lang"], "mail_no_password", variable=VARIABLE))
    return Server(smtp, secret)


def letters(
    summary: Summary,
    settings: Settings,
    folder: Path,
    book: Path,
    everyone: bool,  # noqa: FBT001
) -> Iterator[Letter]:
    """The letters of this run, each with what is attached to it."""
    from steps.compose import mail as described  # noqa: PLC0415

    yield from described.letters(summary, settings, shelf(summary, settings, folder, book))
    if everyone:
        yield from described.thanked(summary, settings)


def shelf(summary: Summary, settings: Settings, folder: Path, book: Path) -> dict[str, Attachment]:
    """What goes with each letter: the summary, the returned workbook, or the pre-filled form."""
    from schema import returned  # noqa: PLC0415
    from schema.mail import LEADERS, Attachment  # noqa: PLC0415
    from steps import write  # noqa: PLC0415
    from steps.compose import form  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415
    from steps.compose.owed import owed  # noqa: PLC0415
    from steps.write.files import beside  # noqa: PLC0415

    if not settings.mail.contacts_to_leaders:
        book = write.book(summaries.for_leaders(summary, settings), folder / settings.summary_name)
    found = {LEADERS: Attachment(settings.summary_name, book)}
    for each in owed(summary, settings):
        sender = each.sender
        name = returned.name(sender.code, sender.title)
        path = folder.parent / returned.FOLDER / name
        if not each.heard:
            name = settings.campaign.file_name(sender.code)
            path = write.book(form.prefilled(settings, sender), folder / name)
        dated = beside(path, summary.as_of)  # the last one was open in Excel
        path = dated if each.heard and dated.exists() else path
        if path.exists():
            found[sender.code] = Attachment(name, path)
    return found


def _tell(found: list[Letter], folder: Path, lang: Lang) -> None:
    from schema.words import say  # noqa: PLC0415

    click.echo(say(lang, "mail_drafts", count=len(found), place=folder))
    for letter in found:
        click.echo(f"  • {say(lang, 'mail_draft', name=letter.name, to=_to(letter, lang))}")


def _to(letter: Letter, lang: Lang) -> str:
    from schema.mail import LEADERS  # noqa: PLC0415
    from schema.words import say  # noqa: PLC0415

    line = "leadership" if letter.key == LEADERS else f'[mail.districts] "{letter.key}"'
    return ", ".join(letter.to) or say(lang, "mail_nobody", line=line)
