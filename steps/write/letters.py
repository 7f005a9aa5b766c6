"""A described letter -> the bytes of a mail message (RFC 5322), the same each time.

`EmailMessage` refuses line breaks in every header, encodes subjects (RFC 2047) and writes names
with accents after RFC 2231, the form that mail programs agree on; each addressee is one
`Address`, so that no text can become a second one. Boundaries are made from the content.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from schema.mail import Attachment, Letter
from steps.write import files

UNSENT = b"X-Unsent: 1\r\n"  # opens as a message that is still to be sent


def message(letter: Letter, number: int = 1) -> bytes:
    """The message as a server gets it; `number` > 1 is the same letter sent again on purpose.

    Raises:
        OSError: an attachment cannot be read.
        ValueError: a header would hold a line break (a fault in the code: settings are checked).

    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(addr_spec=letter.sender)
    if letter.to:
        mail["To"] = tuple(Address(addr_spec=one) for one in letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.on)
    mail["Message-ID"] = identity(letter, number)
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for attached in letter.attachments:
        _attach(mail, attached)
    digest = hashlib.sha256(f"{letter.matter}{letter.on}{number}".encode()).hexdigest()
    for at, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{at}_{digest[:40]}")
    return mail.as_bytes()


def draft(letter: Letter) -> bytes:
    """The message as a draft; see `message`."""
    return UNSENT + message(letter)


def identity(letter: Letter, number: int = 1) -> str:
    """The Message-ID, made from the matter: a letter sent twice by accident bears the same one."""
    again = f".{number}" if number > 1 else ""
    return f"<{letter.matter[:40]}{again}@{letter.sender.rpartition('@')[2]}>"


def _attach(mail: EmailMessage, attached: Attachment) -> None:
    kind, _ = mimetypes.guess_type(attached.name)
    main, _, sub = (WORKBOOK if attached.name.endswith(".xlsx") else kind or BYTES).partition("/")
    mail.add_attachment(
        attached.path.read_bytes(), maintype=main, subtype=sub, filename=attached.name
    )


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTES = "application/octet-stream"


def drafts(letters: Iterable[Letter], folder: Path) -> list[Path]:
    """Write one .eml a letter; drafts of an earlier run that nobody needs now are removed.

    Raises:
        OSError: the folder cannot be written, or an attachment cannot be read.

    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = [files.put(folder / letter.name, draft(letter)) for letter in letters]
    for old in folder.glob("*.eml"):
        if old not in written and old.read_bytes()[: len(UNSENT)] == UNSENT:
            with suppress(OSError):
                old.unlink()
    return written
