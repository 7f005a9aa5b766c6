"""A second campaign: one file in schema/, one settings file, and the whole job works.

The forms are made by the command, typed into as a district does, and run through the command; what
comes out is recounted here from what was typed, never from the product's own tallies.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from commands.ledgers import scope_of
from commands.story import consolidate
from conftest import ROOT
from drawn import appendix
from province import Facts, codes, rate, select, unit
from schema.documents import Book
from schema.records import Submission
from schema.returned import AGREED, TICK, TO_FIX
from schema.settings import Settings
from schema.settings_file import load
from schema.units import Unit
from steps import check, read
from steps.compose import list_layout, look, summary, sums
from steps.ledger import Ledger
from steps.show import Screen
from test_summary import recalculated, shown

SOURCE = ROOT / "examples" / "quy_vi_nguoi_ngheo.toml"
SETTINGS = load(SOURCE)
REGISTRY, CAMPAIGN = SETTINGS.registry, SETTINGS.campaign
AS_OF = "2021-12-25T17:00:00+07:00"
SILENT, FORGOTTEN = "481", "Xã Phú Thuận"  # A Lưới sends nothing, Phú Vang leaves a row blank
HEAD_ROW, FIRST_ROW = 9, 11
COLUMNS = {c.field: col for col, c in enumerate(CAMPAIGN.row_columns, 2)}
# what communes of Phú Vang type, over a good row; None leaves the cell blank
VANG: dict[str, dict[str, Any]] = {
    "Xã Phú An": {"amount": "1,5 triệu"},
    "Xã Phú Hải": {"amount": "1 triệu 500"},
    "Xã Phú Xuân": {"amount": 500},
    "Xã Phú Diên": {"households": "khoảng 5"},
    "Xã Phú Mỹ": {"given_on": date(2021, 11, 15)},
    "Xã Phú Hồ": {"state": "Chưa trao"},
    "Xã Phú Lương": {"state": "Chưa trao", "households": None, "amount": None, "given_on": None,
                     "decision": None},
    "Xã Phú Gia": {"households": 0},
}  # fmt: skip
MAIL = '\n[mail.districts]\n"478" = "phuvang@example.org"\n'
GUIDE = (ROOT / "docs" / "new_campaign.md").read_text("utf-8")


def typed(unit: Unit) -> dict[str, Any]:
    """A good row of a unit; what it gives follows from its code."""
    number = int(unit.code) % 7
    return {
        "state": "Đã trao",
        "households": 2 + number,
        "amount": (2 + number) * 600_000,
        "given_on": date(2021, 12, 1 + number),
        "decision": f"{10 + number}/QĐ-MTTQ ngày 01/12/2021",
        "keeper_name": "Nguyễn Văn Mẫu",
        "keeper_phone": "0905000123",
        "note": None,
        **(VANG.get(unit.title, {}) if unit.parent == "478" else {}),
    }


def counted(unit: Unit, figure: str) -> int:
    """What the unit adds to a sum: recounted by hand from what it typed."""
    row = typed(unit)
    if SILENT in (unit.parent, unit.code) or unit.title == FORGOTTEN:
        return 0
    if unit.parent == "478" and unit.title == "Xã Phú An":
        return 1_500_000 if figure == "amount" else int(row[figure])
    return 0 if unit.parent == "478" and unit.title in VANG else int(row[figure])


def place_of(sheet: Worksheet, unit: Unit) -> int:
    """The row of a unit; a district and its town may share a name, so the level decides."""
    rows = [r for r in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(r, 2).value == unit.title]
    return rows[-1] if unit.level == "commune" else rows[0]


def fill(book: Workbook, sender: Unit) -> None:
    """Type a whole district's report into its form; FORGOTTEN has no row."""
    general = book[CAMPAIGN.general_sheet]
    values: dict[str, Any] = {
        "report_no": "21/BC-MTTQ",
        "report_date": date(2021, 12, 24),
        "preparer_name": "Lê Thị Thử Nghiệm",
        "preparer_phone": "0905000111",
        "signer_title": "Chủ tịch",
        "signer_name": "Phạm Văn Minh Họa",
    }
    for row, column in enumerate(CAMPAIGN.general_columns, 7):
        if column.field in values:
            general.cell(row, 3).value = values[column.field]
    sheet = book[CAMPAIGN.data_sheet]
    for each in REGISTRY.of_sender(sender.code):
        if each.title != FORGOTTEN:
            for name, value in typed(each).items():
                sheet.cell(place_of(sheet, each), COLUMNS[name]).value = value


