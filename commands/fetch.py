"""`fetch`: the new messages of the mailbox that bring workbooks, whole, into the inbox."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.findings import Lang
    from schema.mailbox import Mailbox
    from schema.settings import Settings
    from steps.fetch import Folder, Message
    from steps.ledger import Messages

LEFT_BEHIND = 3600  # seconds after which a half-written file is surely nobody's work any more


@options.command(
    """Lấy thư mới có bảng tính từ hộp thư vào inbox.

    Không xóa, không đánh dấu gì trong hộp thư. Hộp thư khai ở mục [mailbox] của
    campaign.toml; mật khẩu lấy từ biến môi trường CONSOLIDATE_MAIL_PASSWORD hoặc kho khóa của
    máy.
    """,
    """Take new messages with workbooks into the inbox.

    The mailbox stays as it is. It is set in [mailbox] of campaign.toml; its password comes
    from CONSOLIDATE_MAIL_PASSWORD or the system's key store.
    """,
)
@click.option(
    "--inbox",
    type=options.ExistingFolder,
    default=options.HERE / "inbox",
    show_default="inbox",
    help=told(
        "Thư mục nhận thư; tệp có sẵn không bao giờ bị thay đổi.",
        "The folder that receives the messages; no file in it is ever changed.",
    ),
)
@options.outbox
@options.campaign
@options.period
@options.as_of
@options.lang
@click.option(
    "--mark-seen",
    is_flag=True,
    help=told("Đánh dấu đã đọc những thư đã lấy.", "Mark the messages taken as read."),
)
@click.option(
    "--again",
    is_flag=True,
    help=told(
        "Xem lại cả những thư đã lấy (tệp đã xóa thì lấy lại).",
        "Look again at messages already taken (removed files come back).",
    ),
)
def fetch(**given: Any) -> None:
    """Take the new messages into the inbox."""
    from schema.words import say  # noqa: PLC0415
    from steps.fetch import MailboxError, opened  # noqa: PLC0415
    from steps.ledger import Messages  # noqa: PLC0415

    as_of, lang = given["as_of"] or options.now(), given["lang"]
    settings = options.settings(given["campaign"], given["period"], as_of)
    mailbox, secret = account(settings, given)
    path = ledgers.ledger_path(settings, given["outbox"])
    with (
        writing.into(given["inbox"]),
        ledgers.memory(settings, given["inbox"], path, as_of) as ledger,
    ):
        desk = Desk(Messages(ledger, mailbox.name), settings, given, as_of)
        try:
            with opened(mailbox, secret) as folder:
                desk.take_all(folder)
        except MailboxError as fault:
            desk.report()
            place = f"{mailbox.host}:{mailbox.at}"
            click.echo(say(lang, f"mailbox_{fault.kind}", place=place), err=True)
            sys.exit(options.NOT_WRITTEN)
    desk.report()


def account(settings: Settings, given: dict[str, Any]) -> tuple[Mailbox, str]:
    """The mailbox and its password; where one is not told it is wrong usage."""
    from commands.password import VARIABLE, password  # noqa: PLC0415
    from schema.words import say  # noqa: PLC0415

    if settings.mailbox is None:
        raise click.UsageError(say(given["lang"], "mailbox_none", file=given["campaign"].name))
    secret = password(settings.mailbox.user, os.environ)
    if not secret:
        raise click.UsageError(say(given["lang"], "mailbox_no_password", variable=VARIABLE))
    marked = given["mark_seen"] or settings.mailbox.mark_seen
    return settings.mailbox.model_copy(update={"mark_seen": marked}), secret


class Desk:
    """Where messages are taken in: each is written, then marked if asked, then remembered.

    Cut off anywhere, the next fetch does the rest: the file's name is the message's own, so that
    writing it again makes no second file.
    """

    def __init__(
        self, memory: Messages, settings: Settings, given: dict[str, Any], as_of: datetime
    ) -> None:
        from commands import story  # noqa: PLC0415

        self.memory, self.as_of, self.again = memory, as_of, given["again"]
        self.lang: Lang = given["lang"]
        self.inbox: Path = given["inbox"]
        self.target = story.inbox_of(settings, self.inbox)
        self.taken, self.others = 0, 0

    def take_all(self, folder: Folder) -> None:
        """Take every message that no earlier fetch has looked at."""
        sweep(self.target)
        known = frozenset() if self.again else self.memory.known(folder.uidvalidity)
        for message in folder.messages(known):
            if message.oddity:
                self._skip(message)
            else:
                self._take(message, folder)

    def _take(self, message: Message, folder: Folder) -> None:
        earlier = None if self.again else self.memory.file(message.sha256)
        file = self._put(message) if earlier is None else earlier
        if file:
            folder.mark_seen(message)
        key = (folder.uidvalidity, message.heading.uid)
        self.memory.remember(key, message.sha256, file, self._workbooks(file), self.as_of)
        self.others += not file

    def _put(self, message: Message) -> str:
        """Write the message into the inbox unless it is there; "" = it has no workbook."""
        from steps import write  # noqa: PLC0415

        if not message.has_workbook:
            return ""
        path = self.target / message.file_name
        if not path.exists():
            write.put(path, message.data, self.as_of)
            self.taken += 1
            self._say("fetched", name=path.name)
        return path.relative_to(self.inbox).as_posix()

    def _workbooks(self, file: str) -> list[Any]:
        """The workbooks of a message as the next run will see them: hash, received time."""
        from commands import story  # noqa: PLC0415

        path = self.inbox / file
        if not file or not path.exists():
            return []
        return [sent for sent, data in story.collected(self.target, self.as_of, path) if data]

    def _skip(self, message: Message) -> None:
        from schema.settings import HANOI  # noqa: PLC0415

        came = message.heading.arrived.astimezone(HANOI)
        self._say(f"skipped_{message.oddity}", at=f"{came:%H:%M %d/%m/%Y}")

    def report(self) -> None:
        """Say what was taken and what was left alone."""
        self._say("fetched_all", taken=self.taken, others=self.others)

    def _say(self, key: str, **places: object) -> None:
        from schema.words import say  # noqa: PLC0415

        click.echo(say(self.lang, key, **places))


def sweep(folder: Path) -> None:
    """Remove what a fetch that was cut off long ago has left half written."""
    for part in folder.glob(".~*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > LEFT_BEHIND:
                part.unlink()
