"""An open folder of the mailbox: its new messages, one after the other.

Commands go through `client.uid` where imap-tools would do more than is asked: its `fetch` keeps no
raw bytes, and its `flag` expunges, which deletes for good what others have marked for deletion.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from schema.mailbox import Mailbox
from steps.fetch.connection import MailboxError, Protocol, connected, explained, log_in, select
from steps.fetch.messages import LARGEST, Heading, Message, read

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

MANY = 400  # headings asked for at once: their UIDs must fit one command line
UID, SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")
ARRIVED = re.compile(rb'\bINTERNALDATE "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder, open; `uidvalidity` says how long its UIDs mean the same messages."""

    box: BaseMailBox
    settings: Mailbox
    uidvalidity: int

    def messages(self, known: Container[int]) -> Iterator[Message]:
        """The messages that are not known yet, in the order of their arrival, unmarked.

        Raises:
            MailboxError: lost, protocol.
        """
        for uids in _chunks([uid for uid in self._uids() if uid not in known]):
            for heading in self._headings(uids):
                if heading.size > LARGEST:
                    yield Message(heading, b"", "large")
                elif (data := self._body(heading.uid)) is not None:
                    yield read(heading, data)

    def mark_seen(self, message: Message) -> None:
        """Mark one message as seen, if the settings say so.

        Raises:
            MailboxError: lost, protocol.
        """
        if self.settings.mark_seen:
            self._uid("STORE", str(message.heading.uid), "+FLAGS.SILENT", "(\\Seen)")

    def _uids(self) -> list[int]:
        from imap_tools import AND  # noqa: PLC0415

        since = self.settings.since
        with explained():
            uids = self.box.uids(AND(date_gte=since) if since else "ALL", charset=None)
        return sorted(map(int, uids))

    def _headings(self, uids: Sequence[int]) -> Iterator[Heading]:
        lines = self._uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)")
        found = [heading for line in lines if (heading := _heading(line))]
        yield from sorted(found, key=lambda heading: heading.uid)

    def _body(self, uid: int) -> bytes | None:
        """The whole message as the server has it; None = it is gone by now."""
        lines = self._uid("FETCH", str(uid), "(BODY.PEEK[])")
        return next((bytes(line[1]) for line in lines if isinstance(line, tuple)), None)

    def _uid(self, *words: str) -> list[Any]:
        with explained():
            status, lines = self.box.client.uid(*words)
        if status != "OK":
            raise MailboxError("protocol")
        return lines


@contextmanager
def opened(settings: Mailbox, password: str) -> Iterator[Folder]:
    """The mailbox's folder, read-only unless messages are to be marked as seen.

    Raises:
        MailboxError: unreachable, certificate, tls, login, folder, lost, protocol.
    """
    box = connected(settings)
    try:
        log_in(box, settings, password)
        yield Folder(box, settings, select(box, settings))
        with suppress(OSError, Protocol):
            box.client.logout()
    finally:
        with suppress(OSError):
            box.client.shutdown()


def _heading(line: object) -> Heading | None:
    """One line of the server's answer; None = it speaks of something else."""
    text = b"".join(line) if isinstance(line, tuple) else line
    if not isinstance(text, bytes):
        return None
    uid, size, arrived = UID.search(text), SIZE.search(text), ARRIVED.search(text)
    if not (uid and size and arrived):
        return None
    try:
        moment = parsedate_to_datetime(arrived[1].decode("ascii").strip())
    except ValueError:
        return None
    return Heading(int(uid[1]), int(size[1]), moment)


def _chunks(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), MANY):
        yield uids[start : start + MANY]
