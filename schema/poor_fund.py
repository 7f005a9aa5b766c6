"""The monthly gifts from the fund "Quỹ Vì người nghèo": one file that makes a campaign.

Each unit says once a month whether it handed over gifts: to how many households, how much, on which
day, by which decision, and who answers for it. Invented; docs/new_campaign.md walks through it.
"""

from __future__ import annotations

from typing import Annotated

from schema import asked
from schema.campaign import Campaign, Indicator, Sum
from schema.cells.amount import AMOUNT
from schema.cells.dates import DATE_IN_PERIOD
from schema.cells.plain import COUNT, choice_kind
from schema.columns import ALWAYS, Cell, Column, Judging, Row, rule
from schema.records import Checked
from schema.units import COMMUNE, DISTRICT

GIVEN, NOT_GIVEN = "Đã trao", "Chưa trao"
STATE = choice_kind("state of the gifts", (GIVEN, NOT_GIVEN))
GIFTS, KEEPER = "Kết quả trao hỗ trợ", "Người phụ trách Quỹ"
BOTH = (DISTRICT, COMMUNE)


class FundRow(Row):
    """One line of sheet 2: what one unit handed over in the month."""

    unit: Annotated[Cell, asked.UNIT_OF_ROW] = None
    state: Annotated[
        Cell,
        Column(
            "Tình hình trao",
            STATE,
            group=GIFTS,
            must=ALWAYS,
            hint="Chọn “Đã trao” nếu trong tháng đã trao, nếu không thì chọn “Chưa trao”.",
        ),
    ] = None
    households: Annotated[
        Cell,
        Column(
            "Số hộ được hỗ trợ",
            COUNT,
            group=GIFTS,
            must="given",
            also=("Số hộ", "Số hộ nghèo"),
            width=11,
            hint="Số nguyên, từ 0 trở lên; một hộ nhận nhiều lần trong tháng chỉ ghi một lần.",
        ),
    ] = None
    amount: Annotated[
        Cell,
        Column(
            "Số tiền (đồng)",
            AMOUNT,
            group=GIFTS,
            must="given",
            also=("Số tiền", "Tổng số tiền", "Kinh phí"),
            width=17,
            hint="Tổng số tiền đã trao, ghi đủ bằng đồng, ví dụ 1500000; không ghi 1,5.",
        ),
    ] = None
    given_on: Annotated[
        Cell,
        Column(
            "Ngày trao",
            DATE_IN_PERIOD,
            group=GIFTS,
            must="given",
            width=13,
            hint="Ngày/tháng/năm, trong kỳ báo cáo; trao nhiều ngày thì ghi ngày cuối.",
        ),
    ] = None
    decision: Annotated[
        Cell,
        asked.document("Quyết định (số, ngày)", GIFTS, "chưa ban hành", "Quyết định")._replace(
            must="given"
        ),
    ] = None
    keeper_name: Annotated[Cell, asked.name(KEEPER, "Chỉ ghi họ tên, không ghi chức vụ.")] = None
    keeper_phone: Annotated[Cell, asked.phone(KEEPER)] = None
    note: Annotated[Cell, asked.NOTE] = None

    @property
    def given(self) -> bool:
        """Whether the row says that gifts were handed over (condition of what must be filled)."""
        return self.state == GIVEN

    @rule
    def state_agrees_with_the_gifts(self, judging: Judging) -> None:
        """Money that was not handed over, and gifts of nothing, contradict themselves."""
        if self.state == NOT_GIVEN and self.amount:
            judging.refuse("state", "cell_contradicts", other="Số tiền (đồng)")
        for name in ("households", "amount"):
            if self.given and getattr(self, name) == 0:
                judging.refuse(name, "cell_contradicts", other="Tình hình trao")


