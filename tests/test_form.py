"""The appendix form: made of the schema alone, to the letter of the layout, and read back."""

import io
import sys
import types
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

import drawn
from schema.cells.plain import COUNT
from schema.columns import ALWAYS, Cell, Column
from schema.community_page import CAMPAIGN, PageRow
from schema.documents import Book
from schema.findings import is_error
from schema.naming import page_name
from schema.settings import Settings
from schema.settings_file import load
from steps import read, write
from steps.compose import form
from test_returned import Office

ROOT = Path(__file__).parent.parent
DATA, GENERAL = CAMPAIGN.data_sheet, CAMPAIGN.general_sheet
LEVEL_1 = {
    "A8:A9": "TT",
    "B8:B9": "Đơn vị",
    "C8:C9": "Tên Trang",
    "D8:D9": "Địa chỉ liên kết",
    "E8:G8": "Lãnh đạo phụ trách",
    "H8:J8": "Cán bộ quản lý, vận hành",
    "K8:Q8": "Kết quả xây dựng và vận hành Trang",
    "R8:R9": "Ghi chú",
    "S8:S9": "Mẫu đặt tên",
    "T8:T9": "Đối chiếu",
}
LEVEL_2 = (
    "Họ tên",
    "Số điện thoại",
    "Địa chỉ hộp thư điện tử",
    "Họ tên",
    "Số điện thoại",
    "Hộp thư điện tử",
    "Tình trạng",
    "Ngày thành lập",
    "Kế hoạch hoạt động (số, ngày)",
    "Báo cáo Thường trực cấp ủy (số, ngày)",
    "Số người theo dõi",
    "Số tin, bài đã đăng",
    "Đánh giá, khó khăn",
)


def packed(book: Book, folder: Path) -> bytes:
    return write.book(book, folder / "form.xlsx").read_bytes()


def opened(book: Book, folder: Path) -> Workbook:
    return load_workbook(io.BytesIO(packed(book, folder)))


@pytest.fixture
def blank(settings: Settings, tmp_path: Path) -> Workbook:
    return opened(form.template(settings), tmp_path)


@pytest.fixture
def quang_dien(settings: Settings, tmp_path: Path) -> Workbook:
    return opened(form.prefilled(settings, settings.registry.by_code["477"]), tmp_path)


def texts(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield f"{sheet.title}!{cell.coordinate}", cell.value


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_committed_template_is_fresh(settings: Settings, tmp_path: Path) -> None:
    """When this fails: `python consolidate.py template`."""
    committed = (ROOT / "templates" / "appendix_template.xlsx").read_bytes()
    assert parts(committed) == parts(packed(form.template(settings), tmp_path))


def test_the_sheets(blank: Workbook) -> None:
    assert blank.sheetnames == [GENERAL, DATA, "Hướng dẫn", "Danh mục"]
    assert blank["Danh mục"].sheet_state == "hidden"
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in blank)
    assert not blank[DATA].protection.insertRows, "a further operator needs a further line"


def test_the_two_level_header(blank: Workbook) -> None:
    sheet = blank[DATA]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    for area, label in LEVEL_1.items():
        assert (area in merged, sheet[area.partition(":")[0]].value) == (True, label)
    assert tuple(cell.value for cell in sheet["E9":"Q9"][0]) == LEVEL_2
    assert [cell.value for cell in sheet["A10":"R10"][0]] == [f"({n})" for n in range(1, 19)]
    assert (sheet["C1"].value, sheet["C2"].value) == ("Phụ lục", CAMPAIGN.title)
    assert sheet["C3"].value.startswith("(Kèm theo Công văn số ……/MTTQ-BTT ngày …… tháng …… năm 20")


def test_the_letter_is_named_once_it_has_a_number(settings: Settings, tmp_path: Path) -> None:
    known = {"number": "105/MTTQ-BTT", "date": date(2021, 12, 6)}
    letter = settings.letter.model_copy(update=known)
    book = opened(form.template(settings.model_copy(update={"letter": letter})), tmp_path)
    line = book[DATA]["C3"].value
    assert "Công văn số 105/MTTQ-BTT ngày 06 tháng 12 năm 2021 của Ban Thường trực" in line


