"""A district's own layout, as a grid of cells: the appendix of the letter without our form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from examples import returns
from examples.drawn import Drawing, Typed
from examples.returns import Line

GENERAL_SHEET, DATA_SHEET = "1. Thông tin chung", "2. Danh sách Trang"
LABELS = {
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
_LEADER, _OPERATOR = "Lãnh đạo phụ trách", "Cán bộ quản lý, vận hành"
_RESULT = "Kết quả xây dựng và vận hành Trang"
_STANDARD = (
    ("tt", "", "TT"),
    ("unit", "", "Đơn vị"),
    ("page_name", "", "Tên Trang"),
    ("page_url", "", "Địa chỉ liên kết"),
    ("leader_name", _LEADER, "Họ tên"),
    ("leader_phone", _LEADER, "Số điện thoại"),
    ("leader_email", _LEADER, "Địa chỉ hộp thư điện tử"),
    ("operator_name", _OPERATOR, "Họ tên"),
    ("operator_phone", _OPERATOR, "Số điện thoại"),
    ("operator_email", _OPERATOR, "Hộp thư điện tử"),
    ("status", _RESULT, "Tình trạng"),
    ("established_on", _RESULT, "Ngày thành lập"),
    ("plan", _RESULT, "Kế hoạch hoạt động (số, ngày)"),
    ("party_report", _RESULT, "Báo cáo Thường trực cấp ủy (số, ngày)"),
    ("followers", _RESULT, "Số người theo dõi"),
    ("posts", _RESULT, "Số tin, bài đã đăng"),
    ("remarks", _RESULT, "Đánh giá, khó khăn"),
    ("note", "", "Ghi chú"),
)
HEAD, NUMBERS = 7, 9  # rows counted from 0: header rows 8 and 9, number row 10
Place = tuple[int, int]
Block = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(slots=True)
class Grid:
    """One sheet: cells by (row, column) from 0, and merged blocks."""

    name: str
    cells: dict[Place, Typed] = field(default_factory=dict)
    merges: list[Block] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)  # rows in bold
    boxed: range = range(0)  # rows of the table

    def put(self, row: int, col: int, value: Typed | str | int) -> None:
        """Put one cell."""
        self.cells[row, col] = value if isinstance(value, Typed) else Typed(value)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a block, if it is more than one cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def sheets(drawing: Drawing) -> tuple[Grid, Grid]:
    """The two sheets of a return in the district's own layout."""
    return _general(drawing), _data(drawing)


def _general(drawing: Drawing) -> Grid:
    sheet = Grid(GENERAL_SHEET, bold={0})
    sheet.put(0, 1, "THÔNG TIN CHUNG VỀ BÁO CÁO")
    for row, (name, cell) in enumerate(returns.general(drawing).items(), start=2):
        sheet.put(row, 1, LABELS[name])
        sheet.put(row, 2, cell)
    return sheet


def _data(drawing: Drawing) -> Grid:
    sheet = Grid(DATA_SHEET, bold={0, 3, 4, HEAD, HEAD + 1})
    columns = drawing.columns or _STANDARD
    _heading(sheet, drawing)
    _header(sheet, columns)
    row = NUMBERS + 1
    for level, group in groupby(returns.lines(drawing), key=lambda line: line.level):
        sheet.put(row, 0, "I" if level == "district" else "II")
        sheet.put(row, 1, "CẤP HUYỆN" if level == "district" else "CẤP XÃ")
        sheet.bold.add(row)
        row = _body(sheet, row + 1, list(group), drawing, [name for name, _, _ in columns])
    sheet.boxed = range(HEAD, row + 1)
    _foot(sheet, row, drawing)
    return sheet


def _heading(sheet: Grid, drawing: Drawing) -> None:
    title = drawing.registry.by_code[drawing.sender].title.upper()
    sheet.put(0, 0, f"ỦY BAN MTTQ VIỆT NAM {title}")
    sheet.put(0, 10, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.put(1, 10, "Độc lập - Tự do - Hạnh phúc")
    sheet.put(3, 0, "Phụ lục")
    sheet.put(4, 0, "DANH SÁCH “TRANG CỘNG ĐỒNG” CỦA MẶT TRẬN CẤP HUYỆN, CẤP XÃ")
    sheet.put(5, 0, f"(Kèm theo Báo cáo ngày {drawing.reported:%d/%m/%Y})")


def _header(sheet: Grid, columns: tuple[tuple[str, str, str], ...]) -> None:
    col = 0
    for head, named in groupby(columns, key=lambda column: column[1] or column[0]):
        span = list(named)
        if not span[0][1]:
            sheet.put(HEAD, col, span[0][2])
            sheet.merge(HEAD, col, HEAD + 1, col)
        else:
            sheet.put(HEAD, col, head)
            sheet.merge(HEAD, col, HEAD, col + len(span) - 1)
            for offset, (_, _, label) in enumerate(span):
                sheet.put(HEAD + 1, col + offset, label)
        col += len(span)
    for number in range(col):
        sheet.put(NUMBERS, number, f"({number + 1})")


def _body(sheet: Grid, row: int, lines: list[Line], drawing: Drawing, order: list[str]) -> int:
    for number, block in enumerate(_blocks(lines), start=1):
        sheet.put(row, order.index("tt"), number)
        for offset, line in enumerate(block):
            if line.unit:
                sheet.put(row + offset, order.index("unit"), line.unit)
            for name, cell in line.cells.items():
                sheet.put(row + offset, order.index(name), cell)
        if drawing.further == "merged":
            for col, name in enumerate(order):
                if not name.startswith("operator"):
                    sheet.merge(row, col, row + len(block) - 1, col)
        row += len(block)
    return row


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and not line.continues:
            yield block
            block = []
        block.append(line)
    yield block


def _foot(sheet: Grid, row: int, drawing: Drawing) -> None:
    general = returns.general(drawing)
    sheet.put(row, 1, "Tổng cộng")
    sheet.put(row + 2, 1, "Nơi nhận:")
    sheet.put(row + 2, 10, "TM. BAN THƯỜNG TRỰC")
    sheet.put(row + 3, 1, "- Ban Dân chủ - Pháp luật Mặt trận tỉnh;")
    sheet.put(row + 4, 1, "- Lưu: VT.")
    sheet.put(row + 3, 10, Typed(str(general["signer_title"].value).upper()))
    sheet.put(row + 7, 10, general["signer_name"])
    sheet.bold |= {row, row + 2}
