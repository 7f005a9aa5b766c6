"""What the letter of 2021 counts: its four targets, and the page's name and people beside them."""

from __future__ import annotations

from schema.asked import documented
from schema.campaign import Indicator
from schema.records import Checked
from schema.units import COMMUNE, DISTRICT

ESTABLISHED, BUILDING, NOT_YET = "Đã thành lập", "Đang xây dựng", "Chưa thành lập"
SHARED = (
    "Trang trùng nhau",
    "Hai đơn vị khai cùng một địa chỉ liên kết thì cả hai chưa được tính là "
    "đã thành lập, cho đến khi sửa.",
)


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
        documented("plan"),
        "ban hành kế hoạch",
    ),
    Indicator(
        "reported",
        "Báo cáo cấp ủy",
        "Report to the Party committee",
        "Có số hoặc ngày của báo cáo Thường trực cấp ủy cùng cấp; “Chưa có” không được tính.",
        BOTH,
        documented("party_report"),
        "báo cáo Thường trực cấp ủy",
    ),
    Indicator(
        "guided",
        "Hướng dẫn cấp xã",
        "Guidance to communes",
        "Có số hoặc ngày của Hướng dẫn chỉ đạo Mặt trận cấp xã (phụ lục, sheet 1).",
        (DISTRICT,),
        documented("guidance"),
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
