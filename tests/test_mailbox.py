"""What `fetch` knows without a server: its settings, which mails bring workbooks, its memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from commands.password import VARIABLE, password
from schema.mailbox import Mailbox
from schema.records import Submission
from schema.settings import SettingsError
from schema.settings_file import load
from steps.fetch.folder import _heading as heading_of
from steps.fetch.messages import Heading, read
from steps.ledger import Ledger, Messages, Receipts, Scope

ROOT = Path(__file__).parent.parent
NOON = datetime.fromisoformat("2021-12-20T12:00:00+07:00")
HEADING = Heading(7, 100, NOON)
SCOPE = Scope("tcd", "2021-12", "inbox")
MIXED = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'


def told(lines: str) -> str:
    return f"{(ROOT / 'campaign.toml').read_text('utf-8')}\n[mailbox]\n{lines}\n"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('host = "imap.example.org"', "mailbox.user: tên đăng nhập hộp thư"),
        ('host = "a b"\nuser = "u"', "mailbox.host: máy chủ thư đến"),
        ('host = "h"\nuser = "u"\nport = 0', "mailbox.port: cổng"),
        ('host = "h"\nuser = "u"\nsecurity = "ssl"', "mailbox.security: cách mã hóa"),
        (
            'host = "h"\nuser = "u"\nsecurity = "none"',
            "security none chỉ với máy chủ trên chính máy",
        ),
        ('host = "h"\nuser = "u"\nfolder = "a\\r\\nb"', "mailbox.folder: thư mục"),
        ('host = "h"\nuser = "u"\npassword = "p"', "mailbox.password: dòng này không có"),
    ],
)
def test_a_fault_in_the_settings_names_its_meaning(tmp_path: Path, lines: str, says: str) -> None:
    (tmp_path / "campaign.toml").write_text(told(lines), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "campaign.toml")
    assert says in str(caught.value)


def test_the_mailbox_is_optional_and_safe_by_itself(tmp_path: Path) -> None:
    assert load(ROOT / "campaign.toml").mailbox is None
    (tmp_path / "campaign.toml").write_text(told('host = "h"\nuser = "u"'), "utf-8")
    mailbox = load(tmp_path / "campaign.toml").mailbox
    assert mailbox
    assert (mailbox.security, mailbox.at, mailbox.mark_seen) == ("tls", 993, False)


def test_a_mailbox_on_another_port_is_the_same_mailbox() -> None:
    mailbox = Mailbox(host="IMAP.example.org", user="u")
    assert mailbox.name == Mailbox(host="imap.example.org", user="u", port=143).name
    assert mailbox.name != Mailbox(host="imap.example.org", user="u", folder="Cũ").name


@pytest.mark.parametrize(
    ("headers", "has_workbook"),
    [
        ("Content-Disposition: attachment; filename=a.xlsx", True),
        ("Content-Disposition: attachment; filename=A.XLSB", True),
        ("Content-Disposition: inline; filename=a.xls", True),
        ('Content-Type: application/octet-stream; name="a.ods"', True),
        ("Content-Disposition: attachment; filename*=utf-8''Ph%E1%BB%A5%20l%E1%BB%A5c.xlsx", True),
        ('Content-Disposition: attachment; filename="=?utf-8?B?UGjhu6UgbOG7pWMueGxzeA==?="', True),
        ('Content-Disposition: attachment; filename*0="phu luc"; filename*1=".xlsm"', True),
        ("Content-Disposition: attachment; filename=a.zip", True),
        ("Content-Disposition: attachment; filename=a.rar", True),
        ("Content-Type: application/vnd.ms-excel", True),
        ("Content-Type: application/vnd.ms-excel; name=a.csv", False),
        ("Content-Disposition: attachment; filename=a.xlsx.pdf", False),
        ("Content-Disposition: attachment; filename=a.docx", False),
        ("Content-Disposition: attachment", False),
        ("Content-Type: text/plain", False),
    ],
)
def test_a_workbook_is_known_by_its_name_or_its_kind(headers: str, has_workbook: bool) -> None:
    data = MIXED + headers.encode() + b"\n\nx\n--b--\n"
    message = read(HEADING, data)
    assert (message.has_workbook, message.oddity, message.data) == (has_workbook, "", data)


def test_a_workbook_in_a_forwarded_mail_is_found() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner.add_attachment(b"x", maintype="application", subtype="zip", filename="a.xlsx")
    outer.set_content("Chuyển tiếp")
    outer.add_attachment(inner)
    assert read(HEADING, outer.as_bytes()).has_workbook


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xff\xfe", MIXED, b"From: <<<@@\n\n"])
def test_odd_bytes_are_left_alone_without_a_crash(data: bytes) -> None:
    assert not read(HEADING, data).has_workbook


def test_the_file_s_name_depends_on_the_message_alone() -> None:
    one = read(HEADING, b"a")
    same = read(replace(HEADING, uid=8, arrived=NOON.astimezone(UTC)), b"a")
    assert one.file_name == same.file_name == "thu_20211220_120000_ca978112ca1b.eml"
    assert read(HEADING, b"b").file_name != one.file_name


@pytest.mark.parametrize(
    ("line", "uid"),
    [
        (b'3 (UID 7 RFC822.SIZE 100 INTERNALDATE "20-Dec-2021 12:00:00 +0700")', 7),
        (b'3 (INTERNALDATE " 1-Dec-2021 12:00:00 +0700" RFC822.SIZE 1 UID 70)', 70),
        (b"3 (FLAGS (\\Seen) UID 7)", None),
        (b'3 (UID 7 RFC822.SIZE 100 INTERNALDATE "yesterday")', None),
        (None, None),
    ],
)
def test_headings_are_read_whatever_their_order(line: bytes | None, uid: int | None) -> None:
    heading = heading_of(line)
    assert (heading.uid if heading else None) == uid
    assert heading is None or heading.arrived.hour == 12


@pytest.mark.parametrize("given", ["abc", "abc\n", "abc\r\n"])
def test_the_password_comes_from_the_environment(given: str) -> None:
    assert password("u", {VARIABLE: given}) == "abc"


def sent(received: datetime, doubt: str = "") -> Submission:
    return Submission("thu.eml/a.xlsx", "aa", received, "mail", doubt=doubt)


def test_the_memory_is_of_one_mailbox_numbering_and_inbox_for_all_periods(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger.opened(path, SCOPE) as ledger:
        Messages(ledger, "m").remember((1, 7), "ee", "thu.eml", [sent(NOON)], NOON)
        assert Messages(ledger, "m").known(1) == {7}
        assert Messages(ledger, "m").known(2) == frozenset()
        assert Messages(ledger, "other").known(1) == frozenset()
        assert Messages(ledger, "other").file("ee") == "thu.eml"
        assert Messages(ledger, "m").file("ff") is None
    with Ledger.opened(path, SCOPE._replace(period="2022-01")) as later:
        assert Messages(later, "m").known(1) == {7}
    with Ledger.opened(path, SCOPE._replace(inbox="other")) as other:
        assert Messages(other, "m").known(1) == frozenset()


@pytest.mark.parametrize("doubt", ["", "mail_date"])
def test_the_earliest_mail_dates_the_same_bytes(tmp_path: Path, doubt: str) -> None:
    day = timedelta(days=1)
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        messages = Messages(ledger, "m")
        for uid, at in enumerate((NOON, NOON - day, NOON + day)):
            messages.remember((1, uid), f"e{uid}", f"{uid}.eml", [sent(at, doubt)], NOON)
        by_hand = Receipts(ledger).dated(Submission("a.xlsx", "aa", NOON + 2 * day))
        assert (by_hand.received, by_hand.received_from) == (NOON - day, "mail")
        assert by_hand.doubt == doubt
