"""A mail in the inbox, .eml or Outlook's .msg: its workbooks, its sender, and when it came.

Received = the time in the topmost Received line, which the office's own server wrote; the Date
line only where there is none, with a notice (counting rule 6).
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

from steps.collect.parcel import LARGEST, MANY, Parcel, Part, judged, numbered


def opened_eml(data: bytes) -> Parcel:
    """The workbooks of an .eml with its sender and time."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        lines = {name: message.get(name) for name in ("Received", "Date", "From")}
        parts = numbered(_attachments(message))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return Parcel(refused="mail_broken")
    return _parcel({k: str(v) for k, v in lines.items() if v is not None}, parts)


def opened_msg(data: bytes) -> Parcel:
    """The workbooks of an Outlook .msg with its sender and time."""
    from oxmsg import Message  # noqa: PLC0415 - rarely needed

    try:
        message = Message.load(data)
        lines = {name: text for name, text in message.message_headers.items() if text}
        files = [(a.file_name or "", a.file_bytes or b"") for a in message.attachments]
        sent = message.sent_date
        lines.setdefault("From", message.sender or "")
    except Exception:  # whatever a damaged container does to the library
        return Parcel(refused="mail_broken")
    if sent is not None:
        moment = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        lines.setdefault("Date", email.utils.format_datetime(moment))
    return _parcel(lines, numbered(_sized(iter(files))))


def _parcel(lines: dict[str, str], parts: tuple[Part, ...]) -> Parcel:
    if len(parts) > MANY:
        return Parcel(refused="archive_bomb")
    server = _moment(lines.get("Received", "").rpartition(";")[2])
    received = server or _moment(lines.get("Date", ""))
    sender = email.utils.parseaddr(lines.get("From", ""))[1] or None
    return Parcel(parts, received, sender, weak=server is None)


def _moment(text: str) -> datetime | None:
    """The instant of a mail date; one without a zone tells no instant."""
    try:
        moment = email.utils.parsedate_to_datetime(" ".join(text.split()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _attachments(message: EmailMessage) -> Iterator[Part]:
    files = (
        (part.get_filename() or "", part.get_payload(decode=True) or b"")
        for part in message.walk()
        if not part.is_multipart() and part.get_filename()
    )
    yield from _sized((name, data) for name, data in files if isinstance(data, bytes))


def _sized(files: Iterator[tuple[str, bytes]]) -> Iterator[Part]:
    for name, data in files:
        yield Part(name, b"", "part_large") if len(data) > LARGEST else judged(name, data)
