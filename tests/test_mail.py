"""`mail`: the drafts, and the sending to a real server, cut off at random moments."""

import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple

import drawn
import postoffice
from commands.mail import VARIABLE, mail
from commands.run import run
from postoffice import PASSWORD, USER, Habits, PostOffice
from schema import calls
from schema.mail import Attachment, Letter
from schema.settings import SettingsError
from schema.settings_file import load
from steps.write import letters

ROOT = Path(__file__).parent.parent
AS_OF = "2021-12-20T17:00:00+07:00"
PHONE, EMAIL, PERSON = "0900.000.474", "thu.rieng@gmail.com", "Nguyễn Văn Riêng"
TO = {"474": "hue@example.org", "477": "quangdien@example.org", "483": "namdong@example.org"}
LEADERS = ["lanhdao@example.org", "pho@example.org"]
EVERYONE = sorted([*LEADERS, *TO.values()])
MAIL = """
[mail]
sender = "mattran@example.org"
leadership = ["lanhdao@example.org", "pho@example.org"]
{more}
[mail.districts]
"474" = "hue@example.org"
"477" = "quangdien@example.org"
"483" = ["namdong@example.org"]
{smtp}
"""


FAULTS = [
    {"unit": "Thành phố Huế", "leader_name": PERSON, "leader_email": EMAIL},
    {"unit": "Phường Vĩnh Ninh", "page_name": "MTTQ phường Vĩnh Ninh"},
    {"unit": "Phường Gia Hội", "leader_phone": "09051", "note": f"gọi {PHONE}"},
]
HUE = drawn.appendix("Thành phố Huế", FAULTS, general={"preparer_phone": PHONE})
COMPLETE = drawn.appendix("Huyện Quảng Điền")


