"""The two sheets of a drawn appendix, laid out by hand after the letter's form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from drawn_rows import Cells, find, good
from schema.units import Registry

LEADER, OPERATOR = "Lãnh đạo phụ trách", "Cán bộ quản lý, vận hành"
RESULT = "Kết quả xây dựng và vận hành Trang"
HEADS: Mapping[str, tuple[str, str]] = {  # field -> group, label: columns B to R
    "unit": ("", "Đơn vị"),
    "page_name": ("", "Tên Trang"),
    "page_url": ("", "Địa chỉ liên kết"),
    "leader_name": (LEADER, "Họ tên"),
    "leader_phone": (LEADER, "Số điện thoại"),
    "leader_email": (LEADER, "Địa chỉ hộp thư điện tử"),
    "operator_name": (OPERATOR, "Họ tên"),
    "operator_phone": (OPERATOR, "Số điện thoại"),
    "operator_email": (OPERATOR, "Hộp thư điện tử"),
    "status": (RESULT, "Tình trạng"),
    "established_on": (RESULT, "Ngày thành lập"),
    "plan": (RESULT, "Kế hoạch hoạt động (số, ngày)"),
    "party_report": (RESULT, "Báo cáo Thường trực cấp ủy (số, ngày)"),
    "followers": (RESULT, "Số người theo dõi"),
    "posts": (RESULT, "Số tin, bài đã đăng"),
    "remarks": (RESULT, "Đánh giá, khó khăn"),
    "note": ("", "Ghi chú"),
}
FIELDS = tuple(HEADS)
FORM = {  # field -> label: lines of sheet 1
    "unit": "Đơn vị",
    "report_no": "Số, ký hiệu báo cáo",
    "report_date": "Ngày báo cáo",
    "report_period": "Kỳ báo cáo",
    "plan": "Kế hoạch: số, ngày",
    "party_report": "Báo cáo Thường trực cấp ủy: số, ngày",
    "guidance": "Hướng dẫn cấp xã: số, ngày",
    "preparer_name": "Người lập biểu: họ tên",
    "preparer_phone": "Người lập biểu: SĐT",
    "signer_title": "Người ký: chức vụ",
    "signer_name": "Người ký: họ tên",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the sheets are laid out; the default is the form's own."""

    columns: tuple[str, ...] = FIELDS  # fields left to right, from B on; leave one out to lose it
    labels: Mapping[str, str] = field(default_factory=dict)  # field -> another label
    extra: tuple[str, ...] = ()  # headers of columns that the form does not have
    header: int = 8  # the first header row
    flat: bool = False  # one header row: "Họ tên" + group in words, see `labels`
    merged_groups: bool = True  # E8:G8 merged, else typed once in E8
    repeat_units: bool = False  # operator rows repeat the unit instead of being merged
    blank_units: bool = False  # operator rows leave the unit blank instead of being merged
    groups: bool = True  # I. CẤP HUYỆN, II. CẤP XÃ
    total: bool = True
    signatures: bool = True
    data_sheet: str = "2. Danh sách Trang"
    general_sheet: str | None = "1. Thông tin chung"  # None = there is none
    hidden: bool = False  # the data sheet
    stamp: str | None = None  # the text of the hidden sheet's cell A1
    merge: tuple[str, ...] = ()  # further merged ranges of the data sheet, "E12:E13"
    font: str = "Times New Roman"
    cells: Mapping[str, Any] = field(default_factory=dict)  # address -> value, drawn last


def draw_form(page: Worksheet, values: Cells) -> None:
    page["A1"] = "THÔNG TIN CHUNG"
    for row, (name, label) in enumerate(FORM.items(), start=4):
        page.cell(row, 2, label)
        page.cell(row, 3, values.get(name))


def draw_list(
    page: Worksheet, sender: str, rows: Sequence[Cells], layout: Layout, units: Registry
) -> None:
    page["A1"] = "DANH SÁCH “TRANG CỘNG ĐỒNG” CỦA MẶT TRẬN CẤP HUYỆN, CẤP XÃ"
    row = _header(page, layout)
    number, level = 0, ""
    for values in rows:
        unit = find(str(values.get("unit")), units)
        if layout.groups and unit and unit.level != level:
            level, number = unit.level, 0
            page.cell(row, 1, "I. CẤP HUYỆN" if level == "district" else "II. CẤP XÃ")
            page.merge_cells(None, row, 1, row, len(layout.columns) + 1)
            row += 1
        number += 1
        page.cell(row, 1, number)
        row = _row(page, row, values, layout, units)
    if layout.total:
        page.cell(row, 1, "Tổng cộng")
        row += 1
    if layout.signatures:
        page.cell(row + 1, 2, "NGƯỜI LẬP BIỂU")
        page.cell(row + 1, 13, "TM. BAN THƯỜNG TRỰC")
        page.cell(row + 5, 13, "Phạm Văn Minh Họa")
        page.cell(row + 7, 2, "Nơi nhận:")
        page.cell(row + 8, 2, f"- Ban Thường trực {sender};")
    for area in layout.merge:
        page.merge_cells(area)
    for address, value in layout.cells.items():
        page[address] = value


def _header(page: Worksheet, layout: Layout) -> int:
    """Draw the header; the first row below it."""
    top, shown = layout.header, {name: HEADS[name] for name in layout.columns}
    page.cell(top, 1, "TT")
    group_before = ""
    for column, (name, (group, label)) in enumerate(shown.items(), start=2):
        shown_label = layout.labels.get(name, label)
        if layout.flat or not group:
            page.cell(top, column, shown_label)
            if not layout.flat:
                page.merge_cells(None, top, column, top + 1, column)
        else:
            page.cell(top + 1, column, shown_label)
            if group != group_before:
                _group(page, top, column, layout)
        group_before = group
    for column, label in enumerate(layout.extra, start=len(shown) + 2):
        page.cell(top, column, label)
    if layout.flat:
        return top + 1
    for column in range(1, len(shown) + 2):
        page.cell(top + 2, column, f"({column})")
    return top + 3


def _group(page: Worksheet, top: int, column: int, layout: Layout) -> None:
    names = layout.columns[column - 2 :]
    group = HEADS[names[0]][0]
    width = next((i for i, name in enumerate(names) if HEADS[name][0] != group), len(names))
    page.cell(top, column, group)
    if layout.merged_groups and width > 1:
        page.merge_cells(None, top, column, top, column + width - 1)


def _row(page: Worksheet, row: int, values: Cells, layout: Layout, units: Registry) -> int:
    """Draw one unit with its further operators; the next free row."""
    operators = values.get("operators", ())
    filled = {**good(str(values["unit"]), units), **values} if "unit" in values else values
    _cells(page, row, filled, layout)
    for below, operator in enumerate(operators, start=row + 1):
        repeated = {"unit": values["unit"]} if layout.repeat_units else {}
        _cells(page, below, {**repeated, **operator}, layout)
    if operators and not (layout.repeat_units or layout.blank_units):
        for column, name in enumerate(layout.columns, start=2):
            if not name.startswith("operator_"):
                page.merge_cells(None, row, column, row + len(operators), column)
    return row + 1 + len(operators)


def _cells(page: Worksheet, row: int, values: Cells, layout: Layout) -> None:
    for column, name in enumerate(layout.columns, start=2):
        value = values.get(name)
        if value is not None:
            page.cell(row, column, value)
            page.cell(row, column).font = Font(name=layout.font)
            if isinstance(value, date):
                page.cell(row, column).number_format = "dd/mm/yyyy"
