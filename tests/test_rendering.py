"""Every workbook as LibreOffice prints it: as many pages as recorded, and every text readable.

After a change of the look: `python examples/make_pictures.py`, and look at the pictures.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from examples import make_pictures, proofreading, rendering

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),  # openpyxl, data bars
]
BOOKS = re.findall(r"^(\w+) · ", make_pictures.COUNTS.read_text(encoding="utf-8"), re.MULTILINE)
LONG = "một câu dài hơn chỗ của nó"


@pytest.fixture(scope="module")
def printed(
    office_workbooks: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, make_pictures.Printed]:
    pdfs = rendering.pdfs(office_workbooks.values(), tmp_path_factory.mktemp("printed"))
    return {pdf.stem: rendering.pages(pdf) for pdf in pdfs}


def test_each_sheet_takes_as_many_pages_as_recorded(
    printed: Mapping[str, make_pictures.Printed],
) -> None:
    recorded = make_pictures.COUNTS.read_text(encoding="utf-8")
    assert make_pictures.counts(printed) == recorded, "run: python examples/make_pictures.py"


@pytest.mark.parametrize("name", dict.fromkeys(BOOKS))
def test_every_text_can_be_read(
    name: str,
    office_workbooks: Mapping[str, Path],
    printed: Mapping[str, make_pictures.Printed],
) -> None:
    assert not list(proofreading.faults(office_workbooks[name], printed[name]))


def test_the_leaders_page_is_one_page_at_every_time(
    printed: Mapping[str, make_pictures.Printed],
) -> None:
    summaries = ("summary", "sealed", "summary_after_sealing")
    assert [len(printed[name]["Tổng quan"]) for name in summaries] == [1, 1, 1]


Draw = Callable[[Any, Callable[..., Any]], None]


def number(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.write(0, 0, 123456789012, style(num_format="#,##0"))


def narrow(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.write(0, 0, LONG, style())
    sheet.write(0, 1, "bên cạnh")


def centred(sheet: Any, style: Callable[..., Any]) -> None:
    for col, text in enumerate(("trước", LONG, "sau")):
        sheet.write(0, col, text, style(align="center"))


def low(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.set_row(0, 14)
    sheet.write(0, 0, LONG, style(text_wrap=True, valign="vcenter"))


def merged(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.merge_range(0, 0, 0, 1, f"{LONG}, {LONG}", style(text_wrap=True, valign="top"))


def upwards(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.set_row(1, 14)
    sheet.write(0, 0, "trên", style())
    sheet.write(1, 0, "câu này dài hơn", style(text_wrap=True))


def beyond(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.write(0, 0, LONG, style())
    sheet.print_area("A1:A1")


def fitting(sheet: Any, style: Callable[..., Any]) -> None:
    sheet.set_row(0, 60)
    sheet.write(0, 0, LONG, style(text_wrap=True))
    sheet.write(1, 0, LONG)  # free to run over blank cells
    sheet.write(2, 0, 99, style(num_format="0"))
    sheet.write(3, 0, "✓ đạt")
    sheet.write(4, 5, LONG, style(text_wrap=True))
    sheet.set_column(5, 5, 4, None, {"hidden": True})


FAULTY: Mapping[Draw, str] = {
    number: "page 1: a number does not fit its column",
    narrow: "A1 is not wholly on the page",
    centred: "page 1: cut off",
    low: "A1 is not wholly on the page|page 1: cut off",
    merged: "A1 is not wholly on the page|page 1: cut off",
    upwards: "page 1: over each other",
    beyond: "A1 is not wholly on the page|page 1: cut off",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is found in a workbook with one sheet for each thing drawn above."""
    folder = tmp_path_factory.mktemp("faulty")
    with xlsxwriter.Workbook(folder / "faulty.xlsx") as book:
        for draw in (*FAULTY, fitting):
            sheet = book.add_worksheet(draw.__name__)
            sheet.set_column(0, 2, 8)
            draw(sheet, lambda **style: book.add_format({"font_name": "Times New Roman", **style}))
    (pdf,) = rendering.pdfs([folder / "faulty.xlsx"], folder)
    return list(proofreading.faults(folder / "faulty.xlsx", rendering.pages(pdf)))


@pytest.mark.parametrize("draw", FAULTY, ids=lambda draw: draw.__name__)
def test_what_cannot_be_read_is_found(draw: Draw, found: list[str]) -> None:
    assert any(re.match(f"{draw.__name__}: ({FAULTY[draw]})", fault) for fault in found), found


def test_what_fits_is_no_fault(found: list[str]) -> None:
    assert not [fault for fault in found if fault.startswith("fitting")]