@dataclass
class Office:
    """One office's folders, and the command run in them."""

    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Path:
        return self.folder / "quy.toml"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def call(self, *arguments: str | Path, code: int = 0) -> str:
        command = [sys.executable, "consolidate.py", *map(str, arguments)]
        options = ["--campaign", str(self.settings), "--period", "2021-12"]
        ran = subprocess.run(
            [*command, *options], check=False, cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout

    def run(self, command: str = "run", as_of: str = AS_OF) -> Facts:
        places = ("--inbox", self.inbox, "--outbox", self.outbox)
        self.said.append(self.call(command, *places, "--as-of", as_of))
        facts: Facts = json.loads((self.outbox / "result.json").read_text("utf-8"))
        return facts


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The forms, made by `template` and filled in, in an office's inbox."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.settings.write_text(SOURCE.read_text("utf-8") + MAIL, encoding="utf-8")
    made.call("template", "--all", "--out", made.folder / "forms")
    made.inbox.mkdir()
    for sender in REGISTRY.senders:
        if sender.code != SILENT:
            name = CAMPAIGN.file_name(sender.code)
            book = load_workbook(made.folder / "forms" / name)
            fill(book, sender)
            book.save(made.inbox / name)
    return made


@pytest.fixture(scope="module")
def result(office: Office) -> Facts:
    return office.run()


def settings_of(office: Office) -> Settings:
    return load(office.settings).for_period("2021-12", datetime.fromisoformat(AS_OF))


def communes(sender: str) -> list[Unit]:
    return [u for u in REGISTRY.of_sender(sender) if u.level == "commune"]


def test_the_blank_form_helps_to_type_numbers_and_dates(office: Office) -> None:
    office.call("template", "--out", office.folder / "blank")
    book = load_workbook(office.folder / "blank" / "appendix_template.xlsx")
    sheet = book[CAMPAIGN.data_sheet]
    labels = [sheet.cell(HEAD_ROW, col).value for col in range(3, 8)]
    assert labels == [
        "Tình hình trao", "Số hộ được hỗ trợ", "Số tiền (đồng)", "Ngày trao",
        "Quyết định (số, ngày)",
    ]  # fmt: skip
    rules = {str(v.sqref).partition(":")[0][0]: v for v in sheet.data_validations.dataValidation}
    assert [rules[col].type for col in "CDEF"] == ["list", "whole", "whole", "date"]
    assert (rules["F"].formula1, rules["F"].formula2) == ("44526", "44555")  # 26/11–25/12/2021
    formats = [sheet.cell(12, col).number_format for col in (4, 5, 6)]
    assert formats == ["#,##0", "#,##0", "dd/mm/yyyy"]
    assert not [c for row in sheet.iter_rows() for c in row if c.value in ("Mẫu đặt tên", "✓")]


def test_sums_agree_with_what_was_typed(result: Facts) -> None:
    for figure in ("households", "amount"):
        for level in ("district", "commune"):
            whole = 0
            for sender in REGISTRY.senders:
                units = communes(sender.code) if level == "commune" else [sender]
                mine = sum(counted(each, figure) for each in units)
                assert rate(result, sender.code, level, figure)[0] == mine, sender.title
                whole += mine
            assert rate(result, "province", level, figure)[0] == whole


def test_targets_are_the_settings_own(result: Facts) -> None:
    targets = SETTINGS.targets["amount"]["commune"]
    assert {s: rate(result, s, "commune", "amount")[1] for s in targets} == targets
    assert rate(result, "province", "commune", "amount")[1] == sum(targets.values()) == 705_000_000
    assert rate(result, "province", "district", "amount")[1] == 0  # none is set
    assert rate(result, "province", "commune", "households")[1] == 0


def test_rates_are_counted_as_ever(result: Facts) -> None:
    silent = len(communes(SILENT)) + 1
    assert rate(result, "province", "commune", "submitted") == (141 - silent, 141)
    assert rate(result, SILENT, "commune", "given") == (0, len(communes(SILENT)))
    good = len(communes("478")) - 8  # six faults, one not given, one forgotten
    assert rate(result, "478", "commune", "given") == (good, len(communes("478")))
    mine = unit(result, "Xã Phú Lương")
    assert (mine["status"], mine["submitted"], mine["indicators"]["given"]) == (
        "Chưa trao", True, False,
    )  # fmt: skip
    assert unit(result, FORGOTTEN)["status"] == "Chưa báo cáo"
    assert (mine["page_name"], mine["page_url"], mine["page_key"]) == (None, None, None)


@pytest.mark.parametrize(
    ("commune", "name", "code", "better"),
    [
        ("Xã Phú An", "amount", "amount_tidied", []),
        ("Xã Phú Hải", "amount", "amount_unclear", ["1.500.000"]),
        ("Xã Phú Xuân", "amount", "amount_small", ["500.000", "500.000.000"]),
        ("Xã Phú Diên", "households", "count_invalid", []),
        ("Xã Phú Mỹ", "given_on", "date_outside_period", []),
        ("Xã Phú Hồ", "state", "cell_contradicts", []),
        ("Xã Phú Gia", "households", "cell_contradicts", []),
    ],
)
def test_a_fault_is_found_in_its_cell(
    office: Office, result: Facts, commune: str, name: str, code: str, better: list[str]
) -> None:
    own = next(u for u in communes("478") if u.title == commune)
    (found,) = select(result["findings"], unit=own.code)
    book = load_workbook(office.inbox / CAMPAIGN.file_name("478"))
    cell = book[CAMPAIGN.data_sheet].cell(place_of(book[CAMPAIGN.data_sheet], own), COLUMNS[name])
    assert (found["field"], found["code"], found["cell"]) == (name, code, cell.coordinate)
    assert found["suggestions"] == better


def test_a_good_district_has_no_finding(result: Facts) -> None:
    assert codes(result, file=CAMPAIGN.file_name("477")) == []


def test_check_names_the_cell_and_no_person(office: Office) -> None:
    said = office.call("check", office.inbox / CAMPAIGN.file_name("478"), code=3)
    assert "E16 · “Kết quả trao hỗ trợ: Số tiền (đồng)” có thể hiểu theo hai cách" in " ".join(
        said.split()
    )
    assert "0905000" not in said
    assert "Nguyễn Văn Mẫu" not in said


def column(sheet: Worksheet, head: str) -> int:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(cell.column or 0 for cell in cells if cell.value == head)


def test_the_returned_workbook_marks_the_faults(office: Office, result: Facts) -> None:
    book = load_workbook(office.outbox / "phan_hoi" / "478_Huyện Phú Vang.xlsx")
    sheet = book[CAMPAIGN.data_sheet]
    marked = {
        sheet.cell(row, 2).value: cell.column
        for row in range(FIRST_ROW, sheet.max_row + 1)
        for cell in sheet[row]
        if cell.fill.start_color.rgb == "FF" + look.BAD[1:] and cell.comment
    }
    fields = {
        "Xã Phú Hải": "amount",
        "Xã Phú Xuân": "amount",
        "Xã Phú Diên": "households",
        "Xã Phú Mỹ": "given_on",
        "Xã Phú Hồ": "state",
        "Xã Phú Gia": "households",
    }
    assert marked == {title: COLUMNS[name] for title, name in fields.items()}


def text_of(draft: EmailMessage) -> str:
    body = draft.get_body(("plain",))
    assert body
    return str(body.get_content())


def test_letters_are_drafted(office: Office, result: Facts) -> None:
    office.run("mail")
    drafts = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((office.outbox / "mail").glob("*.eml"))
    ]
    subjects = [str(draft["Subject"]) for draft in drafts]
    assert all("Quỹ Vì người nghèo" in subject for subject in subjects)
    (to_vang,) = [draft for draft in drafts if draft["To"] == "phuvang@example.org"]
    (to_leaders,) = [draft for draft in drafts if draft["To"] == "lanhdao@example.org"]
    asked, told = (text_of(draft) for draft in (to_vang, to_leaders))
    assert "Số tiền" in asked
    total = sum(counted(u, "amount") for s in REGISTRY.senders for u in communes(s.code))
    assert f"{total:,}".replace(",", ".") + " đồng" in told
    assert "Trang cộng đồng" not in asked + told


