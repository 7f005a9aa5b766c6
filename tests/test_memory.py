"""The memory as an office meets it: runs one after another, the deadline, the seal, the proof."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

import drawn
from consolidate import main
from province import Facts, rate, select, unit

ROOT = Path(__file__).parent.parent
PHU_VANG, AN, HAI = "Huyện Phú Vang", "Xã Phú An", "Xã Phú Hải"
FILE, SECOND = "PL_TrangCongDong_478.xlsx", "PL_TrangCongDong_478_20211222.xlsx"
SUMMARY, SEALED = "Tong_hop_20211220.xlsx", "Tong_hop_20211220_da_chot.xlsx"
BEFORE, END = "2021-12-19T10:00:00+07:00", "2021-12-20T23:59:59+07:00"
AFTER, LATER, LAST = (f"2021-12-{day}T10:00:00+07:00" for day in (22, 23, 24))
GOOD, FAULTY = {"unit": AN}, {"unit": AN, "leader_phone": "123"}


class Office:
    """An inbox, an outbox and a ledger beside it; every command is the real one."""

    def __init__(self, folder: Path) -> None:
        self.inbox, self.outbox = folder / "hộp đến", folder / "hộp đi"
        self.ledger = folder / "so_cai.sqlite"
        self.inbox.mkdir()

    def put(self, name: str, *rows: dict[str, Any]) -> None:
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(drawn.appendix(PHU_VANG, rows))

    def words(self, *words: str | Path) -> list[str]:
        return [*map(str, words), "--inbox", str(self.inbox), "--outbox", str(self.outbox)]

    def do(self, *words: str | Path) -> Result:
        return CliRunner().invoke(main, self.words(*words))

    def run(self, as_of: str, *more: str) -> Facts:
        done = self.do("run", "--as-of", as_of, *more)
        assert done.exit_code == 0, done.output
        return self.result()

    def result(self) -> Facts:
        read: Facts = json.loads((self.outbox / "result.json").read_text("utf-8"))
        return read

    def said(self, sheet: str, name: str = SUMMARY) -> str:
        """All the text of one sheet of a summary."""
        book = CalamineWorkbook.from_path(str(self.outbox / name))
        return "\n".join(str(v) for row in book.get_sheet_by_name(sheet).to_python() for v in row)

    def bytes(self) -> dict[str, bytes]:
        files = (path for path in self.outbox.rglob("*") if path.is_file())
        return {path.relative_to(self.outbox).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def script(office: Office, *words: str, zone: str = "UTC") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "consolidate.py", *office.words(*words)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PYTHONUTF8": "1", "PATH": os.environ["PATH"], "COLUMNS": "80", "TZ": zone},
    )  # fmt: skip


def established(facts: Facts) -> tuple[int, int]:
    return rate(facts, "province", "commune", "established")


def test_the_whole_story(office: Office) -> None:
    """Two runs, a late file, the seal, one more run: the sealed rate stays, today's goes on."""
    office.put(FILE, GOOD)
    assert script(office, "--as-of", BEFORE).returncode == 0
    office.put("PL_TrangCongDong_478_20211220.xlsx", GOOD, {"unit": "Xã Phú Diên"})
    second = script(office, "--as-of", "2021-12-20T09:00:00+07:00")
    assert "Từ lần chạy trước (10:00 19/12/2021): 8 nội dung mới đạt, 0" in second.stdout
    assert "Huyện Phú Vang +1" in second.stdout
    office.put(SECOND, {"unit": HAI})  # late
    script(office, "--as-of", AFTER)
    assert established(office.result()) == (3, 141)
    sealing = script(office, "seal", "--as-of", LATER)
    assert sealing.returncode == 0, sealing.stderr
    frozen = (office.outbox / SEALED).read_bytes()
    last = script(office, "--as-of", LAST)
    assert "Đã chốt lúc 23:59 20/12/2021: 2/141 (1,4\u00a0%); bổ sung sau hạn: +1." in last.stdout
    line = "Đã chốt lúc 23 giờ 59 ngày 20/12/2021: 2/141 xã, phường, thị trấn (1,4\u00a0%), bổ sung"
    for sheet in ("Tổng quan", "Tỷ lệ hoàn thành"):
        assert line in office.said(sheet)
        assert "Đã chốt" not in office.said(sheet, SEALED)
    assert established(office.result()) == (3, 141)
    assert (office.outbox / SEALED).read_bytes() == frozen
    proof = script(office, "verify", "--as-of", LAST)
    receipts = len(list((office.outbox / "phan_hoi").iterdir()))
    assert receipts > 0
    told = (proof.returncode, proof.stdout.count("✓"), proof.stdout.count("✗"))
    assert told == (0, 2 + receipts, 0)
    tampered = office.outbox / SUMMARY
    tampered.write_bytes(tampered.read_bytes() + b"\0")
    proof = script(office, "verify", "--as-of", LAST)
    told = (proof.returncode, proof.stdout.count("✓"), proof.stdout.count("✗"))
    assert told == (3, 1 + receipts, 1)


