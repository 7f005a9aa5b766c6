"""Reading for the recount: workbooks as grids of cells, by plain openpyxl and xlrd."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlrd
from openpyxl.cell.cell import MergedCell

import good

LABELS = {
    "unit": ("đơn vị", "tên đơn vị"),
    "page_name": ("tên trang", "tên fanpage"),
    "page_url": ("địa chỉ liên kết", "đường link"),
    "name": ("họ tên", "họ và tên"),
    "phone": ("số điện thoại", "sđt", "đt"),
    "email": ("địa chỉ hộp thư điện tử", "hộp thư điện tử", "email", "thư điện tử"),
    "status": ("tình trạng",),
    "established_on": ("ngày thành lập",),
    "plan": ("kế hoạch hoạt động (số, ngày)", "kế hoạch hoạt động"),
    "party_report": ("báo cáo thường trực cấp ủy (số, ngày)", "báo cáo cấp ủy"),
    "followers": ("số người theo dõi",),
    "posts": ("số tin, bài đã đăng", "số tin bài"),
    "remarks": ("đánh giá, khó khăn", "khó khăn"),
    "note": ("ghi chú",),
}
MEANING = {good.fold(label): name for name, labels in LABELS.items() for label in labels}
GENERAL = {
    good.fold("Kế hoạch: số, ngày"): "plan",
    good.fold("Báo cáo Thường trực cấp ủy: số, ngày"): "party_report",
    good.fold("Hướng dẫn cấp xã: số, ngày"): "guidance",
    good.fold("Ngày báo cáo"): "report_date",
    good.fold("Đơn vị"): "unit",
}


@dataclass
class Cell:
    value: object
    font: str = ""
    link: str = ""


Grid = list[list[Cell]]


def sheets(path: Path) -> list[Grid]:
    """Every sheet of a workbook as rows of cells; none if it cannot be opened."""
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path, formatting_info=True)
        return [list(xls_rows(book, sheet)) for sheet in book.sheets()]
    try:
        opened = openpyxl.load_workbook(path)
    except Exception:  # locked, empty, no workbook: nothing to count
        return []
    return [[[xlsx_cell(cell) for cell in row] for row in sheet.iter_rows()] for sheet in opened]


def xlsx_cell(cell: openpyxl.cell.cell.Cell | MergedCell) -> Cell:
    link = getattr(cell, "hyperlink", None)
    return Cell(cell.value, cell.font.name or "", link.target if link else "")


def xls_rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[list[Cell]]:
    for row in range(sheet.nrows):
        line = []
        for cell in sheet.row(row):
            value = cell.value if cell.value != "" else None
            if cell.ctype == xlrd.XL_CELL_DATE:
                value = xlrd.xldate_as_datetime(cell.value, book.datemode)
            line.append(Cell(value, book.font_list[book.xf_list[cell.xf_index].font_index].name))
        yield line


def columns(grid: Grid) -> tuple[int, dict[int, str]]:
    """The row of the header (its upper line) and what each column means; 0 and {} if none."""
    for top in range(min(15, len(grid) - 1)):
        found, group = {}, ""
        for col, (upper, lower) in enumerate(zip(grid[top], grid[top + 1], strict=True)):
            group = good.fold(upper.value) if upper.value else group
            name = MEANING.get(good.fold(lower.value or upper.value or ""))
            role = "leader_" if group.startswith(good.fold("lãnh đạo")) else "operator_"
            if name:
                found[col] = role + name if name in ("name", "phone", "email") else name
        if {"unit", "page_name", "operator_email"} <= set(found.values()):
            return top, found
    return 0, {}


def general(grids: list[Grid]) -> dict[str, object]:
    """Sheet 1: label in B, value in C."""
    return {
        GENERAL[good.fold(row[1].value)]: row[2].value
        for row in (grids[0] if grids else [])
        if len(row) > 2 and isinstance(row[1].value, str) and good.fold(row[1].value) in GENERAL
    }
