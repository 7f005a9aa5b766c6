"""The campaign of 2021: the appendix "Trang cộng đồng" of the letter of December 2021.

Columns, labels, allowed values, what is required and when, and the rules across cells stand here
once; what is counted stands in `community_indicators`. The columns keep the letter's five items
in its order (section 2.4, last paragraph); office, sex and birth year are not asked.
"""

from __future__ import annotations

from typing import Annotated

from schema import asked
from schema.asked import repeated
from schema.campaign import Campaign, Unique
from schema.cells import link, person
from schema.cells.link import LINK
from schema.cells.plain import DATE, DOCUMENT, TEXT, choice_kind
from schema.cells.unit import PAGE_NAME
from schema.columns import ALWAYS, Cell, Column, Judging, Row, rule
from schema.community_indicators import BUILDING, ESTABLISHED, INDICATORS, NOT_YET, SHARED
from schema.units import COMMUNE, DISTRICT

STATUS = choice_kind("status", (ESTABLISHED, BUILDING, NOT_YET))
PERIOD = choice_kind("period", ("Đột xuất 20/12/2021", "Tháng", "Quý", "Năm"))

LEADER = "Lãnh đạo phụ trách"
OPERATOR = "Cán bộ quản lý, vận hành"
RESULT = "Kết quả xây dựng và vận hành Trang"
ONE_LEADER = "01 lãnh đạo; chỉ ghi họ tên, không ghi chức vụ, học vị."
ONE_A_LINE = "Ít nhất 01 cán bộ; mỗi người thêm một dòng ngay dưới, để trống cột Đơn vị."


class PageRow(Row):
    """One line of sheet 2: one unit's page, its people and its results."""

    unit: Annotated[Cell, asked.UNIT_OF_ROW] = None
    page_name: Annotated[
        Cell,
        Column(
            "Tên Trang",
            PAGE_NAME,
            must="established",
            width=34,
            also=("Tên tài khoản", "Tên Fanpage", "Tên Trang cộng đồng"),
            hint="Gõ đúng như cột “Mẫu đặt tên” ở bên phải, kể cả chữ hoa và dấu ngoặc.",
        ),
    ] = None
    page_url: Annotated[
        Cell,
        Column(
            "Địa chỉ liên kết",
            LINK,
            must="established",
            width=30,
            also=("Đường link", "Link", "Địa chỉ Trang", "Địa chỉ của Trang", "Đường dẫn"),
            hint="Mở Trang trên Facebook, sao chép địa chỉ, ví dụ https://www.facebook.com/tentrang",
        ),
    ] = None
    leader_name: Annotated[Cell, asked.name(LEADER, ONE_LEADER)] = None
    leader_phone: Annotated[Cell, asked.phone(LEADER)] = None
    leader_email: Annotated[Cell, asked.email(LEADER, "Địa chỉ hộp thư điện tử")] = None
    operator_name: Annotated[Cell, repeated(asked.name(OPERATOR, ONE_A_LINE), "Trần Thị Thử")] = (
        None
    )
    operator_phone: Annotated[Cell, repeated(asked.phone(OPERATOR), "0905000002")] = None
    operator_email: Annotated[
        Cell, repeated(asked.email(OPERATOR, "Hộp thư điện tử"), "tranthithu@example.org")
    ] = None
    status: Annotated[
        Cell,
        Column(
            "Tình trạng",
            STATUS,
            group=RESULT,
            must=ALWAYS,
            width=14,
            hint="Chọn một trong ba giá trị của danh sách.",
        ),
    ] = None
    established_on: Annotated[
        Cell,
        Column(
            "Ngày thành lập",
            DATE,
            group=RESULT,
            must="established",
            width=12,
            hint="Ngày/tháng/năm, ví dụ 15/12/2021.",
        ),
    ] = None
    plan: Annotated[
        Cell,
        asked.document(
            "Kế hoạch hoạt động (số, ngày)",
            RESULT,
            "chưa ban hành",
            "Kế hoạch hoạt động",
            "Kế hoạch",
        ),
    ] = None
    party_report: Annotated[
        Cell,
        asked.document(
            "Báo cáo Thường trực cấp ủy (số, ngày)",
            RESULT,
            "chưa báo cáo",
            "Báo cáo Thường trực cấp ủy",
            "Báo cáo cấp ủy",
        ),
    ] = None
    followers: Annotated[Cell, asked.number("Số người theo dõi", RESULT)] = None
    posts: Annotated[Cell, asked.number("Số tin, bài đã đăng", RESULT, "Số tin bài")] = None
    remarks: Annotated[
        Cell,
        Column("Đánh giá, khó khăn", TEXT, group=RESULT, width=24, also=("Đánh giá", "Khó khăn")),
    ] = None
    note: Annotated[Cell, asked.NOTE] = None

    @property
    def established(self) -> bool:
        """Whether the row says that the page exists (condition of columns C, D, L)."""
        return self.status == ESTABLISHED

    @rule
    def status_agrees_with_link(self, judging: Judging) -> None:
        """`Chưa thành lập` beside a link contradicts itself (domain 3.5)."""
        linked = self.page_url is not None or judging.is_faulty("page_url")
        if self.status == NOT_YET and linked:
            judging.refuse("status", "status_contradicts_link")

    @rule
    def leader_is_not_the_operator(self, judging: Judging) -> None:
        """The letter asks for one leader and at least one operator beside him (2.4)."""
        names = (self.leader_name, self.operator_name)
        if all(isinstance(name, str) for name in names) and person.same(*map(str, names)):
            judging.note("operator_name", "person_leader_operates")


