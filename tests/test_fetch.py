"""`fetch` against a real Dovecot: what is taken, once each, and that the mailbox stays as it is."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import dovecot
import drawn
from commands.password import VARIABLE
from dovecot import PASSWORD, USERS, Server, message

pytestmark = pytest.mark.mailserver
ROOT = Path(__file__).parent.parent
IN_TIME = datetime.fromisoformat("2021-12-15T09:30:00+07:00")
LATE = datetime.fromisoformat("2021-12-22T10:00:00+07:00")
TODAY = "2021-12-23T08:00:00+07:00"
PLAIN = 'security = "none"'
BOOK = drawn.appendix("Huyện Phú Vang")
FRESH = iter(USERS)
SECRETS = (PASSWORD, "vanphong", "nguoi.mau", "Người Mẫu", "Traceback")


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with dovecot.running() as started:
        yield started


@pytest.fixture
def server(running: Server) -> Server:
    """The one server, with an empty mailbox for each test."""
    return replace(running, user=next(FRESH))


@dataclass(frozen=True)
class Office:
    """A folder of an office: campaign.toml, inbox, outbox, ledger."""

    home: Path
    server: Server

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def set_up(self, lines: str = PLAIN, port: int = 0) -> "Office":
        text = (ROOT / "campaign.toml").read_text("utf-8")
        place = (
            f'host = "127.0.0.1"\nport = {port or self.server.port}\nuser = "{self.server.user}"'
        )
        (self.home / "campaign.toml").write_text(f"{text}\n[mailbox]\n{place}\n{lines}\n", "utf-8")
        self.inbox.mkdir(exist_ok=True)
        return self

    def command(self, name: str, *words: str) -> list[str]:
        places = {"inbox": "inbox", "outbox": "outbox", "campaign": "campaign.toml"}
        given = [f"--{option}={self.home / place}" for option, place in places.items()]
        command = [sys.executable, str(ROOT / "consolidate.py"), name, *given]
        return [*command, f"--as-of={TODAY}", *words]

    def do(
        self, name: str, *words: str, secret: str = PASSWORD
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(name, *words), capture_output=True, text=True, encoding="utf-8",
            env=environment(secret), check=False, timeout=120,
        )  # fmt: skip
        assert not [word for word in SECRETS if word in done.stdout + done.stderr], done.stderr
        return done

    def taken(self) -> list[Path]:
        return sorted(self.inbox.glob("*.eml"))


def environment(secret: str) -> dict[str, str]:
    return {"PYTHONUTF8": "1", "PATH": os.environ["PATH"], VARIABLE: secret}


@pytest.fixture
def office(tmp_path: Path, server: Server) -> Office:
    return Office(tmp_path, server).set_up()


def test_new_messages_are_taken_whole_and_only_once(office: Office) -> None:
    first = message("Phụ lục", ("Phụ lục huyện Phú Vang.xlsx", BOOK), received=IN_TIME)
    second = message("Gói", ("tat_ca.zip", b"PK\x03\x04"), ("x.XLS", b"x"), received=LATE)
    office.server.put(first, second, at=IN_TIME)
    done = office.do("fetch")
    assert done.returncode == 0, done.stderr
    assert "Đã lấy 2 thư" in done.stdout
    assert sorted(path.read_bytes() for path in office.taken()) == sorted((first, second))
    assert all(path.name.startswith("thu_20211215_093000_") for path in office.taken())
    assert all(path.stat().st_mode & 0o077 == 0 for path in office.taken())
    before = [(path.name, path.stat().st_mtime_ns) for path in office.inbox.iterdir()]
    office.server.put(message("Mới", ("c.ods", b"ods"), received=LATE), at=LATE)
    assert "Đã lấy 1 thư" in office.do("fetch").stdout
    assert "Đã lấy 0 thư" in office.do("fetch").stdout
    after = [(path.name, path.stat().st_mtime_ns) for path in office.inbox.iterdir()]
    assert len(after) == 3
    assert set(before) < set(after)


def test_a_message_without_a_workbook_is_left_alone(office: Office) -> None:
    office.server.put(
        message("Họp"), message("Ảnh", ("họp.jpg", b"jpg"), ("bao_cao.docx", b"PK")), at=IN_TIME
    )
    done = office.do("fetch")
    assert "2 thư mới khác không có bảng tính" in done.stdout
    assert list(office.inbox.iterdir()) == []
    assert "0 thư mới khác" in office.do("fetch").stdout


@pytest.mark.parametrize(
    ("words", "seen"), [((), ()), (("--mark-seen",), ("\\Seen",))], ids=["left", "asked"]
)
def test_the_mailbox_stays_as_it_is(
    office: Office, words: tuple[str, ...], seen: tuple[str, ...]
) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK)), message("B"), at=IN_TIME)
    office.server.put(message("C", ("c.xlsx", b"x")), at=IN_TIME, flags="\\Deleted")
    assert office.do("fetch", *words).returncode == 0
    flags = office.server.flags()
    assert [sorted(each) for each in flags] == [[*seen], [], sorted([*seen, "\\Deleted"])]
    assert len(office.taken()) == 2


def test_messages_before_the_set_day_are_not_looked_at(office: Office) -> None:
    office.set_up(f"{PLAIN}\nsince = 2021-12-20")
    old, new = (message(word, (f"{word}.xlsx", word.encode())) for word in ("cũ", "mới"))
    office.server.put(old, at=IN_TIME)
    office.server.put(new, at=LATE)
    assert office.do("fetch").returncode == 0
    assert [path.read_bytes() for path in office.taken()] == [new]


def test_a_mailbox_numbered_anew_brings_nothing_twice(office: Office) -> None:
    mails = [message(word, (f"{word}.xlsx", word.encode())) for word in ("a", "b")]
    office.server.put(*mails, at=IN_TIME)
    office.do("fetch")
    with office.server.mailbox() as box:
        before = box.folder.status("INBOX", ["UIDVALIDITY"])
        box.folder.create("Cũ")
        box.move(box.uids(), "Cũ")
    for name in (".", ".C&AWk-"):
        for numbers in (office.server.home / "mail" / office.server.user / name).glob("dovecot*"):
            numbers.unlink()
    time.sleep(1.1)  # UIDVALIDITY counts seconds
    office.server.put(*reversed(mails), at=LATE)
    with office.server.mailbox() as box:
        assert before != box.folder.status("INBOX", ["UIDVALIDITY"])
    assert "Đã lấy 0 thư" in office.do("fetch").stdout
    assert len(office.taken()) == 2


def test_what_staff_removed_comes_back_only_when_asked(office: Office) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK)), at=IN_TIME)
    office.do("fetch")
    (file,) = office.taken()
    file.unlink()
    office.do("fetch")
    assert office.taken() == []
    office.do("fetch", "--again")
    assert office.taken() == [file]


def test_cut_off_anywhere_each_message_comes_exactly_once(office: Office) -> None:
    filling = random.Random(4).randbytes(200_000)  # so that writing takes its time
    mails = [message(f"Thư {n}", (f"{n}.xlsx", filling + bytes([n]))) for n in range(12)]
    office.server.put(*mails, at=IN_TIME)
    moments = random.Random(7)
    cut, begun = 0, 0
    for _ in range(12):
        with subprocess.Popen(
            office.command("fetch"), env=environment(PASSWORD), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, encoding="utf-8",
        ) as process:  # fmt: skip
            assert process.stdout
            while process.poll() is None and not list(office.inbox.iterdir())[begun:]:
                time.sleep(0.001)
            time.sleep(moments.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            cut += process.wait() == -signal.SIGKILL
        begun = len(list(office.inbox.iterdir()))
    assert cut >= 2
    assert office.do("fetch").returncode == 0
    assert sorted(path.read_bytes() for path in office.taken()) == sorted(mails)
    assert "Đã lấy 0 thư" in office.do("fetch").stdout


def test_killed_between_the_file_and_the_ledger_makes_no_second_file(office: Office) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK)), at=IN_TIME)
    office.do("fetch")
    with sqlite3.connect(office.home / "so_cai.sqlite") as ledger:
        ledger.execute("DELETE FROM message")
    (file,) = office.taken()
    written = file.stat().st_mtime_ns
    assert office.do("fetch").returncode == 0
    assert [path.stat().st_mtime_ns for path in office.taken()] == [written]
    assert "0 thư mới khác" in office.do("fetch").stdout


def test_half_written_files_of_long_ago_are_swept(office: Office) -> None:
    old, young, other = (office.inbox / name for name in (".~a.part", ".~b.part", "c.part"))
    for path in (old, young, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (0, 0))
    office.do("fetch")
    assert sorted(office.inbox.iterdir()) == [young, other]


def test_a_large_message_is_skipped_with_a_sentence(
    office: Office,
) -> None:
    office.server.put(message("Lớn", ("a.xlsx", bytes(38 * 1024 * 1024))), at=IN_TIME)
    office.server.put(message("Nhỏ", ("b.xlsx", b"b")), at=LATE)
    done = office.do("fetch")
    assert done.returncode == 0
    assert "Bỏ qua thư đến lúc 09:30 15/12/2021: lớn hơn 50 MB" in done.stdout
    assert len(office.taken()) == 1


@pytest.mark.parametrize(
    ("lines", "secret", "says"),
    [
        (PLAIN, "sai", "không cho đăng nhập"),
        (PLAIN, 'sai nữa: ấ"\\', "không cho đăng nhập"),
        (f'{PLAIN}\nfolder = "Không có"', PASSWORD, "không mở được thư mục"),
        ('security = "tls"', PASSWORD, "không nhận kết nối mã hóa"),
        ('security = "starttls"', PASSWORD, "Chứng thư"),
        ('security = "starttls"\nca_file = "/khong/co.pem"', PASSWORD, "ca_file"),
    ],
)
def test_a_refusal_is_one_sentence(office: Office, lines: str, secret: str, says: str) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK)), at=IN_TIME)
    done = office.set_up(lines).do("fetch", secret=secret)
    assert done.returncode == 4
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert office.taken() == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_encrypted_line_whose_certificate_is_checked(office: Office, security: str) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK)), at=IN_TIME)
    port = office.server.tls if security == "tls" else office.server.port
    trusted = f'security = "{security}"\nca_file = "{office.server.home / "cert.pem"}"'
    done = office.set_up(trusted, port).do("fetch")
    assert done.returncode == 0, done.stderr
    assert len(office.taken()) == 1


def test_a_server_that_is_gone_is_one_sentence(office: Office) -> None:
    office.set_up(port=dovecot.free_port())
    for lang, says in (("vi", "Không kết nối được"), ("en", "cannot be reached")):
        done = office.do("fetch", "--lang", lang)
        assert done.returncode == 4
        assert says in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_server_that_goes_away_midway_keeps_what_was_taken(tmp_path: Path) -> None:
    with dovecot.running() as server:
        office = Office(tmp_path, server).set_up()
        mails = [message(f"{n}", (f"{n}.xlsx", bytes(500_000) + bytes([n]))) for n in range(40)]
        server.put(*mails, at=IN_TIME)
        process = subprocess.Popen(
            office.command("fetch"), env=environment(PASSWORD), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        while not office.taken() and process.poll() is None:
            time.sleep(0.001)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 4
    assert "Mất kết nối" in errors
    assert len(errors.splitlines()) == 1
    assert 0 < len(office.taken()) < 40


def test_a_run_counts_the_mail_s_received_time(office: Office) -> None:
    late = message("Muộn", ("b.xlsx", drawn.appendix("Huyện Nam Đông")), received=LATE)
    early = message("Sớm", ("a.xlsx", BOOK), received=IN_TIME)
    office.server.put(early, late, at=LATE + timedelta(minutes=1))
    office.do("fetch")
    assert office.do("run").returncode == 0
    result = json.loads((office.home / "outbox" / "result.json").read_text("utf-8"))
    assert {f["received_at"] for f in result["files"]} == {IN_TIME.isoformat(), LATE.isoformat()}
    assert {f["received_from"] for f in result["files"]} == {"mail"}
    told = {
        (rate["scope"], rate["done"])
        for rate in result["rates"]
        if rate["indicator"] == "on_time" and rate["level"] == "commune"
    }
    assert {("478", 14), ("483", 0), ("province", 14)} <= told
    submitted = [r for r in result["rates"] if (r["scope"], r["indicator"]) == ("483", "submitted")]
    assert sum(rate["done"] for rate in submitted) == 11


def test_an_attachment_saved_by_hand_keeps_its_mail_s_time(office: Office) -> None:
    office.server.put(message("A", ("a.xlsx", BOOK), received=IN_TIME), at=IN_TIME)
    office.do("fetch")
    (mail,) = office.taken()
    mail.unlink()
    (office.inbox / "a.xlsx").write_bytes(BOOK)
    office.do("run")
    (file,) = json.loads((office.home / "outbox" / "result.json").read_text("utf-8"))["files"]
    assert (file["received_at"], file["received_from"]) == (IN_TIME.isoformat(), "mail")


def test_without_mailbox_or_password_it_is_wrong_usage(office: Office) -> None:
    assert "CONSOLIDATE_MAIL_PASSWORD" in office.do("fetch", secret="").stderr
    (office.home / "campaign.toml").write_bytes((ROOT / "campaign.toml").read_bytes())
    done = office.do("fetch")
    assert done.returncode == 2
    assert "[mailbox]" in done.stderr
