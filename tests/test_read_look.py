"""The second look: what calamine does not show of a sheet."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

import drawn
from drawn import HUE, Layout, appendix
from schema.community_page import CAMPAIGN
from schema.readings import Broken, RawRow, Reading
from steps.read import look, workbook

NAME = "2. Danh sách Trang"


def read(data: bytes, name: str = "PL.xlsx") -> Reading:
    return workbook(data, name, CAMPAIGN, HUE)


def row(cells: dict[str, object]) -> RawRow:
    return read(appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells=cells))).rows[0]


def rewritten(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The workbook with text replaced in all its XML parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(whole, "w") as copy:
        for name in book.namelist():
            text = book.read(name).decode()
            for old, new in changes:
                text = text.replace(old, new)
            copy.writestr(name, text)
    return whole.getvalue()


@pytest.mark.parametrize(
    "typed, value",
    [
        ("#REF!", Broken("cell_error", "#REF!")),
        ("#N/A", Broken("cell_error", "#N/A")),
        ("=B12&C12", Broken("cell_not_calculated", "=B12&C12")),
        ('=HYPERLINK("https://www.facebook.com/mattranvidu","Trang xã")', "Trang xã"),
        (
            '=HYPERLINK("https://www.facebook.com/mattranvidu")',
            "https://www.facebook.com/mattranvidu",
        ),
    ],
)
def test_errors_and_formulas_without_a_value_are_no_blanks(typed: str, value: object) -> None:
    assert row({"D12": typed}).values["page_url"] == value


def test_a_calculated_formula_gives_its_value() -> None:
    data = appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells={"O12": "=60+60"}))
    calculated = rewritten(data, ("<f>60+60</f><v />", "<f>60+60</f><v>120</v>"))
    assert calculated != data
    assert read(calculated).rows[0].values["followers"] == 120
    empty_text = rewritten(data, ('<c r="O12"', '<c t="str" r="O12"'))
    assert read(empty_text).rows[0].values["followers"] is None


@pytest.mark.parametrize(
    ("formula", "noticed"),
    [
        ("[1]Sheet1!A1", True),  # another workbook, or DDE as Excel stores it
        ("'C:\\bao cao\\[so lieu.xlsx]Sheet1'!A1", True),
        ("cmd|'/c calc'!A0", True),
        ("WEBSERVICE(B2)", True),
        ("60+60", False),
        ("Sheet2!A1&quot;[x]&quot;", False),
    ],
)
def test_a_value_from_elsewhere_is_taken_as_stored_and_noticed(formula: str, noticed: bool) -> None:
    data = appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells={"O12": "=60+60"}))
    stored = rewritten(data, ("<f>60+60</f><v />", f"<f>{formula}</f><v>120</v>"))
    reading = read(stored)
    assert reading.rows[0].values["followers"] == 120
    told = [(t.code, t.details) for t in reading.troubles]
    expected = [("sheet_outside_values", {"count": "1", "cells": "O12"})]
    assert told == (expected if noticed else [])


def test_only_the_forms_own_columns_matter() -> None:
    layout = Layout(extra=("Mẫu đặt tên", "Đối chiếu"), cells={"S12": "=B12", "T12": "#REF!"})
    reading = read(appendix(rows=[{"unit": "Xã Phú An"}], layout=layout))
    assert reading.troubles == ()
    assert not any(isinstance(value, Broken) for value in reading.rows[0].values.values())


def test_a_broken_cell_of_sheet_1_is_told() -> None:
    reading = read(appendix(general={"report_date": "=TODAY()", "plan": "#NAME?"}))
    assert reading.general is not None
    assert reading.general.values["report_date"] == Broken("cell_not_calculated", "=TODAY()")
    assert reading.general.values["plan"] == Broken("cell_error", "#NAME?")


@pytest.mark.parametrize("text", ["#SPILL!", "#CALC!"])
def test_an_error_that_calamine_does_not_know_spoils_no_sheet(text: str) -> None:
    data = appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells={"M12": "#REF!"}))
    reading = read(rewritten(data, ("#REF!", text)))
    assert reading.rejected == ""
    assert reading.rows[0].values["plan"] == Broken("cell_error", text)


def spoilt_book() -> Workbook:
    return drawn.opened(appendix(rows=[{"unit": "Huyện Phú Vang"}, {"unit": "Xã Phú An"}]))


def test_links_behind_a_text_are_found() -> None:
    book = spoilt_book()
    page = book[NAME]
    page["D12"] = "Trang huyện"
    page["D12"].hyperlink = "https://www.facebook.com/mattranphuvang"
    page["D14"].hyperlink = "file:///C:/may-toi/trang.html"
    page["C14"].value = '=HYPERLINK("https://www.facebook.com/mattranphuan"; "Xã")'
    district, commune = read(drawn.saved(book)).rows
    assert district.links == {"page_url": "https://www.facebook.com/mattranphuvang"}
    assert commune.links == {"page_name": "https://www.facebook.com/mattranphuan"}


@pytest.mark.parametrize("font", [".VnTime", ".VnArialH", "VNI-Times"])
def test_legacy_fonts_are_told_cell_by_cell(font: str) -> None:
    book = spoilt_book()
    book[NAME]["C12"].font = Font(name=font)
    book[NAME]["Q12"].font = Font(name=font)  # blank: says nothing
    district, commune = read(drawn.saved(book)).rows
    assert district.fonts == {"page_name": font}
    assert commune.fonts == {}


def test_hidden_rows_are_read_and_noticed() -> None:
    book = spoilt_book()
    book[NAME].row_dimensions[14].hidden = True
    reading = read(drawn.saved(book))
    (trouble,) = reading.troubles
    assert (trouble.code, trouble.sheet) == ("sheet_rows_hidden", NAME)
    assert trouble.details == {"count": "1", "rows": "14"}
    assert len(reading.rows) == 2


def test_a_strict_workbook_is_read_with_its_errors() -> None:
    """Excel's "Strict Open XML": other namespaces, in which openpyxl finds no sheet."""
    main, strict = (
        "schemas.openxmlformats.org/spreadsheetml/2006/main",
        "purl.oclc.org/ooxml/spreadsheetml/main",
    )
    relations = "schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells={"M12": "#REF!"}))
    reading = read(
        rewritten(
            data, (main, strict), (relations, "purl.oclc.org/ooxml/officeDocument/relationships")
        )
    )
    assert reading.rows[0].values["unit"] == "Xã Phú An"
    assert reading.rows[0].values["plan"] == Broken("cell_error", "#REF!")