def test_the_blank_form(blank: Workbook) -> None:
    sheet = blank[DATA]
    assert (sheet["A11"].value, sheet["A13"].value) == ("I. CẤP HUYỆN", "II. CẤP XÃ")
    assert sheet["A54"].value == "Tổng cộng"
    entry = [cell for row in sheet["B14":"R53"] for cell in row]
    assert all(cell.value is None and not cell.protection.locked for cell in entry)


def test_a_form_prints_every_unit_beside_its_expected_name(
    settings: Settings, tmp_path: Path
) -> None:
    registry, seen = settings.registry, 0
    for sender in registry.senders:
        sheet = opened(form.prefilled(settings, sender), tmp_path)[DATA]
        own, *communes = registry.of_sender(sender.code)
        for row, unit in [(12, own), *enumerate(communes, 14)]:
            name = page_name(unit, registry, settings.patterns[unit.level])
            assert (sheet.cell(row, 2).value, sheet.cell(row, 19).value) == (unit.title, name)
            assert sheet.cell(row, 3).value is None
            assert sheet.cell(row, 2).protection.locked and sheet.cell(row, 19).protection.locked
            seen += 1
        assert sheet.cell(14 + len(communes), 1).value == "Tổng cộng"
    assert seen == 150


def test_cells_are_made_for_what_is_typed(quang_dien: Workbook) -> None:
    sheet = quang_dien[DATA]
    formats = {letter: sheet[f"{letter}14"].number_format for letter in "FGIJL"}
    assert formats == {"F": "@", "G": "@", "I": "@", "J": "@", "L": "dd/mm/yyyy"}
    asked = {str(c.sqref): c for c in sheet.data_validations.dataValidation}
    assert asked["K12:K25"].formula1 == "'Danh mục'!$B$4:$B$6"
    assert (asked["L12:L25"].type, asked["L12:L25"].formula1, asked["L12:L25"].formula2) == (
        "date",
        "18264",
        "73415",
    )
    assert (asked["O12:O25"].type, asked["O12:O25"].operator) == ("whole", "greaterThanOrEqual")
    for col, column in enumerate(CAMPAIGN.row_columns, 2):
        if column.hint:
            letter = get_column_letter(col)
            assert asked[f"{letter}12:{letter}25"].prompt == column.hint


def test_lists_hold_what_may_be_chosen(blank: Workbook, settings: Settings) -> None:
    lists = blank["Danh mục"]
    statuses = [lists.cell(row, 2).value for row in (4, 5, 6)]
    assert statuses == ["Đã thành lập", "Đang xây dựng", "Chưa thành lập"]
    senders = [lists.cell(row, 1).value for row in range(4, 13)]
    assert senders == [unit.title for unit in settings.registry.senders]
    assert {str(c.sqref) for c in blank[DATA].data_validations.dataValidation} >= {
        "B12",
        "B14:B53",
    }


def test_print_and_view(blank: Workbook) -> None:
    data, general = blank[DATA], blank[GENERAL]
    assert (data.freeze_panes, data.print_title_rows) == ("C11", "$8:$10")
    assert (data.page_setup.orientation, data.page_setup.paperSize) == ("landscape", 9)
    assert (general.page_setup.orientation, general.page_setup.paperSize) == ("portrait", 9)
    assert (data.page_setup.fitToWidth, data.page_setup.fitToHeight) == (2, 0)
    assert data.print_title_cols == "$A:$B"


def test_the_stamp(blank: Workbook, quang_dien: Workbook) -> None:
    assert blank["Danh mục"]["A1"].value == "consolidate:appendix:1::2. Danh sách Trang"
    assert quang_dien["Danh mục"]["A1"].value == "consolidate:appendix:1:477:2. Danh sách Trang"


def test_only_the_header_begins_with_the_page_name_label(
    blank: Workbook, quang_dien: Workbook
) -> None:
    for book in (blank, quang_dien):
        found = [where for where, text in texts(book) if text.startswith("Tên Trang")]
        assert found == [f"{DATA}!C8"]


