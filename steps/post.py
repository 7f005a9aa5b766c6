"""Post (door out): letters handed to an SMTP server, one recipient a transaction."""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from schema.mail import Smtp

CLOSING = 421  # "service not available, closing transmission channel"
TOO_LARGE = 552
ACCEPTED = 235  # "authentication succeeded"


class UnsentError(Exception):
    """One letter was not taken; the next one may be. `key` is its sentence in schema/words."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class BrokenError(UnsentError):
    """The server cannot be used any further."""


class Post:
    """An open connection to one server, encrypted and logged in as the settings say."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    @classmethod
    @contextmanager
    def opened(cls, smtp: Smtp, password: str | None) -> Iterator[Post]:
        """Connect; nothing is sent before the certificate is checked and the login accepted.

        Raises:
            BrokenError: it cannot be reached, is not trusted, or refuses the login.

        """
        with _explained():
            server = _connected(smtp)
        try:
            with _explained():
                _logged_in(server, smtp, password)
            yield cls(server)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand over one message; returning means that the server has accepted it.

        Raises:
            BrokenError: the connection is lost; whether the server took the message is not known if
                it was lost after the last byte.
            UnsentError: this message or this recipient is refused.

        """
        most = self.server.esmtp_features.get("size", "")
        if most.isdigit() and 0 < int(most) < len(message):
            raise UnsentError("mail_too_large")
        try:
            self.server.sendmail(sender, [recipient], message)
        except smtplib.SMTPRecipientsRefused as fault:
            code, _ = fault.recipients[recipient]
            raise _judged(code, "mail_refused") from None
        except smtplib.SMTPSenderRefused as fault:
            raise _judged(fault.smtp_code, "mail_sender") from None
        except smtplib.SMTPDataError as fault:
            raise _judged(fault.smtp_code, "mail_content") from None
        except (smtplib.SMTPException, OSError):
            raise BrokenError("mail_lost") from None


def _judged(code: int, key: str) -> UnsentError:
    if code == CLOSING:
        return BrokenError("mail_lost")
    if key == "mail_sender" and code != TOO_LARGE:
        return BrokenError(key)  # no other letter has another sender
    return UnsentError("mail_too_large" if code == TOO_LARGE else key)


def _connected(smtp: Smtp) -> smtplib.SMTP:
    place = (smtp.host, smtp.at)
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(*place, timeout=smtp.timeout, context=_trust(smtp))
    server = smtplib.SMTP(*place, timeout=smtp.timeout)
    if smtp.security == "starttls":
        try:
            server.starttls(context=_trust(smtp))
        except BaseException:
            server.close()
            raise
    return server


def _trust(smtp: Smtp) -> ssl.SSLContext:
    """Certificates are always checked, against the system's roots or the office's own."""
    try:
        return ssl.create_default_context(cafile=smtp.ca_file or None)
    except (OSError, ssl.SSLError):
        raise BrokenError("mail_ca_file") from None


def _logged_in(server: smtplib.SMTP, smtp: Smtp, password: str | None) -> None:
    server.ehlo_or_helo_if_needed()
    given = f"\0{smtp.user}\0{password or ''}"
    if smtp.user and given.isascii():
        server.login(smtp.user, password or "")
    elif smtp.user:  # smtplib logs in with ASCII only; RFC 4616 is UTF-8
        code, reply = server.docmd("AUTH", f"PLAIN {b64encode(given.encode()).decode()}")
        if code != ACCEPTED:
            raise smtplib.SMTPAuthenticationError(code, reply)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what can go wrong before the first letter into the key of its sentence."""
    try:
        yield
    except smtplib.SMTPAuthenticationError:
        raise BrokenError("mail_login") from None
    except smtplib.SMTPNotSupportedError:
        raise BrokenError("mail_unsafe") from None
    except ssl.SSLCertVerificationError:
        raise BrokenError("mail_certificate") from None
    except ssl.SSLError:
        raise BrokenError("mail_tls") from None
    except (smtplib.SMTPException, OSError, UnicodeError):
        raise BrokenError("mail_unreachable") from None