@dataclass(frozen=True)
class Office:
    """A folder of an office: campaign.toml, inbox with two districts, outbox, ledger."""

    home: Path

    def set_up(self, more: str = "", smtp: str = "", mail: str = MAIL) -> "Office":
        text = (ROOT / "campaign.toml").read_text("utf-8")
        text += mail.format(more=more, smtp=smtp)
        (self.home / "campaign.toml").write_text(text, "utf-8")
        (self.home / "inbox").mkdir(exist_ok=True)
        (self.home / "inbox" / "PL_TrangCongDong_474.xlsx").write_bytes(HUE)
        (self.home / "inbox" / "PL_TrangCongDong_477.xlsx").write_bytes(COMPLETE)
        return self

    def server(self, post: PostOffice, more: str = "", trusted: bool = True) -> "Office":
        lines = [f'host = "127.0.0.1"\nport = {post.port}\nuser = "{USER}"\n{more}']
        lines += [f'ca_file = "{post.ca_file}"'] if trusted else []
        return self.set_up(smtp="[mail.smtp]\n" + "\n".join(lines))

    @property
    def words(self) -> list[str]:
        places = {"inbox": "inbox", "outbox": "outbox", "campaign": "campaign.toml"}
        return [*(f"--{name}={self.home / place}" for name, place in places.items()),
                f"--as-of={AS_OF}"]  # fmt: skip

    def mail(self, *words: str, secret: str | None = PASSWORD, typed: str = "") -> Result:
        environment = {VARIABLE: secret, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        done = CliRunner(env=environment).invoke(mail, [*self.words, *words], input=typed)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert not [s for s in (PASSWORD, PHONE, EMAIL, PERSON, "Traceback") if s in done.output]
        return done

    def run(self) -> None:
        assert CliRunner().invoke(run, self.words).exit_code == 0

    def drafts(self) -> dict[str, EmailMessage]:
        return {p.stem: opened(p.read_bytes()) for p in (self.home / "outbox/mail").glob("*.eml")}

    @property
    def summary(self) -> Path:
        return self.home / "outbox" / "Tong_hop_20211220.xlsx"


def opened(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=SMTP)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {str(p.get_filename()): p.get_content() for p in message.iter_attachments()}


def cells(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(v) for s in book for row in s.values for v in row if v is not None)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[PostOffice]:
    with postoffice.running(tmp_path) as started:
        yield started


# Drafts


def test_drafts_are_unsent_messages_for_whom_they_concern(office: Office) -> None:
    done = office.set_up().mail()
    assert done.exit_code == 0, done.output
    found = office.drafts()
    owing = {f"{code}_can_bo_sung" for code in ("474",)}
    silent = {f"{c}_nhac_gui" for c in ("476", "478", "479", "480", "481", "482", "483")}
    assert set(found) == {"lanh_dao"} | owing | silent
    assert {message["X-Unsent"] for message in found.values()} == {"1"}
    assert found["lanh_dao"]["To"] == ", ".join(LEADERS)
    assert found["474_can_bo_sung"]["To"] == "hue@example.org"
    assert found["476_nhac_gui"]["To"] is None
    assert 'chưa có địa chỉ (dòng [mail.districts] "476")' in done.output


def test_the_thanks_are_written_only_when_asked_for(office: Office) -> None:
    office.set_up().mail("--all")
    assert "477_cam_on" in office.drafts()
    office.mail()
    assert "477_cam_on" not in office.drafts()


def test_leadership_gets_the_figures_in_html_and_in_plain_text(office: Office) -> None:
    office.set_up().mail()
    letter = office.drafts()["lanh_dao"]
    text, page = body(letter), body(letter, "html")
    for said in ("Kính gửi: Ban Thường trực", "Thành phố Huế: 2/36 (5,5\u00a0%)", "Chưa báo cáo:"):
        assert said in text
    assert re.findall(r'<td width="(\d+)"[^>]*bgcolor="#1F4E79"', page)[0] == "8"
    assert page.count('role="presentation"') == 10  # nine districts and the province
    assert not re.search(r"<(script|img|link|style)|https?:", page)
    assert attached(letter) == {office.summary.name: office.summary.read_bytes()}


def test_the_letter_and_its_summary_tell_of_the_same_changes(office: Office) -> None:
    office.set_up()
    late = office.home / "inbox" / "PL_TrangCongDong_478.xlsx"
    for hour, files in ((14, ()), (15, (late,)), (16, ())):
        for path in files:
            path.write_bytes(drawn.appendix("Huyện Phú Vang"))
        words = [word for word in office.words if not word.startswith("--as-of")]
        moment = f"--as-of={AS_OF.replace('17', str(hour), 1)}"
        assert CliRunner().invoke(run, [*words, moment]).exit_code == 0
    office.mail()
    letter = office.drafts()["lanh_dao"]
    (line,) = [said for said in body(letter).splitlines() if "So với lần chạy trước" in said]
    assert "(14 giờ 00 ngày 20/12/2021): Đã báo cáo +15" in line
    ((_, data),) = attached(letter).items()
    assert line.removeprefix("- ") in cells(data)


def test_a_district_gets_one_clear_list_of_its_own(office: Office) -> None:
    office.set_up().mail()
    letter = office.drafts()["474_can_bo_sung"]
    text = body(letter)
    assert "Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam thành phố Huế" in text
    assert "Mặt trận Phường Vĩnh Ninh (thành phố Huế, tỉnh Thừa Thiên Huế)" in text
    assert "Đơn vị chưa báo cáo (34)" in text
    assert "Quảng Điền" not in text + body(letter, "html")
    for secret in (PHONE, EMAIL, PERSON, "09051"):
        assert secret not in text + body(letter, "html")


def test_the_letter_names_the_cells_of_the_workbook_that_goes_with_it(office: Office) -> None:
    blank = {**dict.fromkeys(drawn.good("Phường Thuận Lộc")), "unit": "Phường Thuận Lộc"}
    office.set_up()
    page = drawn.appendix("Thành phố Huế", [FAULTS[0], blank, *FAULTS[1:]])
    (office.home / "inbox" / "PL_TrangCongDong_474.xlsx").write_bytes(page)
    office.mail()
    letter = office.drafts()["474_can_bo_sung"]
    ((name, data),) = attached(letter).items()
    book, told, sheet = load_workbook(io.BytesIO(data)), [], None
    for line in body(letter).splitlines():
        if heading := re.fullmatch(r"Phải sửa ở tệp (.+), sheet “(.+)”:", line):
            assert heading[1] == name
            sheet = book[heading[2]]
        elif sheet and (point := re.match(r"- Ô ([A-Z]+\d+), (.+?): (.+)", line)):
            row, column = coordinate_to_tuple(point[1])
            assert "CẦN SỬA" in str(sheet.cell(row, column).comment)
            assert sheet.cell(row, 2).value == point[2]
            told.append(point[1])
    found = json.loads((office.home / "outbox" / "result.json").read_text("utf-8"))["findings"]
    assert len(told) == 2
    assert not {f["cell"] for f in found} & set(told), "the blank line comes last there"


def test_the_silent_get_the_form_filled_with_their_units(office: Office) -> None:
    office.set_up().mail()
    forms = attached(office.drafts()["483_nhac_gui"])
    assert "Huyện Nam Đông" in cells(forms["PL_TrangCongDong_483.xlsx"])


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        office = Office(tmp_path / name).set_up()
        office.mail("--all")
        made.append({p.name: p.read_bytes() for p in (office.home / "outbox/mail").iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) > 9


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "dòng sender"),
        ('[mail]\nsender = "a@example.org"\n', "dòng leadership"),
    ],
)
def test_without_addresses_one_sentence_says_which_line_is_missing(
    office: Office, lines: str, says: str
) -> None:
    done = office.set_up(mail=lines).mail()
    assert done.exit_code == 2
    assert says in done.output
    assert not (office.home / "outbox").exists()