def test_sheet_one_has_label_in_b_and_value_in_c(quang_dien: Workbook) -> None:
    sheet = quang_dien[GENERAL]
    labels = [sheet.cell(7 + n, 2).value for n in range(len(CAMPAIGN.general_columns))]
    assert labels == [column.label for column in CAMPAIGN.general_columns]
    assert (sheet["C7"].value, sheet["C7"].protection.locked) == ("Huyện Quảng Điền", True)
    assert not sheet["C8"].protection.locked


@pytest.mark.parametrize("campaign", ["campaign.toml", "examples/quy_vi_nguoi_ngheo.toml"])
def test_the_guides_example_is_a_good_line(campaign: str, tmp_path: Path) -> None:
    """What the guide shows, typed where it says, has no fault."""
    settings = load(ROOT / campaign)
    sender = settings.registry.by_code["477"]
    book = opened(form.prefilled(settings, sender), tmp_path)
    guide, data = book["Hướng dẫn"], book[settings.campaign.data_sheet]
    (head,) = [n for n in range(1, 40) if guide.cell(n, 1).value == "Cột"]
    rows = guide.iter_rows(min_row=head + 1, values_only=True)
    lines = [(str(letter), label, text) for letter, label, text in rows if letter]
    unit = lines[0][2]
    (row,) = [n for n in range(11, data.max_row) if data.cell(n, 2).value == unit]
    for letter, _, text in lines:
        data[f"{letter}{row}"] = text
    book.save(tmp_path / "PL_477.xlsx")
    office = Office(settings, tmp_path)
    files = {"PL_477.xlsx": (tmp_path / "PL_477.xlsx").read_bytes()}
    summary = office.run(files, settings.due)
    (commune,) = [u for u in settings.registry.of_sender("477") if u.title == unit]
    of_unit = [found for found in summary.findings if found.unit == commune.code]
    assert [found.code for found in of_unit if is_error(found.code)] == []
    assert {column.field for column in settings.campaign.row_columns if column.must} <= {
        settings.campaign.row_columns[ord(letter) - ord("B")].field for letter, *_ in lines
    }
    (result,) = [found for found in summary.units if found.unit == commune.code]
    asked = [i for i in settings.campaign.indicators if commune.level in i.levels]
    assert result.row is not None and all(indicator.holds(result.row) for indicator in asked)


def test_marks_ask_the_row_model_when_a_cell_is_required(quang_dien: Workbook) -> None:
    rules = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in quang_dien[DATA].conditional_formatting
    }
    needed = {
        letter: '$K12="Đã thành lập"' in formulas[0]
        for area, formulas in rules.items()
        if area.endswith("25")
        for letter in area[0]
    }
    assert [letter for letter, established in needed.items() if established] == ["C", "D", "L"]
    assert sorted(needed) == sorted("CDEFGHIJKLMN")
    assert "NOT(EXACT($C12,$S12))" in rules["C12:C25"][1]


def test_the_forms_are_read_back(settings: Settings, tmp_path: Path) -> None:
    data = packed(form.prefilled(settings, settings.registry.by_code["477"]), tmp_path)
    reading = read.workbook(data, "PL_TrangCongDong_477.xlsx", CAMPAIGN, settings.registry)
    assert (reading.rejected, reading.troubles) == ("", ())
    assert [row.number for row in reading.rows] == [12, *range(14, 25)]
    assert set(reading.columns) == {column.field for column in CAMPAIGN.row_columns}
    assert reading.stamp is not None and reading.stamp.unit == "477"


def test_a_new_column_is_one_line(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Longer(PageRow):
        shares: Annotated[
            Cell, Column("Số lượt chia sẻ", COUNT, group="Lan tỏa", must=ALWAYS, hint="Số nguyên.")
        ] = None

    module = types.ModuleType("schema.longer")
    module.CAMPAIGN = replace(CAMPAIGN, rows=Longer)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "schema.longer", module)
    longer = settings.model_copy(update={"form": "longer"})
    data = packed(form.template(longer), tmp_path)
    sheet = load_workbook(io.BytesIO(data))[DATA]
    assert (sheet["S8"].value, sheet["S9"].value, sheet["S10"].value) == (
        "Lan tỏa",
        "Số lượt chia sẻ",
        "(19)",
    )
    assert (sheet["T8"].value, sheet["U8"].value) == ("Mẫu đặt tên", "Đối chiếu")
    assert "S12:S54" in {str(c.sqref) for c in sheet.data_validations.dataValidation}
    reading = read.workbook(data, "form.xlsx", longer.campaign, longer.registry)
    assert "shares" in reading.columns