def test_the_summary_adds_up_and_no_sheet_speaks_of_the_other_campaign(
    office: Office, result: Facts
) -> None:
    book = CalamineWorkbook.from_path(str(office.outbox / "Tong_hop_20211225.xlsx"))
    assert book.sheet_names[:4] == ["Tổng quan", "Tỷ lệ hoàn thành", sums.NAME, "Danh sách hỗ trợ"]
    texts = [
        str(value)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
    ]
    assert not [text for text in texts if "Trang cộng đồng" in text or "Fanpage" in text]
    assert [text for text in texts if text.startswith("Số tiền đã trao: cấp huyện ")]


def described(office: Office) -> Book:
    """The summary workbook as it is described, before it is written."""
    settings = settings_of(office)
    with Ledger.forgetful(office.folder / "none", scope_of(settings, office.inbox)) as ledger:
        told = consolidate(
            settings, office.inbox, datetime.fromisoformat(AS_OF), ledger, Screen(settings, "vi")
        )
    return summary.book(told, settings)


def test_the_sheet_of_sums_is_live(office: Office) -> None:
    sheet = next(s for s in described(office).sheets if s.name == sums.NAME)
    lines = {c.value: row for (row, col), c in sheet.cells.items() if col == 1 and c.value}
    row = lines["Huyện Phú Vang"]
    done = next(c for (at, _), c in sheet.cells.items() if at == row and "SUMIFS" in c.formula)
    layout = list_layout.layout(settings_of(office))
    column = look.column_name(list(layout.columns).index(list_layout.added("households")))
    assert f"SUMIFS('{layout.sheet}'!${column}$5:${column}$154," in done.formula
    target = [c for (at, _), c in sheet.cells.items() if at == row and c.value == 70_000_000]
    assert [c.formula for c in target] == [""]
    rates = [c for (at, _), c in sheet.cells.items() if at == row and "ROUNDDOWN" in c.formula]
    mine = sum(counted(u, "amount") for u in communes("478"))
    assert [c.value for c in rates] == [mine * 1000 // 70_000_000 / 1000]


@pytest.mark.libreoffice
def test_recalculated_sums_equal_the_cached_ones(office: Office, tmp_path: Path) -> None:
    book = described(office)
    found, checked = recalculated(book, tmp_path), 0
    for sheet in book.sheets[:3]:
        rows = found.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for (row, col), cell in sheet.cells.items():
            if cell.formula:
                checked += 1
                where = f"{sheet.name}!{look.address(row, col)} {cell.formula}"
                assert rows[row][col] == shown(cell), where
    assert checked > 150


def test_a_corrected_workbook_comes_back(office: Office, tmp_path: Path) -> None:
    """The returned workbook of Phú Vang with one proposal ticked and one cell corrected."""
    again = Office(tmp_path)
    again.settings.write_text(office.settings.read_text("utf-8"), encoding="utf-8")
    again.inbox.mkdir()
    name = CAMPAIGN.file_name("478")
    (again.inbox / name).write_bytes((office.inbox / name).read_bytes())
    before = again.run()
    book = load_workbook(again.outbox / "phan_hoi" / "478_Huyện Phú Vang.xlsx")
    listed = book[TO_FIX]
    (line,) = [r for r in range(1, listed.max_row + 1) if listed.cell(r, 7).value == "1.500.000"]
    listed.cell(line, column(listed, AGREED), TICK)
    sheet = book[CAMPAIGN.data_sheet]
    own = next(u for u in communes("478") if u.title == "Xã Phú Diên")
    sheet.cell(place_of(sheet, own), COLUMNS["households"], 5)
    book.save(again.inbox / "478_Huyện Phú Vang.xlsx")
    after = again.run(as_of="2021-12-25T18:00:00+07:00")
    gained = 1_500_000 + typed(own)["amount"]
    assert rate(after, "478", "commune", "amount")[0] == (
        rate(before, "478", "commune", "amount")[0] + gained
    )


def test_the_other_campaign_s_form_is_refused() -> None:
    reading = read.workbook(appendix(), "x.xlsx", CAMPAIGN, REGISTRY)
    assert reading.rejected == "file_not_appendix"


def test_the_same_unit_twice_is_an_error(office: Office, settings: Settings) -> None:
    """No column goes on over several lines here, so a second one can only be a mistake."""
    book = load_workbook(office.inbox / CAMPAIGN.file_name("477"))
    sheet = book[CAMPAIGN.data_sheet]
    first, second = FIRST_ROW + 3, FIRST_ROW + 4
    sheet.cell(second, 2, sheet.cell(first, 2).value)
    book.save(office.folder / "twice.xlsx")
    data = (office.folder / "twice.xlsx").read_bytes()
    moment = datetime.fromisoformat(AS_OF)
    reading = read.workbook(data, "twice.xlsx", CAMPAIGN, REGISTRY)
    sent = Submission("twice.xlsx", "0" * 64, moment)
    judged = check.district_return(reading, sent, settings_of(office), moment)
    assert [f.code for f in judged.findings].count("row_unit_twice") == 1


def test_every_command_of_the_walk_through_is_true(office: Office, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    name = CAMPAIGN.file_name("478")
    (tmp_path / "inbox" / name).write_bytes((office.inbox / name).read_bytes())
    lines = [line for line in GUIDE.splitlines() if line.startswith("python consolidate.py ")]
    codes = {}
    for line in lines:
        words = line.replace("thu/", f"{tmp_path}/").split()[1:]
        ran = subprocess.run([sys.executable, *words], check=False, cwd=ROOT, capture_output=True)
        codes[words[1]] = ran.returncode
    assert codes == {"template": 0, "rehearse": 0, "check": 3, "run": 0, "mail": 0, "docs": 0}
    made = ("mau/appendix_template.xlsx", "outbox/Tong_hop_20211225.xlsx", "outbox/phan_hoi",
            "outbox/mail", "docs/columns.md", "bieu/PL_QuyViNguoiNgheo_483.xlsx")  # fmt: skip
    assert [path for path in made if not (tmp_path / path).exists()] == []


def test_the_code_of_the_walk_through_is_the_campaign_s_own() -> None:
    """What it quotes stands in the two files, docstrings aside."""
    files = (ROOT / "schema" / "poor_fund.py", SOURCE)
    whole = "\n".join(path.read_text("utf-8") for path in files)
    quoted = re.findall(r"```(?:python|toml)\n(.*?)```", GUIDE, re.DOTALL)
    missing = [line for block in quoted for line in block.splitlines() if line not in whole]
    assert len(quoted) == 4
    assert missing == []