class FundReport(Row):
    """Sheet 1: the sender and its report; one value a line."""

    unit: Annotated[Cell, asked.SENDER] = None
    report_no: Annotated[Cell, asked.REPORT_NO] = None
    report_date: Annotated[Cell, asked.REPORT_DATE] = None
    preparer_name: Annotated[Cell, asked.PREPARER_NAME] = None
    preparer_phone: Annotated[Cell, asked.PREPARER_PHONE] = None
    signer_title: Annotated[Cell, asked.SIGNER_TITLE] = None
    signer_name: Annotated[Cell, asked.SIGNER_NAME] = None


def _given(row: Checked) -> bool:
    something = row.values.get("households") and row.values.get("amount")
    return row.values.get("state") == GIVEN and bool(something) and row.good("given_on")


def _figure(row: Checked, field: str) -> int:
    value = row.values[field] if _given(row) else 0
    return value if isinstance(value, int) else 0


CAMPAIGN = Campaign(
    version="1",
    title="KẾT QUẢ TRAO HỖ TRỢ TỪ QUỸ “VÌ NGƯỜI NGHÈO” CỦA MẶT TRẬN CẤP HUYỆN, CẤP XÃ",
    summary_title="TỔNG HỢP KẾT QUẢ TRAO HỖ TRỢ TỪ QUỸ “VÌ NGƯỜI NGHÈO”",
    subject="Quỹ Vì người nghèo",
    headline="đã trao hỗ trợ từ Quỹ “Vì người nghèo”",
    general_sheet="1. Thông tin báo cáo",
    data_sheet="2. Kết quả trao hỗ trợ",
    list_sheet="Danh sách hỗ trợ",
    general=FundReport,
    rows=FundRow,
    groups={DISTRICT: "CẤP HUYỆN", COMMUNE: "CẤP XÃ"},
    indicators=(
        Indicator(
            "given",
            "Trao hỗ trợ",
            "Gifts handed over",
            "Tình hình là “Đã trao”, có số hộ, số tiền và ngày trao trong kỳ, đều hợp lệ.",
            BOTH,
            _given,
            "trao hỗ trợ trong tháng",
        ),
        Indicator(
            "decided",
            "Có quyết định",
            "Decision issued",
            "Có số hoặc ngày của quyết định chi Quỹ; “Chưa có” không được tính.",
            BOTH,
            asked.documented("decision"),
            "ban hành quyết định chi Quỹ",
        ),
        Indicator(
            "kept",
            "Có người phụ trách",
            "Keeper named",
            "Có họ tên và số điện thoại hợp lệ của người phụ trách Quỹ.",
            BOTH,
            lambda row: row.good("keeper_name", "keeper_phone"),
            "phân công người phụ trách",
            targeted=False,
        ),
    ),
    sums=(
        Sum(
            "households",
            "Số hộ được hỗ trợ",
            "hộ",
            "Cộng số hộ của các đơn vị đạt chỉ tiêu “Trao hỗ trợ”; ô sai không được cộng.",
            BOTH,
            lambda row: _figure(row, "households"),
        ),
        Sum(
            "amount",
            "Số tiền đã trao",
            "đồng",
            "Cộng số tiền của các đơn vị đạt chỉ tiêu “Trao hỗ trợ”; ô sai không được cộng.",
            BOTH,
            lambda row: _figure(row, "amount"),
        ),
    ),
    file_prefix="PL_QuyViNguoiNgheo",
    guide=(
        "Tình hình trao: chọn “Đã trao” hoặc “Chưa trao”. “Chưa trao” cũng là một câu trả lời: "
        "khi đó không phải điền số hộ, số tiền, ngày trao và quyết định.",
        "Số hộ: ghi số nguyên. Số tiền: ghi đủ bằng đồng, ví dụ 1500000; không ghi 1,5.",
        "Ngày trao: ghi ngày/tháng/năm, phải nằm trong kỳ báo cáo.",
        "Quyết định: ghi số, ngày văn bản; chưa ban hành thì ghi: Chưa có.",
        "Người phụ trách Quỹ: họ tên và số điện thoại (đủ 10 số hoặc 11 số) của 01 người.",
    ),
    state="state",
    declared=NOT_GIVEN,
    contact=("preparer_name", "preparer_phone"),
)