def test_a_country_without_districts(settings: Settings, tmp_path: Path) -> None:
    area = settings.area.model_copy(update={"registry": "vietnam_2025"})
    two_levels = settings.model_copy(update={"area": area, "deadline": date(2025, 12, 20)})
    commune = two_levels.registry.senders[0]
    book = opened(form.prefilled(two_levels, commune), tmp_path)
    sheet = book[DATA]
    assert [sheet.cell(row, 1).value for row in (11, 12, 13)] == ["I. CẤP XÃ", 1, "Tổng cộng"]
    assert (sheet["B12"].value, book[GENERAL]["C7"].value) == (commune.title, commune.title)
    guidance = "C13"
    assert guidance not in {str(a.sqref) for a in book[GENERAL].conditional_formatting}
    assert opened(form.template(two_levels), tmp_path)[DATA]["A13"].value == "Tổng cộng"


def test_the_row_of_column_numbers_is_no_unit(settings: Settings, tmp_path: Path) -> None:
    area = settings.area.model_copy(update={"registry": "vietnam_2021", "province": ""})
    country = settings.model_copy(update={"area": area})
    ward = next(unit for unit in country.registry.reporting if unit.name == "2")
    data = packed(form.prefilled(country, country.registry.sender_of(ward)), tmp_path)
    reading = read.workbook(data, "form.xlsx", country.campaign, country.registry)
    units = country.registry.of_sender(country.registry.sender_of(ward).code)
    assert [row.values["unit"] for row in reading.rows] == [unit.title for unit in units]


def recalculated(book: Workbook) -> dict[str, object]:
    """The data sheet as LibreOffice calculates it: openpyxl saves formulas without values."""
    whole = io.BytesIO()
    book.save(whole)
    done = CalamineWorkbook.from_filelike(io.BytesIO(drawn.converted(whole.getvalue(), "ods")))
    lines = done.get_sheet_by_name(DATA).to_python(skip_empty_area=False)
    return {
        f"{get_column_letter(col)}{row}": value
        for row, line in enumerate(lines, 1)
        for col, value in enumerate(line, 1)
    }


@pytest.mark.libreoffice
def test_the_helper_formulas_are_calculated(quang_dien: Workbook) -> None:
    sheet = quang_dien[DATA]
    sheet["C12"] = "Mặt trận Quảng Điền (tỉnh Thừa Thiên Huế)"
    sheet["C14"] = "mặt trận Quảng Điền (tỉnh Thừa Thiên Huế)"
    sheet["K12"], sheet["O12"], sheet["O14"] = "Đã thành lập", 1200, 34
    sheet["M12"], sheet["M14"] = "05/KH-MTTQ", "Chưa có"
    done = recalculated(quang_dien)
    assert [done[cell] for cell in ("T12", "T14", "T15")] == ["✓", "≠", ""]
    assert [done[cell] for cell in ("C25", "K25", "M25", "O25")] == [
        2,
        "Đã thành lập: 1",
        1,
        1234,
    ]


@pytest.mark.libreoffice
def test_the_blank_form_finds_the_expected_name(blank: Workbook) -> None:
    """Two communes of the province are called Hương Phong: the chosen sender decides."""
    blank[GENERAL]["C7"] = "Huyện A Lưới"
    sheet = blank[DATA]
    sheet["B12"], sheet["B14"], sheet["B15"] = "Huyện A Lưới", "Xã Hương Phong", "Xã Lạ"
    done = recalculated(blank)
    assert done["C4"] == "Đơn vị: Huyện A Lưới"
    assert done["S12"] == "Mặt trận A Lưới (tỉnh Thừa Thiên Huế)"
    assert done["S14"] == "Mặt trận Xã Hương Phong (huyện A Lưới, tỉnh Thừa Thiên Huế)"
    assert not done["S15"]
