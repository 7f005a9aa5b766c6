"""The campaign of 2021: the appendix "Trang cộng đồng" of the letter of December 2021, in one file.

Columns, labels, allowed values, what is required and when, the rules across cells, and the
indicators with their targets all stand here once. The columns keep the letter's five items in
its order (section 2.4, last paragraph); office, sex and birth year are not asked.
"""

from __future__ import annotations

from typing import Annotated

from schema.campaign import Campaign, Holds, Indicator
from schema.cells import link, person
from schema.cells.email import EMAIL
from schema.cells.link import LINK
from schema.cells.person import PERSON
from schema.cells.phone import PHONE
from schema.cells.plain import COUNT, DATE, DOCUMENT, NONE_YET, TEXT, choice_kind
from schema.cells.unit import PAGE_NAME, UNIT
from schema.columns import ALWAYS, Cell, Column, Judging, Row, rule
from schema.records import Checked
from schema.units import COMMUNE, DISTRICT

ESTABLISHED, BUILDING, NOT_YET = "Đã thành lập", "Đang xây dựng", "Chưa thành lập"
STATUS = choice_kind("status", (ESTABLISHED, BUILDING, NOT_YET))
PERIOD = choice_kind("period", ("Đột xuất 20/12/2021", "Tháng", "Quý", "Năm"))

LEADER = "Lãnh đạo phụ trách"
OPERATOR = "Cán bộ quản lý, vận hành"
RESULT = "Kết quả xây dựng và vận hành Trang"

_NAMES = ("Họ và tên",)
_PHONES = ("SĐT", "ĐT", "Điện thoại", "Số ĐT", "Di động")
_EMAILS = (
    "Địa chỉ hộp thư điện tử",
    "Hộp thư điện tử",
    "Hộp thư",
    "Email",
    "E-mail",
    "Thư điện tử",
)


class PageRow(Row):
    """One line of sheet 2: one unit's page, its people and its results."""

    unit: Annotated[
        Cell,
        Column("Đơn vị", UNIT, must=ALWAYS, width=20, also=("Tên đơn vị", "Địa phương")),
    ] = None
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
    leader_name: Annotated[
        Cell,
        Column(
            "Họ tên",
            PERSON,
            group=LEADER,
            must=ALWAYS,
            also=_NAMES,
            width=18,
            hint="01 lãnh đạo; chỉ ghi họ tên, không ghi chức vụ, học vị.",
        ),
    ] = None
    leader_phone: Annotated[
        Cell,
        Column(
            "Số điện thoại",
            PHONE,
            group=LEADER,
            must=ALWAYS,
            also=_PHONES,
            hint="10 số (di động) hoặc 11 số (cố định, cả mã vùng 0234).",
        ),
    ] = None
    leader_email: Annotated[
        Cell,
        Column(
            "Địa chỉ hộp thư điện tử",
            EMAIL,
            group=LEADER,
            must=ALWAYS,
            also=_EMAILS,
            width=22,
            hint="Ví dụ: ten@example.org",
        ),
    ] = None
    operator_name: Annotated[
        Cell,
        Column(
            "Họ tên",
            PERSON,
            group=OPERATOR,
            must=ALWAYS,
            also=_NAMES,
            repeats=True,
            width=18,
            hint="Ít nhất 01 cán bộ; mỗi người thêm một dòng ngay dưới, để trống cột Đơn vị.",
        ),
    ] = None
    operator_phone: Annotated[
        Cell,
        Column(
            "Số điện thoại",
            PHONE,
            group=OPERATOR,
            must=ALWAYS,
            also=_PHONES,
            repeats=True,
            hint="10 số (di động) hoặc 11 số (cố định, cả mã vùng 0234).",
        ),
    ] = None
    operator_email: Annotated[
        Cell,
        Column(
            "Hộp thư điện tử",
            EMAIL,
            group=OPERATOR,
            must=ALWAYS,
            also=_EMAILS,
            repeats=True,
            width=22,
            hint="Ví dụ: ten@example.org",
        ),
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
        Column(
            "Kế hoạch hoạt động (số, ngày)",
            DOCUMENT,
            group=RESULT,
            must=ALWAYS,
            width=18,
            also=("Kế hoạch hoạt động", "Kế hoạch"),
            hint="Số, ngày văn bản; chưa ban hành thì ghi: Chưa có",
        ),
    ] = None
    party_report: Annotated[
        Cell,
        Column(
            "Báo cáo Thường trực cấp ủy (số, ngày)",
            DOCUMENT,
            group=RESULT,
            must=ALWAYS,
            width=18,
            also=("Báo cáo Thường trực cấp ủy", "Báo cáo cấp ủy"),
            hint="Số, ngày văn bản; chưa báo cáo thì ghi: Chưa có",
        ),
    ] = None
    followers: Annotated[
        Cell,
        Column("Số người theo dõi", COUNT, group=RESULT, width=10, hint="Số nguyên, từ 0 trở lên."),
    ] = None
    posts: Annotated[
        Cell,
        Column(
            "Số tin, bài đã đăng",
            COUNT,
            group=RESULT,
            width=10,
            also=("Số tin bài",),
            hint="Số nguyên, từ 0 trở lên.",
        ),
    ] = None
    remarks: Annotated[
        Cell,
        Column("Đánh giá, khó khăn", TEXT, group=RESULT, width=24, also=("Đánh giá", "Khó khăn")),
    ] = None
    note: Annotated[Cell, Column("Ghi chú", TEXT, width=20)] = None

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

    unit: Annotated[Cell, Column("Đơn vị", UNIT)] = None
    report_no: Annotated[Cell, Column("Số, ký hiệu báo cáo", TEXT, also=("Số báo cáo",))] = None
    report_date: Annotated[Cell, Column("Ngày báo cáo", DATE, hint="Ngày/tháng/năm.")] = None
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
    preparer_name: Annotated[
        Cell, Column("Người lập biểu: họ tên", PERSON, also=("Người lập biểu",))
    ] = None
    preparer_phone: Annotated[
        Cell, Column("Người lập biểu: SĐT", PHONE, also=("Người lập biểu: số điện thoại",))
    ] = None
    signer_title: Annotated[Cell, Column("Người ký: chức vụ", TEXT)] = None
    signer_name: Annotated[Cell, Column("Người ký: họ tên", PERSON, also=("Người ký",))] = None