def test_a_receipt_agrees_with_the_ledger_also_after_the_officer_worked_on_it(
    office: Office,
) -> None:
    office.put(FILE, GOOD)
    office.run("2021-12-19T00:00:00+07:00")  # midnight, which a reader shows as a bare date
    (back,) = (office.outbox / "phan_hoi").iterdir()
    book = openpyxl.load_workbook(back)
    book["Cần sửa"]["A1"] = "đã xem"
    book.save(back)
    assert "khớp với sổ cái (1 tệp)" in office.do("verify", "--as-of", AFTER, back).output
    sheet = book["Phiếu tiếp nhận"]
    (code,) = [
        c for row in sheet.iter_rows() for c in row if re.fullmatch("[0-9a-f]{12}", str(c.value))
    ]
    code.value = "0" * 12
    book.save(back)
    assert office.do("verify", "--as-of", AFTER, back).exit_code == 3


def test_what_is_no_output_is_not_verified(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    (office.outbox / "phan_hoi" / "478.xlsx").mkdir()
    (office.outbox / "phan_hoi" / "~$478.xlsx").write_bytes(b"owner")
    assert office.do("verify", "--as-of", BEFORE).exit_code == 0
    office.run(AFTER)
    assert (office.outbox / "phan_hoi" / "478.xlsx").is_dir()


def test_what_nobody_saw_in_time_is_not_in_the_seal(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.put(SECOND, {"unit": HAI})  # dropped after the deadline; no run before the seal
    assert office.do("seal", "--as-of", LATER).exit_code == 0
    assert "1/141" in office.said("Tổng quan", SEALED)
    assert SECOND not in office.said("Tệp đã nhận", SEALED)


def test_a_late_repair_does_not_count_in_the_seal(office: Office) -> None:
    office.put(FILE, FAULTY)
    office.run(BEFORE)
    office.put(SECOND, GOOD)
    found = office.run(AFTER)
    assert unit(found, AN)["indicators"]["staffed"] is True
    office.do("seal", "--as-of", LATER)
    (line,) = [
        row
        for row in CalamineWorkbook.from_path(str(office.outbox / SEALED))
        .get_sheet_by_name("Danh sách Trang")
        .to_python()
        if AN in row
    ]
    assert "Cần sửa" in line
    office.run(LAST)
    assert "bổ sung sau hạn: +0" in office.said("Tổng quan")


def test_what_left_the_inbox_is_told_when_sealing(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.put(FILE, GOOD, {"unit": HAI})  # the district's later file put over its older one
    done = office.do("seal", "--as-of", AFTER)
    assert (
        f"1 tệp nhận trước hạn không còn trong inbox nên không được tính trong bản chốt: {FILE}"
        in done.output
    )


def test_a_seal_comes_once_and_not_too_early(office: Office) -> None:
    office.put(FILE, GOOD)
    early = office.do("seal", "--as-of", END)
    assert early.exit_code == 2
    assert "Chưa hết hạn" in early.output
    assert office.do("seal", "--as-of", AFTER).exit_code == 0
    assert office.do("seal", "--as-of", LATER).exit_code == 2
    office.ledger.unlink()
    again = office.do("seal", "--as-of", LATER)
    assert again.exit_code == 2
    assert "không bị ghi đè" in again.output


def test_a_file_is_set_aside_and_taken_back(office: Office) -> None:
    office.put(FILE, FAULTY)
    office.put(SECOND, GOOD, {"unit": HAI})
    assert established(office.run(BEFORE)) == (2, 141)
    assert office.do("exclude", SECOND, "--why", "Huyện gửi nhầm").exit_code == 0
    found = office.run(END)
    (aside,) = select(found["files"], path=SECOND)
    assert (aside["status"], aside["reason"], aside["district"]) == (
        "excluded", "Huyện gửi nhầm", "478",
    )  # fmt: skip
    assert established(found) == (1, 141)
    assert "Huyện gửi nhầm" in office.said("Tệp đã nhận")
    assert "Số đơn vị có thay đổi: huyện Phú Vang" in office.said("Tổng quan")
    assert office.do("exclude", office.inbox / SECOND, "--back").exit_code == 0
    assert established(office.run(AFTER)) == (2, 141)


@pytest.mark.parametrize(
    "words",
    [(FILE,), (FILE, "--why", "x", "--back"), (FILE, "--why", ""), ("none.xlsx", "--why", "x")],
)
def test_exclude_wants_a_file_and_a_reason(office: Office, words: tuple[str, ...]) -> None:
    office.put(FILE, GOOD)
    assert office.do("exclude", *words, "--as-of", BEFORE).exit_code == 2


@pytest.mark.parametrize(
    ("as_of", "on_time"),
    [
        ("2021-12-20T23:59:59+07:00", True),
        ("2021-12-21T00:00:00+07:00", False),
        ("2021-12-20T16:59:59Z", True),
        ("2021-12-20T17:00:00+00:00", False),
        ("2021-12-20T23:59:59", True),  # without a zone: Hanoi
        ("2021-12-21T00:00:00", False),
    ],
)
def test_the_deadline_by_the_ledger(office: Office, as_of: str, on_time: bool) -> None:
    office.put(FILE, GOOD)
    found = office.run(as_of, "--period", "2021-12")
    assert unit(found, AN)["on_time"] is on_time
    assert rate(found, "478", "commune", "on_time") == (int(on_time), 14)
    assert rate(found, "478", "commune", "valid") == (1, 14)


@pytest.mark.parametrize(
    ("received", "on_time"),
    [
        ("Mon, 20 Dec 2021 23:59:59 +0700", True),
        ("Tue, 21 Dec 2021 00:00:00 +0700", False),
        ("Mon, 20 Dec 2021 16:59:59 +0000", True),
        ("Mon, 20 Dec 2021 17:00:00 +0000", False),
        ("Mon, 20 Dec 2021 11:59:59 -0500", True),
    ],
)
def test_the_deadline_by_the_mail(office: Office, received: str, on_time: bool) -> None:
    message = EmailMessage()
    message["Received"] = f"from mx.example.org by mail.example.org; {received}"
    message["From"] = "phuvang@example.org"
    message.set_content("Kính gửi.")
    data = drawn.appendix(PHU_VANG, [GOOD])
    message.add_attachment(data, "application", "octet-stream", filename=FILE)
    (office.inbox / "thu.eml").write_bytes(bytes(message))
    found = office.run(AFTER)
    assert unit(found, AN)["on_time"] is on_time
    assert {f["received_from"] for f in found["files"] if f["rows"]} == {"mail"}


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_the_machine_s_zone_does_not_matter(office: Office, zone: str) -> None:
    office.put(FILE, GOOD)
    assert script(office, "--as-of", "2021-12-20T23:59:59", zone=zone).returncode == 0
    assert unit(office.result(), AN)["on_time"] is True
    assert office.result()["files"][0]["received_at"] == END


@pytest.mark.parametrize("correction", [{"unit": AN, "followers": 7}, FAULTY])
def test_a_correction_after_the_deadline_never_makes_late(
    office: Office, correction: dict[str, Any]
) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.put(SECOND, correction)
    found = office.run(AFTER)
    assert unit(found, AN)["source"]["file"] == SECOND
    assert unit(found, AN)["on_time"] is True


@pytest.mark.parametrize(("repaired", "on_time"), [(END, True), (AFTER, False)])
def test_a_file_first_seen_broken(office: Office, repaired: str, on_time: bool) -> None:
    office.put(FILE, GOOD)
    whole = (office.inbox / FILE).read_bytes()
    (office.inbox / FILE).write_bytes(whole[: len(whole) // 2])
    broken = office.run(BEFORE)
    assert broken["files"][0]["status"] == "rejected"
    (office.inbox / FILE).write_bytes(whole)
    assert unit(office.run(repaired), AN)["on_time"] is on_time


def test_a_faulty_version_in_time_and_a_good_one_after(office: Office) -> None:
    office.put(FILE, FAULTY)
    office.run(BEFORE)
    office.put(SECOND, GOOD)
    found = office.run(AFTER)
    assert (unit(found, AN)["submitted"], unit(found, AN)["on_time"]) == (True, False)
    assert f"Quá hạn: {AN}" in office.said("Tỷ lệ hoàn thành")
    assert "Số điện thoại (Lãnh đạo phụ trách): 123 → 0905***" in office.said("Lịch sử")


def test_a_deleted_outbox_is_rebuilt_whole(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.put(SECOND, GOOD, {"unit": HAI})
    office.do("seal", "--as-of", AFTER)
    office.run(LATER)
    before = office.bytes()
    assert {SUMMARY, SEALED, "result.json"} <= before.keys()
    shutil.rmtree(office.outbox)
    office.run(LATER)
    assert office.bytes() == before


def test_a_damaged_ledger_is_said_and_rebuilt(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.ledger.write_bytes(b"khong phai so cai")
    done = script(office, "--as-of", AFTER)
    assert done.returncode == 0
    assert "Sổ cái so_cai.sqlite bị hỏng, đã được cất thành so_cai_hong_20211222" in done.stderr
    assert "Traceback" not in done.stderr
    (aside,) = office.ledger.parent.glob("so_cai_hong_*.sqlite")
    assert aside.read_bytes() == b"khong phai so cai"
    assert established(office.result()) == (1, 141)
    assert script(office, "--as-of", LATER).stderr == ""
    assert "So với lần chạy trước (10 giờ 00 ngày 22/12/2021)" in office.said("Tổng quan")


def test_a_ledger_that_is_held_is_not_taken_for_damaged(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    kept = office.ledger.read_bytes()
    office.ledger.unlink()
    office.ledger.mkdir()  # cannot be opened, and is no damage
    done = office.do("run", "--as-of", AFTER)
    assert done.exit_code == 4
    assert "Không dùng được sổ cái" in done.output
    office.ledger.rmdir()
    office.ledger.write_bytes(kept)
    assert established(office.run(AFTER)) == (1, 141)


def test_a_period_has_its_own_folder_deadline_scope_and_name(
    office: Office, tmp_path: Path
) -> None:
    campaign = tmp_path / "campaign.toml"
    text = (ROOT / "campaign.toml").read_text("utf-8")
    campaign.write_text(f"{text}\n[periods]\n2022-01 = 2022-01-25\n", "utf-8")
    chosen = ("--campaign", str(campaign))
    office.put(FILE, GOOD)
    office.put(f"2022-01/{SECOND}", GOOD, {"unit": HAI})
    first = office.run(BEFORE, *chosen)
    assert [f["path"] for f in first["files"]] == [FILE]
    month = office.run("2022-01-10T08:00:00+07:00", *chosen)  # the period whose deadline is next
    assert month["deadline"] == "2022-01-25T23:59:59+07:00"
    assert [f["path"] for f in month["files"]] == [SECOND]
    assert established(month) == (2, 141)
    assert unit(month, AN)["on_time"] is True
    name = "Tong_hop_20220125.xlsx"
    assert "lần chạy đầu tiên" in office.said("Thay đổi", name)
    trend = CalamineWorkbook.from_path(str(office.outbox / name)).get_sheet_by_name("Tiến độ")
    days = [row[2] for row in trend.to_python() if str(row[0]).startswith("202")]
    assert [str(day) for day in days] == ["2021-12-20", "2022-01-25"]
    again = office.run(AFTER, *chosen, "--period", "2021-12")
    assert established(again) == (1, 141)
    proof = office.do("verify", *chosen, "--period", "2022-01", office.outbox / name)
    assert proof.exit_code == 0
    proof = office.do("verify", *chosen, "--period", "2021-12", office.outbox / name)
    assert proof.exit_code == 3
    assert (
        "thuộc một lần chạy khác (đợt trang-cong-dong-2021, kỳ 2022-01, inbox hộp đến)"
        in proof.output
    )


def test_returned_workbooks_that_are_not_made_anew_are_told(office: Office) -> None:
    office.put(FILE, GOOD)
    assert "phan_hoi" not in office.do("run", "--as-of", BEFORE, "--no-returns").output
    office.run(BEFORE)
    said = office.do("run", "--as-of", AFTER, "--no-returns").output
    assert "các tệp trong phan_hoi là của lần chạy trước" in said


def test_files_that_left_are_to_be_put_back(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    (office.inbox / FILE).unlink()
    office.put("PL_TrangCongDong_477.xlsx", {"unit": "Xã Quảng An"})
    said = " ".join(office.do("run", "--as-of", AFTER).output.split())
    asked = "Tệp đã rời inbox nên không còn được tính; nếu không cố ý, chép trả lại vào inbox"
    assert f"{asked}: {FILE}." in said
    assert PHU_VANG in said.split("Gọi điện nhắc (chưa có tệp nào được tính)")[1]
    office.put("gửi lại.xlsx", {"unit": "Xã Phú Mỹ"})  # and no word of what counted before
    assert "rời inbox nên" in office.do("run", "--as-of", AFTER).output
    (office.inbox / "gửi lại.xlsx").write_bytes(drawn.appendix(PHU_VANG))
    assert "rời inbox nên" not in office.do("run", "--as-of", LATER).output


def test_an_old_version_that_comes_last_counts_and_is_noticed(office: Office) -> None:
    days = {FILE: date(2021, 12, 19), "PL_TrangCongDong_478_20211215.xlsx": date(2021, 12, 15)}
    for (name, day), moment in zip(days.items(), (BEFORE, AFTER), strict=True):
        page = drawn.appendix(PHU_VANG, [GOOD], general={"report_date": day})
        (office.inbox / name).write_bytes(page)
        done = office.do("run", "--as-of", moment)
    found = office.result()
    assert unit(found, AN)["source"]["file"] == "PL_TrangCongDong_478_20211215.xlsx"
    (notice,) = select(found["findings"], code="version_older")
    assert (notice["file"], notice["severity"]) == ("PL_TrangCongDong_478_20211215.xlsx", "notice")
    assert "(15/12/2021)" in notice["message"]
    assert f"{FILE} đã nhận trước (19/12/2021)" in notice["message"]
    assert "Nhận sau nhưng ngày báo cáo cũ hơn" in done.output


def test_a_version_between_hides_no_old_one(office: Office) -> None:
    for day, moment in ((18, BEFORE), (15, AFTER), (17, LATER)):
        page = drawn.appendix(PHU_VANG, [GOOD], general={"report_date": date(2021, 12, day)})
        (office.inbox / f"{day}.xlsx").write_bytes(page)
        found = office.run(moment)
    assert [f["file"] for f in select(found["findings"], code="version_older")] == ["17.xlsx"]


def test_parts_of_one_report_are_no_old_versions(office: Office) -> None:
    days = {AN: date(2021, 12, 19), "Xã Phú Mỹ": date(2021, 12, 15)}
    for (title, day), moment in zip(days.items(), (BEFORE, AFTER), strict=True):
        page = drawn.appendix(PHU_VANG, [{"unit": title}], general={"report_date": day})
        (office.inbox / f"{title}.xlsx").write_bytes(page)
        found = office.run(moment)
    assert not select(found["findings"], code="version_older")


def test_what_another_inbox_brought_is_not_called_forged(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    office.inbox = office.inbox.with_name("hộp khác")
    office.inbox.mkdir()
    proof = office.do("verify", "--as-of", BEFORE)
    assert proof.exit_code == 3
    assert proof.output.count("kỳ 2021-12, inbox hộp đến)") == 2
    assert "bị sửa" not in proof.output


def test_a_dry_run_knows_and_forgets(office: Office) -> None:
    office.put(FILE, GOOD)
    office.run(BEFORE)
    kept = office.ledger.read_bytes()
    office.put(SECOND, {"unit": HAI})
    done = office.do("run", "--dry-run", "--as-of", AFTER)
    assert "Từ lần chạy trước (10:00 19/12/2021)" in done.output
    assert office.ledger.read_bytes() == kept


@pytest.mark.parametrize(("lang", "says"), [("vi", "6 ô cùng lỗi"), ("en", "6 cells alike")])
def test_repeated_faults_are_one_line_without_secrets(office: Office, lang: str, says: str) -> None:
    units = drawn.HUE.of_sender("478")[1:7]
    rows = [{"unit": u.title, "leader_phone": f"09051{n}"}
            for n, u in enumerate(units)]  # fmt: skip
    rows[0]["followers"] = "gọi 0912000333"
    office.put(FILE, *rows)
    done = CliRunner().invoke(main, ["check", str(office.inbox / FILE), "--lang", lang])
    assert done.exit_code == 3
    assert done.output.count(says) == 1
    assert re.search(r"O\d+ · ", done.output)
    assert "0905" not in done.output
    assert "0912" not in done.output
