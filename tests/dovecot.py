"""A real IMAP server for tests: Dovecot on loopback, its whole life in one folder of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from zlib import crc32

from imap_tools import MailBoxUnencrypted

PASSWORD = "mật-khẩu thử 1"  # noqa: S105 - of the test server alone
USERS = tuple(f"vanphong{number}@example.org" for number in range(60))
NOBODY = 65534  # Dovecot reads no mail as root
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = home={home}/mail/%u uid={uid} gid={uid}
}}
{owner}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
}}
"""
OWNER = """
default_internal_user = {name}
default_login_user = {name}
default_internal_group = {group}
"""


@dataclass(frozen=True)
class Server:
    """The running server. `port` is for none and starttls, `tls` for tls."""

    home: Path
    port: int
    tls: int
    user: str = USERS[0]

    @contextmanager
    def mailbox(self) -> Iterator[MailBoxUnencrypted]:
        """A connection of the test's own, by which the mailbox is filled and looked at."""
        with MailBoxUnencrypted("127.0.0.1", self.port, timeout=20) as box:
            box.login_utf8(self.user, PASSWORD)
            yield box

    def put(self, *messages: bytes, at: datetime, flags: str = "") -> None:
        """Deliver messages, arrived at this moment."""
        with self.mailbox() as box:
            for message in messages:
                box.append(message, dt=at, flag_set=flags or None)

    def flags(self) -> list[tuple[str, ...]]:
        """The flags of all messages, in their order; \\Recent is the server's own affair."""
        with self.mailbox() as box:
            box.folder.set("INBOX", readonly=True)
            found = box.fetch(mark_seen=False, headers_only=True)
            return [tuple(f for f in message.flags if f != "\\Recent") for message in found]


@contextmanager
def running() -> Iterator[Server]:
    """Start Dovecot in the foreground, wait for its port, and end it with its folder."""
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        server = Server(home, free_port(), free_port())
        configure(server)
        command = [shutil.which("dovecot") or "dovecot", "-F", "-c", str(home / "dovecot.conf")]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(server.port, home / "log")
                yield server
            finally:
                process.terminate()
                process.wait(20)
    finally:
        removed(home)


def removed(home: Path) -> None:
    """Remove the server's folder; its last children may still write for a moment."""
    for _ in range(50):
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            return
        time.sleep(0.1)


def configure(server: Server) -> None:
    """Write configuration, user and certificate; root's server keeps mail as nobody."""
    home = server.home
    home.chmod(0o755)
    (home / "mail").mkdir()
    users = "".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS)
    (home / "users").write_text(users, "utf-8")
    uid, owner = os.getuid() or NOBODY, ""
    if os.getuid():
        import grp
        import pwd

        names = {"name": pwd.getpwuid(uid).pw_name, "group": grp.getgrgid(os.getgid()).gr_name}
        owner = OWNER.format(**names)
    else:
        os.chown(home / "mail", NOBODY, NOBODY)
    text = CONFIG.format(home=home, uid=uid, owner=owner, port=server.port, tls=server.tls)
    (home / "dovecot.conf").write_text(text, "utf-8")
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    files = ["-keyout", str(home / "key.pem"), "-out", str(home / "cert.pem")]
    name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*request, *files, *name], check=True, capture_output=True)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, log: Path) -> None:
    """Wait until the server greets."""
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as line:
            if line.recv(4) == b"* OK":
                return
        time.sleep(0.1)
    said = log.read_text("utf-8") if log.exists() else "nothing"
    raise RuntimeError(f"Dovecot does not answer; it says: {said}")


def message(
    subject: str,
    *files: tuple[str, bytes],
    received: datetime | None = None,
    sender: str = "Người Mẫu <nguoi.mau@example.org>",
) -> bytes:
    """A mail with attachments as the office's server stores it: its Received line on top."""
    mail = EmailMessage()
    if received:
        came = format_datetime(received)
        mail["Received"] = f"from gate.example.org by mx.example.org with ESMTPS; {came}"
    mail["From"], mail["To"], mail["Subject"] = sender, USERS[0], subject
    mail["Date"] = "Wed, 01 Dec 2021 08:00:00 +0700"
    mail["Message-ID"] = f"<{crc32(subject.encode())}@example.org>"
    mail.set_content("Kính gửi Ban Thường trực, xin gửi phụ lục.\n")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes(policy=SMTP)