# Privacy


@pytest.mark.parametrize("contacts", [True, False])
def test_contacts_reach_leadership_only_if_they_are_meant_to(
    office: Office, contacts: bool
) -> None:
    office.set_up(more=f"contacts_to_leaders = {str(contacts).lower()}").mail()
    copy = attached(office.drafts()["lanh_dao"])[office.summary.name]
    sheets = load_workbook(io.BytesIO(copy)).sheetnames
    assert (calls.SHEET in sheets) is contacts
    assert [s in cells(copy) for s in (PHONE, EMAIL, "@gmail.com")] == [contacts] * 3
    assert PERSON in cells(copy)
    assert PHONE in cells(office.summary.read_bytes())


HOSTILE = [
    "a@example.org\\r\\nBcc: evil@example.org", "a@example.org\\nX: y", "a@example.org\\u2028b",
    "a@example.org\\u000bb", "a@example.org, evil@example.org", "a b@example.org", "a@@example.org",
    "Tên <a@example.org>", "a@example", "", "a@example.org;b@example.org", "á@example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("line", ["sender", "leadership", '"474"'])
def test_a_hostile_address_is_a_fault_of_the_settings(
    office: Office, address: str, line: str
) -> None:
    lines = {
        "sender": f'[mail]\nsender = "{address}"',
        "leadership": f'[mail]\nleadership = ["lanhdao@example.org", "{address}"]',
        '"474"': f'[mail.districts]\n"474" = "{address}"',
    }
    office.set_up(mail="\n" + lines[line].replace("{", "{{"))
    with pytest.raises(SettingsError, match=re.escape(line.strip('"'))):
        load(office.home / "campaign.toml")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('[mail.districts]\n"999" = "a@example.org"', "không có đơn vị gửi mã 999"),
        ('[mail.smtp]\nhost = "h"\nsecurity = "none"\nuser = "u"', "mail.smtp"),
        ('[mail.smtp]\nhost = "h"\npassword = "x"', "mail.smtp.password"),
    ],
)
def test_what_would_go_wrong_is_a_fault_of_the_settings(
    office: Office, lines: str, says: str
) -> None:
    office.set_up(mail="\n" + lines)
    with pytest.raises(SettingsError, match=says):
        load(office.home / "campaign.toml")


