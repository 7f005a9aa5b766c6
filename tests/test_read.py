"""The reader on drawn workbooks: the table by its meaning, the rows, what stands aside."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest

import drawn
from drawn import FIELDS, HUE, Layout, appendix
from schema.community_page import CAMPAIGN
from schema.readings import Reading, Stamp
from steps.read import workbook

PHU_AN, PHU_XUAN = {"unit": "Xã Phú An"}, {"unit": "Xã Phú Xuân"}
TWO = [{"unit": "Huyện Phú Vang"}, PHU_AN]


def read(data: bytes, name: str = "PL_TrangCongDong_478.xlsx") -> Reading:
    return workbook(data, name, CAMPAIGN, HUE)


def units(reading: Reading) -> list[Any]:
    return [row.values["unit"] for row in reading.rows]


def codes(reading: Reading) -> list[str]:
    return [trouble.code for trouble in reading.troubles]


def test_the_form_itself_is_read_without_a_remark() -> None:
    reading = read(appendix())
    assert reading.rejected == ""
    assert reading.troubles == ()
    assert reading.columns == FIELDS
    assert units(reading) == [unit.title for unit in HUE.of_sender("478")]
    first = reading.rows[0]
    assert dict(first.values) == drawn.good("Huyện Phú Vang")
    assert (first.sheet, first.number, first.cells["unit"]) == ("2. Danh sách Trang", 12, "B12")
    assert first.cells["note"] == "R12"  # blank, and yet it has an address
    assert [row.level for row in reading.rows] == ["district", *["commune"] * 14]
    assert reading.general is not None
    assert dict(reading.general.values) == drawn.good_form("Huyện Phú Vang")
    assert (reading.general.number, reading.general.cells["report_date"]) == (0, "C6")


def test_a_reading_can_travel_to_another_process() -> None:
    reading = read(appendix(rows=[{**PHU_AN, "leader_name": "=A1"}]))
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    "layout",
    [
        Layout(columns=FIELDS[::-1]),
        Layout(columns=(*FIELDS[5:], *FIELDS[:5])),
        Layout(header=1),
        Layout(header=30),
        Layout(merged_groups=False),
        Layout(groups=False, total=False, signatures=False),
        Layout(data_sheet="Sheet1", general_sheet="Sheet2"),
        Layout(
            labels={"unit": "TÊN ĐƠN VỊ", "page_url": "Đường  link", "page_name": "Tên Fanpage"}
        ),
        Layout(labels={"unit": "Đơn vị (*)", "page_name": "Tên Trang cộng đồng (Fanpage)"}),
        Layout(labels={"leader_name": "Họ và tên", "leader_phone": "ĐT", "leader_email": "E-mail"}),
        Layout(labels={"operator_name": "HỌ VÀ TÊN", "operator_email": "Địa chỉ hộp thư điện tử"}),
        Layout(labels={"plan": "Kế hoạch (số, ngày tháng)", "party_report": "Báo cáo cấp uỷ"}),
        Layout(flat=True),  # Họ tên, Số điện thoại … twice: the first group comes first
        Layout(
            flat=True,
            columns=("unit", *FIELDS[6:9], *FIELDS[1:6], *FIELDS[9:]),
            labels={
                "operator_name": "Họ tên cán bộ quản lý",
                "operator_phone": "SĐT cán bộ vận hành",
                "operator_email": "Email cán bộ",
                "leader_name": "Họ tên lãnh đạo",
                "leader_phone": "Lãnh đạo phụ trách - SĐT",
                "leader_email": "Hộp thư lãnh đạo",
            },
        ),
    ],
)
def test_the_table_is_found_by_meaning(layout: Layout) -> None:
    reading = read(appendix(rows=TWO, layout=layout))
    assert codes(reading) == []
    assert [dict(row.values) for row in reading.rows] == [
        drawn.good("Huyện Phú Vang"),
        drawn.good("Xã Phú An"),
    ]


def encoded(text: str, table: Mapping[str, str]) -> str:
    letters = {letter: code for code, letter in table.items()}
    return "".join(letters.get(c, letters.get(c.lower(), c)) for c in text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_headers_typed_in_an_old_font_are_recognised(encoding: str) -> None:
    from schema.legacy import tables

    book = drawn.opened(appendix(rows=TWO))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "@" not in cell.value:
                    cell.value = encoded(cell.value, tables()[encoding])
    reading = read(drawn.saved(book))
    assert codes(reading) == []
    assert reading.columns == FIELDS
    assert [row.level for row in reading.rows] == ["district", "commune"]
    assert reading.rows[1].values["unit"] == encoded("Xã Phú An", tables()[encoding])
    assert reading.general is not None
    assert set(reading.general.cells) == set(drawn.FORM)


def test_a_missing_column_is_named_and_the_rest_is_read() -> None:
    columns = tuple(name for name in FIELDS if name not in {"leader_phone", "note"})
    reading = read(appendix(rows=TWO, layout=Layout(columns=columns)))
    missing = [(t.field, t.details["label"]) for t in reading.troubles]
    assert missing == [
        ("leader_phone", "Lãnh đạo phụ trách: Số điện thoại"),
        ("note", "Ghi chú"),
    ]
    assert codes(reading) == ["column_missing"] * 2
    assert "leader_phone" not in reading.rows[0].values
    assert reading.rows[0].values["operator_phone"] == "0912000478"


def test_extra_columns_are_noticed_and_the_forms_helpers_are_not() -> None:
    layout = Layout(extra=("Mẫu đặt tên", "Đối chiếu", "Số thành viên"))
    (trouble,) = read(appendix(rows=TWO, layout=layout)).troubles
    assert (trouble.code, trouble.cell) == ("column_extra", "U8")
    assert trouble.details == {"label": "Số thành viên"}


def test_of_two_equal_columns_the_first_counts() -> None:
    layout = Layout(extra=("Tên Trang",), cells={"S12": "Trang khác"})
    reading = read(appendix(rows=[PHU_AN], layout=layout))
    (trouble,) = reading.troubles
    assert (trouble.code, trouble.cell, trouble.field) == ("column_twice", "S8", "page_name")
    assert reading.rows[0].values["page_name"] == drawn.good("Xã Phú An")["page_name"]


def test_without_the_unit_column_the_file_is_refused() -> None:
    reading = read(appendix(rows=TWO, layout=Layout(columns=FIELDS[1:])))
    assert reading.rejected == "column_unit_missing"
    assert reading.rows == ()


@pytest.mark.parametrize("stamped", [True, False])
def test_guides_and_other_lists_are_not_the_data_sheet(stamped: bool) -> None:
    stamp = "consolidate:appendix:1:478:2. Danh sách Trang" if stamped else None
    book = drawn.opened(appendix(rows=TWO, layout=Layout(stamp=stamp)))
    example = drawn.opened(appendix(rows=[PHU_XUAN]))["2. Danh sách Trang"]
    guide, whole = book.create_sheet("Hướng dẫn", 0), book.create_sheet("Danh sách cả tỉnh", 1)
    for row in example.iter_rows():
        for cell in row:
            guide.cell(cell.row, cell.column, cell.value)
            whole.cell(cell.row, cell.column, cell.value)
    for number, unit in enumerate(HUE.reporting, start=12):
        whole.cell(number, 2, unit.title)
    to_correct = book.create_sheet("Cần sửa", 2)
    to_correct.append(["TT", "Đơn vị", "Ô", "Tên Trang", "Cần sửa"])
    for unit in HUE.of_sender("478"):
        to_correct.append([1, unit.title, "C12", "…", "…"])
    reading = read(drawn.saved(book))
    assert {row.sheet for row in reading.rows} == {"2. Danh sách Trang"}
    expected = Stamp("appendix", "1", "2. Danh sách Trang", "478")
    assert reading.stamp == (expected if stamped else None)


def test_a_stamp_whose_sheet_is_gone_does_not_matter() -> None:
    stamp = "consolidate:appendix:1::Sheet cũ"
    reading = read(appendix(rows=TWO, layout=Layout(stamp=stamp)))
    assert units(reading) == ["Huyện Phú Vang", "Xã Phú An"]
    assert reading.stamp == Stamp("appendix", "1", "Sheet cũ", "")


def test_a_summary_is_refused_stamped_or_not() -> None:
    stamped = appendix(layout=Layout(stamp="consolidate:summary:1::Danh sách Trang"))
    everybody = [{"unit": unit.title} for unit in HUE.reporting]
    assert read(stamped).rejected == "file_summary"
    assert read(appendix(rows=everybody)).rejected == "file_summary"


def test_another_workbook_is_refused() -> None:
    contacts = ("unit", "leader_name", "leader_phone", "note")
    assert read(appendix(layout=Layout(columns=contacts))).rejected == "file_not_appendix"


def test_hidden_sheet_and_missing_sheet_1_are_noticed() -> None:
    reading = read(appendix(rows=TWO, layout=Layout(general_sheet=None)))
    assert codes(reading) == ["sheet_general_missing"]
    assert reading.general is None
    hidden = read(appendix(rows=TWO, layout=Layout(hidden=True)))
    assert codes(hidden) == ["sheet_hidden"]
    assert len(hidden.rows) == 2


def test_a_second_list_is_noticed() -> None:
    book = drawn.opened(appendix(rows=TWO))
    more = book.copy_worksheet(book["2. Danh sách Trang"])
    more.title = "2b. Danh sách (tiếp)"
    reading = read(drawn.saved(book))
    (told,) = [trouble for trouble in reading.troubles if trouble.code == "sheet_not_read"]
    assert told.sheet == "2b. Danh sách (tiếp)"
    assert len(reading.rows) == 2
