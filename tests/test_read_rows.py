"""The reader on drawn workbooks: values as typed, operators, and what stands aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import drawn
from drawn import FIELDS, HUE, Layout, appendix
from schema.community_page import CAMPAIGN
from schema.readings import Reading
from steps.read import workbook

PHU_AN, PHU_XUAN = {"unit": "Xã Phú An"}, {"unit": "Xã Phú Xuân"}
TWO = [{"unit": "Huyện Phú Vang"}, PHU_AN]


def read(data: bytes, name: str = "PL_TrangCongDong_478.xlsx") -> Reading:
    return workbook(data, name, CAMPAIGN, HUE)


def units(reading: Reading) -> list[Any]:
    return [row.values["unit"] for row in reading.rows]


def codes(reading: Reading) -> list[str]:
    return [trouble.code for trouble in reading.troubles]


@pytest.mark.parametrize(
    "typed, value",
    [
        ("  Nguyễn Văn Mẫu ", "  Nguyễn Văn Mẫu "),
        ("   ", None),
        ("\u00a0\u200b\ufeff\n\t", None),
        ("\u3164", None),
        (905123456.0, 905123456),
        (12.5, 12.5),
        (1.2345e16, 12345000000000000),
        (True, True),
        (date(2021, 12, 5), date(2021, 12, 5)),
        (datetime(2021, 12, 5, 7, 30), datetime(2021, 12, 5, 7, 30)),  # noqa: DTZ001 - as in Excel
        ("=1+1\u200b", "=1+1\u200b"),
    ],
)
def test_values_are_as_typed(typed: Any, value: Any) -> None:
    book = drawn.opened(appendix(rows=[PHU_AN]))
    book["2. Danh sách Trang"]["E12"].value = typed
    if isinstance(typed, str):
        book["2. Danh sách Trang"]["E12"].data_type = "s"
    assert read(drawn.saved(book)).rows[0].values["leader_name"] == value


@pytest.mark.parametrize("way", ["merged", "blank", "repeated"])
def test_further_operators_stand_on_lines_of_their_own(way: str) -> None:
    layout = Layout(blank_units=way == "blank", repeat_units=way == "repeated")
    second = {"operator_name": "Lê Văn Hai", "operator_phone": "0912000222"}
    reading = read(appendix(rows=[{**PHU_AN, "operators": [second]}, PHU_XUAN], layout=layout))
    assert codes(reading) == []
    assert units(reading) == [
        "Xã Phú An",
        "Xã Phú An" if way == "repeated" else None,
        "Xã Phú Xuân",
    ]
    assert [row.joined for row in reading.rows] == [False, way == "merged", False]
    assert reading.rows[1].values["operator_name"] == "Lê Văn Hai"
    assert reading.rows[1].values["page_name"] is None


def test_one_leader_merged_over_two_units_is_said() -> None:
    reading = read(appendix(rows=[PHU_AN, PHU_XUAN], layout=Layout(merge=("E12:E13", "O12:P12"))))
    assert [(t.code, t.cell, t.field, t.details["area"]) for t in reading.troubles] == [
        ("cell_merged", "E12", "leader_name", "E12:E13"),
        ("cell_merged", "O12", "followers", "O12:P12"),
    ]
    assert reading.rows[1].values["leader_name"] is None


def test_headings_totals_signatures_and_notes_are_no_rows() -> None:
    book = drawn.opened(appendix(rows=[PHU_AN, PHU_XUAN], layout=Layout(signatures=False)))
    page = book["2. Danh sách Trang"]
    for address, text in {
        "A15": "Ghi chú: biểu này gửi trước ngày 20/12/2021",
        "M16": "Phú Vang, ngày 18 tháng 12 năm 2021",
        "B17": "NGƯỜI LẬP BIỂU",
        "M17": "TM. BAN THƯỜNG TRỰC",
        "M18": "CHỦ TỊCH",
        "B21": "Lê Thị Thử Nghiệm",
        "M21": "Phạm Văn Minh Họa",
        "B23": "Nơi nhận:",
        "B24": "- Như trên;",
        "B25": "- Điện thoại liên hệ: 0234 3000 000",
    }.items():
        page[address] = text
    assert units(read(drawn.saved(book))) == ["Xã Phú An", "Xã Phú Xuân"]


@pytest.mark.parametrize(
    "row",
    [
        {"unit": "Xã Phú Ann", "page_name": "Mặt trận Xã Phú An", "status": "Đã thành lập"},
        {
            "page_name": "Mặt trận Xã Phú An",
            "leader_name": "Nguyễn Văn Mẫu",
            "status": "Đã thành lập",
        },
        {"operator_name": "Lê Văn Hai", "operator_phone": 912000222},
    ],
)
def test_a_line_that_says_something_is_a_row_whatever_its_unit(row: dict[str, Any]) -> None:
    book = drawn.opened(appendix(rows=[PHU_AN], layout=Layout(total=False, signatures=False)))
    page = book["2. Danh sách Trang"]
    for column, name in enumerate(FIELDS, start=2):
        page.cell(13, column, row.get(name))
    last = read(drawn.saved(book)).rows[-1]
    assert {name: value for name, value in last.values.items() if value is not None} == row


def test_the_head_repeated_on_a_new_page_is_no_row() -> None:
    book = drawn.opened(appendix(rows=TWO))
    page = book["2. Danh sách Trang"]
    for row in (8, 9):
        for column in range(1, 19):
            page.cell(row + 20, column, page.cell(row, column).value)
    for column, value in enumerate(drawn.good("Xã Phú Xuân").values(), start=2):
        page.cell(30, column, value)
    assert units(read(drawn.saved(book))) == ["Huyện Phú Vang", "Xã Phú An", "Xã Phú Xuân"]


def test_sheet_1_is_read_by_its_labels() -> None:
    book = drawn.opened(appendix(rows=TWO))
    page = book["1. Thông tin chung"]
    page.title = "Trang 1"
    page.insert_cols(1, 2)
    page.insert_rows(1, 3)
    page.insert_cols(5)  # a blank column between labels and values
    page["D9"] = "Ngày  báo cáo:"
    page["D8"] = "SỐ BÁO CÁO"
    general = read(drawn.saved(book)).general
    assert general is not None
    assert dict(general.values) == drawn.good_form("Huyện Phú Vang")
    assert general.cells["unit"] == "F7"


def test_a_blank_form_keeps_its_addresses() -> None:
    blank = dict.fromkeys(drawn.FORM)
    general = read(appendix(rows=TWO, general=blank)).general
    assert general is not None
    assert set(general.values.values()) == {None}
    assert general.cells["guidance"] == "C10"
