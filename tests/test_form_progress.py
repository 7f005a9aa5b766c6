"""The form counts while it is typed into: cells are filled, LibreOffice calculates, signs are read.

openpyxl saves formulas without values, so whatever is read here was calculated anew.
"""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

import drawn
import summaries
from conftest import ROOT
from schema.community_page import CAMPAIGN
from schema.documents import Book
from schema.settings import Settings
from schema.settings_file import load
from steps import read, write
from steps.compose import form, returned, summary
from test_returned import Office, every

DATA, GENERAL, LISTS = CAMPAIGN.data_sheet, CAMPAIGN.general_sheet, "Danh mục"
POOR_FUND = load(ROOT / "examples" / "quy_vi_nguoi_ngheo.toml")
UNITS = 12  # Quảng Điền and its 11 communes
ASKED = 12  # columns C..N, until the state excuses from C, D and L
PEOPLE: Mapping[str, str] = {
    "E": "Nguyễn Văn Mẫu",
    "F": "0905000001",
    "G": "mau@example.org",
    "H": "Trần Thị Thử",
    "I": "0905000002",
    "J": "thu@example.org",
}
LINE: Mapping[str, Any] = {
    "D": "https://www.facebook.com/mattran.mau",
    **PEOPLE,
    "K": "Đã thành lập",
    "L": date(2021, 12, 1),
    "M": "05/KH-MTTQ",
    "N": "Chưa có",
}
LONGEST = 8192  # characters of a formula
Cells = Mapping[str, Any]


def quang_dien(settings: Settings) -> Book:
    return form.prefilled(settings, settings.registry.by_code["477"])


def opened(book: Book) -> Workbook:
    return load_workbook(io.BytesIO(write.packed(book)))


def saved(book: Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def calculated(book: Workbook) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(drawn.converted(saved(book), "ods")))


def texts(book: CalamineWorkbook) -> tuple[str, str]:
    """The line at the top of sheet 1 and that of the data sheet."""
    names = [name for name in book.sheet_names if name[:2] in {"1.", "2."}]
    general, data = (book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names)
    over = [str(text) for text in data[5] if text]  # twice where the sheet prints two pages wide
    assert len(set(over)) == 1
    return str(general[4][0]), over[0]


def told(book: Workbook) -> str:
    return texts(calculated(book))[1]


def counts(text: str) -> tuple[str, list[str]]:
    """What the data sheet's line says first, and the units done of each section."""
    opening, *sections = text.split(" · ")
    return opening, [section.rpartition(": ")[2] for section in sections]


def put(book: Workbook, row: int, cells: Cells) -> None:
    for letter, value in cells.items():
        book[DATA][f"{letter}{row}"] = value


def name_line(book: Workbook, row: int) -> dict[str, Any]:
    """A whole good line: the page's name is typed as it stands in the column beside the form."""
    return {"C": book[DATA][f"S{row}"].value, **LINE}


@pytest.mark.libreoffice
def test_the_count_goes_down_with_each_cell_and_back_when_one_is_emptied(
    settings: Settings,
) -> None:
    book = opened(quang_dien(settings))
    assert counts(told(book)) == (f"Còn {UNITS * ASKED} ô phải điền", [f"0/{UNITS}"] * 5)
    put(book, 14, name_line(book, 14))
    assert counts(told(book)) == (f"Còn {11 * ASKED} ô phải điền", [f"1/{UNITS}"] * 5)
    put(book, 14, {"J": None, "G": "  "})
    full, none = f"1/{UNITS}", f"0/{UNITS}"
    assert counts(told(book)) == (
        f"Còn {11 * ASKED + 2} ô phải điền",
        [full, full, none, none, full],
    )
    put(book, 14, {"J": PEOPLE["J"], "G": PEOPLE["G"]})
    assert counts(told(book)) == (f"Còn {11 * ASKED} ô phải điền", [full] * 5)