def test_cells_without_an_address_follow_each_other() -> None:
    data = appendix(rows=[{"unit": "Xã Phú An", "posts": "#REF!"}])
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(whole, "w") as copy:
        for name in book.namelist():
            text = book.read(name).decode()
            if name.endswith("sheet2.xml"):
                text = re.sub(r'<c r="P12"', "<c", text)
            copy.writestr(name, text)
    assert read(whole.getvalue()).rows[0].values["posts"] == Broken("cell_error", "#REF!")


def test_what_cannot_be_looked_at_is_said() -> None:
    data = rewritten(
        appendix(rows=[{"unit": "Xã Phú An"}], layout=Layout(cells={"M12": "#REF!"})),
        ("</mergeCells>", "</mergeCells><hyperlinks><hyperlink ref='xx'/></hyperlinks>"),
    )
    assert "sheet_not_checked" in [trouble.code for trouble in read(data).troubles]


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_have_errors_links_and_hidden_rows_too(kind: str) -> None:
    book = spoilt_book()
    page = book[NAME]
    page["D12"] = "Trang huyện"
    page["D12"].hyperlink = "https://www.facebook.com/mattranphuvang"
    page["M12"] = "=1/0"
    page.row_dimensions[14].hidden = True
    reading = read(drawn.converted(drawn.saved(book), kind), f"PL.{kind}")
    assert reading.rows[0].values["plan"] == Broken("cell_error", "#DIV/0!")
    assert reading.rows[0].links == {"page_url": "https://www.facebook.com/mattranphuvang"}
    assert [t.code for t in reading.troubles] == ["sheet_rows_hidden"]


@pytest.mark.libreoffice
def test_an_old_xls_tells_its_legacy_fonts() -> None:
    book = spoilt_book()
    book[NAME]["C12"].font = Font(name=".VnTime")
    reading = read(drawn.converted(drawn.saved(book), "xls"), "PL.xls")
    assert reading.rows[0].fonts == {"page_name": ".VnTime"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<c r='A1'><v>1</v></c>", False),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1" t="str"><f>B1&amp;""</f><v></v></c>', False),
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v></v></c>', True),
        ('<c r="A1"><f>1+1</f><v/></c>', True),
        ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', True),
        ('<c r="A1"><f>1+1</f><!-- --><v></v></c>', True),
        ('<x:c r="A1"><x:f>1+1</x:f></x:c>', True),
        ('<c r="A1"><f>[1]Sheet1!A1</f><v>2</v></c>', True),
        ('<c r="A1"><f>&#91;1&#93;Sheet1!A1</f><v>2</v></c>', True),
        ("<c r=\"A1\"><f>cmd|'/c calc'!A0</f><v>2</v></c>", True),
        ('<c r="A1"><f>hyperlink("https://example.org")</f><v>2</v></c>', True),
        ('<c r="A1"><f>1</f><v>1</v></c><c r="A2"><f>WebService(B1)</f><v>2</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', True),
        ('<row r="1" hidden="1">', True),
        ('<hyperlink ref="A1"/>', True),
    ],
)
def test_what_is_a_reason_for_a_second_look(content: str, expected: bool) -> None:
    assert look.has_reason(content.encode()) == expected