def _documented(field: str) -> Holds:
    """A document number or date is given; "Chưa có" is an answer, but no document."""
    return lambda row: row.good(field) and row.values[field] != NONE_YET


def _established(row: Checked) -> bool:
    return row.values.get("status") == ESTABLISHED and row.good("page_url")


def _staffed(row: Checked) -> bool:
    operator = ("operator_name", "operator_phone", "operator_email")
    operators = (row.values, *row.more)
    return row.good("leader_name", "leader_phone", "leader_email") and any(
        all(field in one for field in operator) for one in operators
    )


BOTH = (DISTRICT, COMMUNE)
INDICATORS = (
    Indicator(
        "established",
        "Thành lập Trang",
        "Page established",
        "Tình trạng là “Đã thành lập” và địa chỉ liên kết hợp lệ, không đơn vị nào khác dùng.",
        BOTH,
        _established,
        "thành lập Trang",
    ),
    Indicator(
        "named",
        "Đặt tên đúng mẫu",
        "Named by the convention",
        "Tên Trang đúng mẫu chung (mục 2.1 Công văn) và đúng là của đơn vị.",
        BOTH,
        lambda row: row.good("page_name"),
        "đặt lại tên Trang",
        targeted=False,
    ),
    Indicator(
        "planned",
        "Kế hoạch hoạt động",
        "Activity plan",
        "Có số hoặc ngày của kế hoạch hoạt động; “Chưa có” không được tính.",
        BOTH,
        _documented("plan"),
        "ban hành kế hoạch",
    ),
    Indicator(
        "reported",
        "Báo cáo cấp ủy",
        "Report to the Party committee",
        "Có số hoặc ngày của báo cáo Thường trực cấp ủy cùng cấp; “Chưa có” không được tính.",
        BOTH,
        _documented("party_report"),
        "báo cáo Thường trực cấp ủy",
    ),
    Indicator(
        "guided",
        "Hướng dẫn cấp xã",
        "Guidance to communes",
        "Có số hoặc ngày của Hướng dẫn chỉ đạo Mặt trận cấp xã (phụ lục, sheet 1).",
        (DISTRICT,),
        _documented("guidance"),
        "ban hành Hướng dẫn cấp xã",
    ),
    Indicator(
        "staffed",
        "Phân công phụ trách",
        "People in charge",
        "Có đúng 01 lãnh đạo và ít nhất 01 cán bộ, đủ họ tên, điện thoại, hộp thư hợp lệ.",
        BOTH,
        _staffed,
        "phân công phụ trách",
        targeted=False,
    ),
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
    carried=("plan", "party_report", "guidance"),
    unique="page_url",
    identity=link.key,
    indicators=INDICATORS,
    file_prefix="PL_TrangCongDong",
    contact=("preparer_name", "preparer_phone"),
)