STATES = {  # what the line at row 14 says of its state -> blanks left there, sections done
    "Đã thành lập": (3, ["0/12", "0/12", "1/12", "1/12", "0/12"]),
    "Đang xây dựng": (0, ["1/12"] * 5),
    "Chưa thành lập": (0, ["1/12"] * 5),
    None: (4, ["0/12", "0/12", "1/12", "1/12", "0/12"]),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("state", STATES)
def test_the_state_excuses_from_what_is_asked_of_a_page(
    settings: Settings, state: str | None
) -> None:
    book = opened(quang_dien(settings))
    put(book, 14, {**LINE, "D": None, "L": None, "K": state})
    left, sections = STATES[state]
    assert counts(told(book)) == (f"Còn {11 * ASKED + left} ô phải điền", sections)


@pytest.mark.libreoffice
def test_a_further_line_is_no_unit_but_must_be_whole(settings: Settings) -> None:
    book = opened(quang_dien(settings))
    left, absent = 11 * ASKED, ", 1 đơn vị chưa có dòng"
    put(book, 24, {"B": None, "H": "Lê Văn Thử"})
    assert counts(told(book))[0] == f"Còn {left + 2} ô phải điền{absent}"
    put(book, 24, {"I": "0905000003", "J": "hai@example.org"})
    assert counts(told(book)) == (f"Còn {left} ô phải điền{absent}", [f"0/{UNITS}"] * 5)
    put(book, 24, {"B": book[DATA]["B23"].value})  # pasted with its unit, as some offices do
    assert counts(told(book)) == (f"Còn {left} ô phải điền{absent}", [f"0/{UNITS}"] * 5)


def test_the_counts_reach_to_the_total(settings: Settings) -> None:
    """What is inserted between the last unit and the total lies within every range."""
    book = opened(quang_dien(settings))
    assert book[DATA]["A25"].value == "Tổng cộng"
    formulas = [str(cell.value) for row in book[LISTS] for cell in row]
    ends = {
        end for text in formulas for end in re.findall(r"Trang'!\$[B-R]\$12:\$[B-R]\$(\d+)", text)
    }
    assert ends == {"25"}


@pytest.mark.libreoffice
def test_the_sign_turns_when_all_is_filled(settings: Settings) -> None:
    book = opened(quang_dien(settings))
    for row in (12, *range(14, 25)):
        put(book, row, name_line(book, row))
    general, data = texts(calculated(book))
    assert data.startswith("✓ Đã điền đủ") and counts(data)[1] == ["12/12"] * 5
    assert general == f"Còn 1 ô phải điền ở trang này, 0 ô ở trang “{DATA}”."
    book[GENERAL]["C13"] = "Chưa có"
    assert texts(calculated(book))[0] == "✓ Đã điền đủ các ô phải điền của phụ lục."
    book[DATA]["B24"] = None  # a unit that was taken out is missed
    book[DATA]["C24"] = None
    assert "1 đơn vị chưa có dòng" in told(book)
    reading = read.workbook(saved(book), "PL.xlsx", CAMPAIGN, settings.registry)
    assert (reading.rejected, reading.troubles, reading.leftovers) == ("", (), ())


@pytest.mark.libreoffice
def test_what_stands_on_sheet_one_is_not_missed_in_the_senders_line(settings: Settings) -> None:
    book = opened(quang_dien(settings))
    book[GENERAL]["C11"], book[GENERAL]["C12"] = "05/KH-MTTQ", "Chưa có"
    assert counts(told(book))[0] == f"Còn {UNITS * ASKED - 2} ô phải điền"


@pytest.mark.libreoffice
def test_the_blank_form_counts_the_units_of_the_chosen_sender(settings: Settings) -> None:
    book = opened(form.template(settings))
    general, data = texts(calculated(book))
    assert data == f"Trước hết, chọn đơn vị báo cáo ở trang “{GENERAL}”."
    assert general.startswith("Còn 2 ô phải điền ở trang này")
    book[GENERAL]["C7"] = book[DATA]["B12"] = "Huyện Quảng Điền"
    assert counts(told(book)) == (
        f"Còn {ASKED} ô phải điền, 11 đơn vị chưa có dòng",
        ["0/12"] * 5,
    )


@pytest.mark.libreoffice
def test_an_error_in_a_cell_is_said(settings: Settings) -> None:
    book = opened(quang_dien(settings))
    book[DATA]["E14"] = "=1/0"
    assert told(book).startswith("Có ô báo lỗi")


def figures(book: CalamineWorkbook) -> list[tuple[object, object]]:
    """The counts on the hidden sheet: label and number."""
    rows = book.get_sheet_by_name(LISTS).to_python(skip_empty_area=False)
    (col,) = [n for n, head in enumerate(rows[2]) if head == "Số đếm của biểu"]
    return [(row[col], row[col + 1]) for row in rows[3:] if row[col]]


def of_every_kind(settings: Settings, folder: Path) -> Book:
    """The returned workbook of a file with faults of every kind and further operators."""
    office = Office(settings, folder)
    found = office.run({"PL_TrangCongDong_478.xlsx": every()})
    (sender,) = returned.senders(found, settings)
    return returned.book(found, settings, sender)


BOOKS: Mapping[str, Callable[[Settings, Path], Book]] = {
    "blank": lambda settings, _: form.template(settings),
    "prefilled": lambda settings, _: quang_dien(settings),
    "returned": of_every_kind,
    "second campaign": lambda *_: quang_dien(POOR_FUND),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", BOOKS)
def test_the_written_values_are_those_that_are_calculated(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    data = write.packed(BOOKS[name](settings, tmp_path))
    written = CalamineWorkbook.from_filelike(io.BytesIO(data))
    anew = calculated(load_workbook(io.BytesIO(data)))
    assert figures(written) == figures(anew) != []
    assert texts(written) == texts(anew)


def test_no_formula_is_newer_than_excel_2010(settings: Settings, tmp_path: Path) -> None:
    """Nor need it be searched for such functions when it is written: `NumberedSheet`."""
    known = {
        *("AND", "COUNTA", "COUNTIF", "COUNTIFS", "EXACT", "IF", "IFERROR", "INDEX"),
        *(
            "ISNUMBER",
            "ISTEXT",
            "LEN",
            "MATCH",
            "MAX",
            "OFFSET",
            "OR",
            "ROUNDDOWN",
            "ROW",
            "SUM",
            "SUMIFS",
        ),
        *("SUMPRODUCT", "TEXT", "TRIM"),
    }
    books = [make(settings, tmp_path) for make in BOOKS.values()]
    books.append(summary.book(summaries.invented(settings), settings))
    for book in books:
        formulas = [cell.formula for sheet in book.sheets for cell in sheet.cells.values()]
        formulas += [merge.cell.formula for sheet in book.sheets for merge in sheet.merges]
        words = re.compile(r'"[^"]*"')  # what a formula says is no function
        used = {name for f in formulas for name in re.findall(r"([A-Z.]+)\(", words.sub("", f))}
        assert used <= known and max(map(len, formulas)) < LONGEST