@pytest.mark.parametrize("mark", ["\r\nBcc: e@example.org", "\n", "\r", "\u2028", "\x0b"])
@pytest.mark.parametrize("field", ["subject", "to", "sender", "name"])
def test_no_text_becomes_a_header(tmp_path: Path, field: str, mark: str) -> None:
    (tmp_path / "x").write_bytes(b"x")
    text = f"Chào{mark}x"
    parts = {"subject": "Chào", "to": "a@example.org", "sender": "b@example.org", "name": "x.txt"}
    parts[field] = text if field in ("subject", "name") else f"a{mark}@example.org"
    letter = Letter(
        "474", "can_bo_sung", parts["sender"], (parts["to"],), parts["subject"], "t", "h",
        (Attachment(parts["name"], tmp_path / "x"),), datetime.fromisoformat(AS_OF), "0" * 64,
    )  # fmt: skip
    try:
        data = letters.message(letter)
    except ValueError:
        return
    read = opened(data)
    assert sorted(read.keys()) == sorted(opened(letters.message(plain(tmp_path))).keys())


def plain(folder: Path, name: str = "x.txt") -> Letter:
    return Letter(
        "474", "can_bo_sung", "b@example.org", ("a@example.org",), "Chào", "t", "h",
        (Attachment(name, folder / "x"),), datetime.fromisoformat(AS_OF), "0" * 64,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["474_Thành phố Huế.xlsx", "476_Thị xã Hương Trà, phường Tứ Hạ (gửi lại).xlsx", 'a"b.x']
)
def test_names_with_accents_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_bytes(b"\x00\xff")
    data = letters.message(plain(tmp_path, name))
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert attached(opened(data)) == {name: b"\x00\xff"}
    old = [part.get_filename() for part in message_from_bytes(data).walk()]  # the older parser
    assert name in old


# Sending


def test_everyone_gets_one_letter_and_a_second_run_sends_none(
    office: Office, post: PostOffice
) -> None:
    office.server(post)
    first = office.mail("--all", "--send", "--yes")
    assert first.exit_code == 4, "six districts have no address: not all was sent"
    assert sorted(to for to, _ in post.letters) == EVERYONE
    assert [m["X-Unsent"] for _, m in post.letters] == [None] * 5
    again = office.mail("--all", "--send", "--yes")
    assert "Không có thư nào phải gửi" in again.output
    assert len(post.accepted) == 5


def test_the_clock_alone_makes_no_new_letter(office: Office, post: PostOffice) -> None:
    office.server(post).mail("--send", "--yes")
    later = [w.replace("T17:00", "T18:30") for w in office.words]
    CliRunner(env={VARIABLE: PASSWORD}).invoke(mail, [*later, "--send", "--yes"])
    assert len(post.accepted) == 4


def test_what_changed_is_told_anew_to_those_whom_it_concerns(
    office: Office, post: PostOffice
) -> None:
    office.server(post).mail("--send", "--yes")
    (office.home / "inbox" / "PL_TrangCongDong_483.xlsx").write_bytes(
        drawn.appendix("Huyện Nam Đông", [{"unit": "Huyện Nam Đông"}])
    )
    office.mail("--send", "--yes")
    assert sorted(to for to, _ in post.letters[4:]) == sorted([*LEADERS, TO["483"]])


def test_staff_may_send_again_to_one(office: Office, post: PostOffice) -> None:
    office.server(post).mail("--send", "--yes")
    office.mail("--send", "--yes", "--again", "483")
    assert [to for to, _ in post.letters[4:]] == [TO["483"]]
    ids = [m["Message-ID"] for to, m in post.letters if to == TO["483"]]
    assert len(set(ids)) == 2  # or the second would be thrown away as a duplicate


