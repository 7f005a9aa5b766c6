"""A connection to the mail server; whatever goes wrong with it becomes one `MailboxError`."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schema.mailbox import Mailbox

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

Protocol = imaplib.IMAP4.error  # a sentence of IMAP that was not understood; abort is one of these


class MailboxError(Exception):
    """The mailbox cannot be used. `kind` is a word of `schema.words_doors` after mailbox_.

    Nothing of the server's own text is kept: it may quote an address.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@contextmanager
def explained(lost: str = "lost", refused: str = "protocol", broken: str = "tls") -> Iterator[None]:
    """Turn the faults of one exchange with the server into a `MailboxError`.

    The kind is `lost` where the line breaks, `refused` where the server says no, `broken` where
    the encryption fails.
    """
    from imap_tools.errors import ImapToolsError  # noqa: PLC0415

    try:
        yield
    except ssl.SSLCertVerificationError:
        raise MailboxError("certificate") from None
    except ssl.SSLError:
        raise MailboxError(broken) from None
    except (imaplib.IMAP4.abort, OSError, EOFError):
        raise MailboxError(lost) from None
    except (Protocol, ImapToolsError, UnicodeError, ValueError):
        raise MailboxError(refused) from None


def connected(settings: Mailbox) -> BaseMailBox:
    """A connection of the wanted kind, the server's certificate checked; nobody logged in yet.

    Raises:
        MailboxError: unreachable, certificate, ca_file, tls.
    """
    import imap_tools  # noqa: PLC0415 - only `fetch` pays for it

    place, timeout = (settings.host, settings.at), settings.timeout
    checked = _checking(settings.ca_file)
    with explained(lost="unreachable", refused="tls" if settings.security != "none" else "lost"):
        if settings.security == "none":
            return imap_tools.MailBoxUnencrypted(*place, timeout=timeout)
        kind = imap_tools.MailBox if settings.security == "tls" else imap_tools.MailBoxStartTls
        return kind(*place, timeout=timeout, ssl_context=checked)


def _checking(ca_file: str) -> ssl.SSLContext:
    """TLS that checks the server's certificate, against the office's own root if it has one."""
    with explained(lost="ca_file", refused="ca_file", broken="ca_file"):
        return ssl.create_default_context(cafile=ca_file or None)


def log_in(box: BaseMailBox, settings: Mailbox, password: str) -> None:
    """Log in; letters beyond ASCII go by AUTHENTICATE PLAIN, because LOGIN has none.

    Raises:
        MailboxError: login, lost.
    """
    plain = (settings.user + password).isascii()
    with explained(refused="login"):
        (box.login if plain else box.login_utf8)(settings.user, password, None)


def select(box: BaseMailBox, settings: Mailbox) -> int:
    """Open the folder, read-only unless messages are to be marked; return its UIDVALIDITY.

    Raises:
        MailboxError: folder, lost.
    """
    with explained(refused="folder"):
        box.folder.set(settings.folder, readonly=not settings.mark_seen)
        _, (validity,) = box.client.response("UIDVALIDITY")
        return int(validity or b"")