class GeneralInfo(Row):
    """Sheet 1: the sender, its report and its own documents; one value a line."""

    unit: Annotated[Cell, asked.SENDER] = None
    report_no: Annotated[Cell, asked.REPORT_NO] = None
    report_date: Annotated[Cell, asked.REPORT_DATE] = None
    report_period: Annotated[Cell, Column("Kỳ báo cáo", PERIOD)] = None
    plan: Annotated[
        Cell,
        Column("Kế hoạch: số, ngày", DOCUMENT, also=("Kế hoạch hoạt động: số, ngày", "Kế hoạch")),
    ] = None
    party_report: Annotated[
        Cell, Column("Báo cáo Thường trực cấp ủy: số, ngày", DOCUMENT, also=("Báo cáo cấp ủy",))
    ] = None
    guidance: Annotated[
        Cell,
        Column("Hướng dẫn cấp xã: số, ngày", DOCUMENT, must=DISTRICT, also=("Hướng dẫn cấp xã",)),
    ] = None
    preparer_name: Annotated[Cell, asked.PREPARER_NAME] = None
    preparer_phone: Annotated[Cell, asked.PREPARER_PHONE] = None
    signer_title: Annotated[Cell, asked.SIGNER_TITLE] = None
    signer_name: Annotated[Cell, asked.SIGNER_NAME] = None


GUIDE = (
    "Tên của Trang: gõ đúng từng chữ, từng dấu như cột “Mẫu đặt tên” ở bên phải; cột “Đối chiếu” "
    "hiện dấu ✓ là đã đúng, dấu ≠ là còn khác.",
    "Địa chỉ liên kết: mở Trang trên Facebook, sao chép địa chỉ rồi dán vào ô.",
    "Lãnh đạo phụ trách: đúng 01 người; chỉ ghi họ tên, không ghi chức vụ, học vị.",
    "Cán bộ quản lý, vận hành: ít nhất 01 người. Từ người thứ hai: chèn một dòng ngay bên dưới, "
    "để trống cột Đơn vị, chỉ điền họ tên, số điện thoại, hộp thư.",
    "Số điện thoại: 10 số (di động) hoặc 11 số (cố định, cả mã vùng); mỗi ô chỉ một số.",
    "Tình trạng: chọn trong danh sách. Ngày: ghi ngày/tháng/năm. Kế hoạch, báo cáo: ghi số và "
    "ngày văn bản; chưa ban hành thì ghi: Chưa có.",
)

CAMPAIGN = Campaign(
    version="1",
    title="DANH SÁCH “TRANG CỘNG ĐỒNG” CỦA MẶT TRẬN CẤP HUYỆN, CẤP XÃ",
    summary_title="TỔNG HỢP KẾT QUẢ XÂY DỰNG “TRANG CỘNG ĐỒNG” CỦA MẶT TRẬN CẤP HUYỆN, CẤP XÃ",
    subject="Trang cộng đồng",
    headline="đã thành lập Trang cộng đồng",
    general_sheet="1. Thông tin chung",
    data_sheet="2. Danh sách Trang",
    list_sheet="Danh sách Trang",
    general=GeneralInfo,
    rows=PageRow,
    groups={DISTRICT: "CẤP HUYỆN", COMMUNE: "CẤP XÃ"},
    indicators=INDICATORS,
    file_prefix="PL_TrangCongDong",
    guide=GUIDE,
    state="status",
    declared=NOT_YET,
    carried=("plan", "party_report", "guidance"),
    unique=Unique("page_url", link.key, "link_shared", SHARED),
    same=("page_name", "page_url"),
    told={"page_name": "page_name", "page_url": "page_url"},
    filler=frozenset({"trang", "cong", "dong", "fanpage", "facebook", "link"}),
    contact=("preparer_name", "preparer_phone"),
)