def test_nothing_goes_out_unless_somebody_agrees(office: Office, post: PostOffice) -> None:
    office.server(post)
    for typed in ("", "n\n"):
        done = office.mail("--send", typed=typed)
        assert (done.exit_code, post.accepted) == (4, [])
        assert "hue@example.org: Đề nghị bổ sung" in done.output
    office.mail("--send", typed="y\n")
    assert len(post.accepted) == 4


def test_tls_from_the_first_byte(office: Office, tmp_path: Path) -> None:
    with postoffice.running(tmp_path, tls=True) as post:
        office.server(post, 'security = "tls"').mail("--send", "--yes")
        assert len(post.accepted) == 4


@pytest.mark.parametrize("secret", ["plain-ascii", "có dấu"])
def test_a_password_may_be_of_any_letters(office: Office, post: PostOffice, secret: str) -> None:
    post.habits = Habits(password=secret)
    office.server(post).mail("--send", "--yes", secret=secret)
    assert len(post.accepted) == 4


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        ("wrong", "không cho đăng nhập"),
        ("chưa đúng", "không cho đăng nhập"),
        ("", "Chưa có mật khẩu thư đi"),
    ],
)
def test_without_the_right_password_nothing_is_sent_or_recorded(
    office: Office, post: PostOffice, secret: str, says: str
) -> None:
    done = office.server(post).mail("--send", "--yes", secret=secret)
    assert done.exit_code == (4 if secret else 2)
    assert says in done.output
    office.mail("--send", "--yes")
    assert len(post.accepted) == 4


def test_a_server_that_cannot_be_trusted_gets_nothing(office: Office, post: PostOffice) -> None:
    done = office.server(post, trusted=False).mail("--send", "--yes")
    assert (done.exit_code, post.accepted) == (4, [])
    assert "không tin cậy được" in done.output


def test_a_server_that_is_not_there(office: Office, tmp_path: Path) -> None:
    nobody = PostOffice(postoffice.free_port(), postoffice.certificates(tmp_path)[1])
    done = office.server(nobody).mail("--send", "--yes")
    assert done.exit_code == 4
    assert "Không kết nối được" in done.output


def test_one_refused_recipient_holds_up_nobody_else(office: Office, post: PostOffice) -> None:
    post.habits = Habits(refused=frozenset([TO["474"]]))
    done = office.server(post).mail("--send", "--yes")
    assert done.exit_code == 4
    assert "không nhận địa chỉ hue@example.org" in done.output
    assert TO["474"] not in [to for to, _ in post.letters]
    post.habits = Habits()
    office.mail("--send", "--yes")
    assert Counter(to for to, _ in post.letters) == Counter([*LEADERS, TO["474"], TO["483"]])


def test_a_letter_that_is_too_large_holds_up_nobody_else(office: Office, tmp_path: Path) -> None:
    with postoffice.running(tmp_path, data_size_limit=60_000) as post:
        done = office.server(post).mail("--send", "--yes")
        assert done.exit_code == 4
        assert "Thư gửi lanhdao@example.org lớn hơn mức" in done.output
        assert TO["483"] in [to for to, _ in post.letters]
        assert LEADERS[0] not in [to for to, _ in post.letters]


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4])
def test_a_lost_connection_is_taken_up_where_it_was_lost(
    office: Office, post: PostOffice, after: int
) -> None:
    post.habits = Habits(hang_up_after=after)
    done = office.server(post).mail("--all", "--send", "--yes")
    assert done.exit_code == 4
    assert "Mất kết nối" in done.output
    assert len(post.accepted) == after
    office.mail("--all", "--send", "--yes")
    assert sorted(to for to, _ in post.letters) == EVERYONE


