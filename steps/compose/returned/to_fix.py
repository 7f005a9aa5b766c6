"""The first sheet, `Cần sửa`: each fault of the sender, where it is, and room for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from schema import returned
from schema.documents import Area, Cell, Choice, Sheet
from schema.settings import Settings
from steps.compose import listing, look, signs, wording
from steps.compose.returned.faults import FILLS, WORDS, Fault, State
from steps.compose.returned.plan import Plan
from steps.compose.returned.wording import sentence

TOP = look.CELL._replace(valign="top")
CENTER = look.CENTER._replace(valign="top")
LEFT_OUT = CENTER._replace(fill=look.MISSING)
NUMBERS = {state: CENTER._replace(fill=fill) for state, fill in FILLS.items()}
LINK = CENTER._replace(color=signs.BLUE, underline=True)
TEXT = TOP._replace(number="@")
OPEN = TEXT._replace(locked=False)
TICK = CENTER._replace(number="@", size=14, bold=True, locked=False)
COLUMNS = (
    listing.Column("TT", 5, CENTER),
    listing.Column("Đơn vị", 18, TOP),
    listing.Column("Cột", 20, TOP),
    listing.Column("Ô", 7, CENTER),
    listing.Column("Nội dung đã ghi", 26, TEXT),
    listing.Column("Vấn đề và cách sửa", 50, TOP),
    listing.Column(returned.PROPOSED, 28, TEXT),
    listing.Column(returned.AGREED, 8, TICK),
    listing.Column(returned.EXPLAINED, 28, OPEN),
    listing.Column("Mã nhận biết", 80, TEXT),
)
AGREED, HIDDEN = 7, 9
GROUPS: dict[State, str] = {
    "error": "CẦN SỬA",
    "explained": "ĐÃ GIẢI TRÌNH (không phải trả lời lại)",
    "notice": "LƯU Ý (chỉ để biết, không bắt buộc sửa)",
}


def sheet(where: Plan, found: Sequence[Fault], settings: Settings) -> Sheet:
    """Describe the sheet: what a sender writes in its two open columns is read again."""
    lines = list(_lines(where, found, settings))
    first, last = listing.HEADING + 1, listing.HEADING + max(1, len(lines))
    body = Area(first, AGREED, last, AGREED)
    hint = f"Chọn {returned.TICK} nếu đồng ý ghi đúng như cột “{returned.PROPOSED}”."
    tick = Choice(body, "list", f'"{returned.TICK}"', returned.AGREED, hint, hint, strict=True)
    why = Area(first, AGREED + 1, last, AGREED + 1)
    reason = "Chỉ ghi khi nội dung đúng như vậy và không sửa được: nêu ngắn gọn lý do."
    described = listing.sheet(
        returned.TO_FIX,
        f"NỘI DUNG ĐỀ NGHỊ KIỂM TRA, SỬA: {where.sender.title.upper()}",
        _note(where, found, settings),
        COLUMNS,
        lines,
        titled=HIDDEN,
        protected=True,
        hidden_columns=(HIDDEN,),
        print_area=Area(0, 0, last, HIDDEN - 1),
        active=(first, AGREED) if found else (0, 0),
        tab=signs.RED,
        zoom=90,
    )
    answers = (tick, Choice(why, "any", "", returned.EXPLAINED, reason)) if found else ()
    return described._replace(choices=answers)


def _note(where: Plan, found: Sequence[Fault], settings: Settings) -> str:
    states = Counter(fault.state for fault in found)
    parts = [f"{wording.count(states['error'])} nội dung cần sửa"]
    parts += [f"{wording.count(states['explained'])} đã giải trình"] if states["explained"] else []
    parts.append(f"{wording.count(states['notice'])} lưu ý")
    if where.missing:
        parts.append(f"{wording.count(len(where.missing))} đơn vị chưa có nội dung")
    return (
        f"({', '.join(parts)}. Ô cần sửa có nền đỏ nhạt, lưu ý nền xanh, đã giải trình nền xám; "
        "lưu ý chỉ để biết.)\n"
        "Cách làm: bấm vào địa chỉ ở cột “Ô” để đến ô rồi sửa tại đó; hoặc chọn "
        f"{returned.TICK} ở cột “{returned.AGREED}” để lấy đúng nội dung đề nghị; nếu không sửa "
        f"được thì nêu lý do ở cột “{returned.EXPLAINED}”. Sửa xong, lưu và gửi lại ngay chính tệp "
        f"này; hạn báo cáo là ngày {settings.deadline:%d/%m/%Y}."
    )


def _lines(where: Plan, found: Sequence[Fault], settings: Settings) -> Iterator[listing.Line]:
    if not found and not where.missing:
        yield listing.Band("Không có nội dung nào phải sửa.")
    last, section = 0, ""
    for state, heading in GROUPS.items():
        these = [fault for fault in found if fault.state == state]
        if these or (state == "error" and where.missing):
            section += "I"
            yield listing.Band(f"{section}. {heading}")
        for number, fault in enumerate(these, last + 1):
            yield _line(number, fault, where, settings)
        last += len(these)
        if state == "error":
            yield from _missing(last, where, settings)
            last += len(where.missing)


def _missing(last: int, where: Plan, settings: Settings) -> Iterator[listing.Line]:
    """The units that were left out, each with its empty line; there is nothing to tick."""
    units, sheet = settings.registry.by_code, settings.campaign.data_sheet
    said = "Chưa có nội dung nào của đơn vị này; đề nghị điền đủ dòng."
    blank = (Cell(None, CENTER), Cell(None, TEXT), Cell(None, TEXT))
    for number, (code, row) in enumerate(where.missing.items(), last + 1):
        marked = Cell(number, LEFT_OUT)
        link = _link(look.address(row, 2), sheet, row, 2)
        yield (marked, units[code].title, "(cả dòng)", link, "", said, "", *blank)


def _line(number: int, fault: Fault, where: Plan, settings: Settings) -> listing.Line:
    finding = fault.finding
    unit = settings.registry.by_code.get(finding.unit or "")
    title = finding.details.get("label", "") or WORDS[fault.state]
    return (
        Cell(number, NUMBERS[fault.state]),
        unit.title if unit else "",
        title,
        _place(fault, where),
        finding.found or "",
        sentence(finding),
        fault.proposal,
        Cell(None, TICK if fault.proposal else CENTER),
        finding.explained or "",
        returned.identity(fault.answer),
    )


def _place(fault: Fault, where: Plan) -> Cell:
    """A link to the cell; what was held back stands on a sheet of its own."""
    if fault.spot:
        spot = fault.spot
        return _link(look.address(spot.row, spot.col), spot.sheet, spot.row, spot.col)
    finding = fault.finding
    name, row = finding.file.rpartition("/")[2], _line_of(finding.cell or "")
    for n, one in enumerate(where.leftovers):
        if (one.file, one.sheet, _line_of(one.cell)) == (name, finding.sheet, row):
            return _link("(xem)", returned.LEFTOVERS, listing.HEADING + 1 + n, 0)
    return Cell(None, CENTER)


def _line_of(address: str) -> str:
    return address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _link(text: str, sheet: str, row: int, col: int) -> Cell:
    return Cell(text, LINK, link=f"internal:'{sheet}'!{look.address(row, col)}")
