"""A real SMTP server on loopback: STARTTLS with a certificate made here, AUTH, and bad habits."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "mattran@example.org", "mật khẩu giả"


@dataclass
class Habits:
    """What the server refuses, and after which message it hangs up."""

    password: str = PASSWORD
    refused: frozenset[str] = frozenset()
    hang_up_after: int = 10**6  # messages accepted, then the line is cut before the answer
    keep_last: bool = False  # whether the message at which it hangs up was accepted all the same
    slow: float = 0.0  # seconds to think over each message
    size: int = 10**8


@dataclass
class PostOffice:
    """A running server: where it is, what it accepted."""

    port: int
    ca_file: Path
    habits: Habits = field(default_factory=Habits)
    accepted: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def letters(self) -> list[tuple[str, EmailMessage]]:
        """Recipient and message, in the order in which they were accepted."""
        return [(to, message_from_bytes(data, policy=POLICY)) for to, data in self.accepted]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.habits.refused:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.habits.slow)
        cut = len(self.accepted) >= self.habits.hang_up_after
        if not cut or self.habits.keep_last:
            self.accepted += [(to, envelope.content) for to in envelope.rcpt_tos]
        if cut:
            self.habits.hang_up_after = 10**6
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return "250 OK"

    def login(
        self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any
    ) -> AuthResult:
        good = isinstance(given, LoginPassword) and given == LoginPassword(
            USER.encode(), self.habits.password.encode()
        )
        return AuthResult(success=good, handled=False)


@contextmanager
def running(folder: Path, *, tls: bool = False, **smtp: Any) -> Iterator[PostOffice]:
    """Start a server with STARTTLS (or TLS from the first byte) and AUTH; stop it at the end."""
    certificate, ca_file = certificates(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    office = PostOffice(free_port(), ca_file)
    secured: dict[str, Any] = {"ssl_context": context} if tls else {"tls_context": context}
    options = {"require_starttls": not tls, "auth_require_tls": not tls, "auth_required": True,
               "authenticator": office.login, **secured, **smtp}  # fmt: skip
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certificates(folder: Path) -> tuple[Path, Path]:
    """A test authority and a server certificate of it for 127.0.0.1, as PEM files."""
    authority, key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    root = _name("Test authority")
    own = _certificate(root, root, authority.public_key(), authority, ca=True)
    server = _certificate(_name("127.0.0.1"), root, key.public_key(), authority, ca=False)
    (folder / "ca.pem").write_bytes(own.public_bytes(serialization.Encoding.PEM))
    plain = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both = key.private_bytes(*plain) + server.public_bytes(serialization.Encoding.PEM)
    (folder / "server.pem").write_bytes(both)
    return folder / "server.pem", folder / "ca.pem"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Any, signer: Any, *, ca: bool
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(signer_id, critical=False)
        .sign(signer, hashes.SHA256())
    )