def test_an_answer_that_never_came_can_be_known_by_its_message_id(
    office: Office, post: PostOffice
) -> None:
    """The one window: accepted, but nobody told us; the second copy bears the same Message-ID."""
    post.habits = Habits(hang_up_after=1, keep_last=True)
    office.server(post).mail("--all", "--send", "--yes")
    office.mail("--all", "--send", "--yes")
    ids = {(to, str(m["Message-ID"])) for to, m in post.letters}
    assert (len(post.letters), len(ids)) == (6, 5)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_everyone_gets_the_letter(
    office: Office, post: PostOffice, seed: int
) -> None:
    moments = random.Random(seed)
    post.habits = Habits(slow=0.05)
    office.server(post)
    command = [sys.executable, str(ROOT / "consolidate.py"), "mail", *office.words, "--all",
               "--send", "--yes"]  # fmt: skip
    kills = 0
    for wanted in (1, 3):
        child = subprocess.Popen(
            command, env={**os.environ, VARIABLE: PASSWORD, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        until = time.monotonic() + 30
        while len(post.accepted) < wanted and time.monotonic() < until and child.poll() is None:
            time.sleep(0.005)
        time.sleep(moments.random() * 0.06)
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        kills += 1
        child.communicate()
    office.mail("--all", "--send", "--yes")
    got = Counter(to for to, _ in post.letters)
    assert sorted(got) == EVERYONE
    assert sum(got.values()) <= len(EVERYONE) + kills  # at the most one a kill, and known:
    assert len({(to, str(m["Message-ID"])) for to, m in post.letters}) == len(EVERYONE)


# The call list


def call_list(path: Path) -> list[tuple[object, ...]]:
    rows = load_workbook(path)[calls.SHEET].iter_rows(values_only=True)
    return [row for row in rows if isinstance(row[0], int)]


def write_remark(path: Path, title: str, text: str | None) -> None:
    book = load_workbook(path)
    sheet = book[calls.SHEET]
    head = next(row for row in sheet.iter_rows() if calls.REMARK in [c.value for c in row])
    column = next(cell.column for cell in head if cell.value == calls.REMARK)
    row = next(row[0].row for row in sheet.iter_rows() if row[1].value == title)
    assert row
    assert column
    sheet.cell(row, column).value = text
    book.save(path)


def test_the_call_list_ranks_and_tells_the_phone(office: Office) -> None:
    office.set_up().run()
    lines = call_list(office.summary)
    titles = [line[1] for line in lines]
    assert titles[-1] == "Thành phố Huế"
    assert "Huyện Quảng Điền" not in titles
    assert lines[-1][3] == PHONE
    assert lines[0][1:4] == ("Thị xã Hương Thủy", None, "(chưa có số)") or lines[0][4] == 19
    missing = [int(str(line[4])) for line in lines[:-1]]
    assert missing == sorted(missing, reverse=True)
    assert "còn thiếu 34 đơn vị" in str(lines[-1][6])


def test_the_clerk_s_remark_survives_the_next_run(office: Office) -> None:
    office.set_up().run()
    write_remark(office.summary, "Huyện Nam Đông", "Đã gọi, hẹn chiều")
    office.run()
    assert "Đã gọi, hẹn chiều" in [line[7] for line in call_list(office.summary)]
    office.summary.unlink()  # the outbox can be rebuilt
    office.run()
    assert "Đã gọi, hẹn chiều" in [line[7] for line in call_list(office.summary)]
    write_remark(office.summary, "Huyện Nam Đông", None)
    office.run()
    assert {line[7] for line in call_list(office.summary)} == {None}


def test_a_remark_waits_for_one_who_owes_nothing_for_a_while(office: Office) -> None:
    office.set_up().run()
    write_remark(office.summary, "Thành phố Huế", "gặp chị Mẫu")
    path = office.home / "inbox" / "PL_TrangCongDong_474.xlsx"
    path.write_bytes(drawn.appendix("Thành phố Huế"))
    office.run()
    assert "Thành phố Huế" not in [line[1] for line in call_list(office.summary)]
    path.unlink()  # silent again
    office.run()
    assert ("Thành phố Huế", "gặp chị Mẫu") in [
        (line[1], line[7]) for line in call_list(office.summary)
    ]


def test_a_broken_summary_in_the_outbox_stops_nothing(office: Office) -> None:
    office.set_up().run()
    office.summary.write_bytes(b"PK\x03\x04 broken")
    office.run()
    assert call_list(office.summary)
