"""The sheet `Gọi điện`: whom to phone today, those who lack most first, with one ready sentence."""

from __future__ import annotations

from collections.abc import Iterator

from schema import calls
from schema.documents import Sheet
from schema.settings import HANOI, Settings
from schema.summary import Summary
from steps.compose import listing, look, wording
from steps.compose.owed import Owed, owed

NAME = calls.SHEET
MOST = 3  # names in the ready sentence
TOP = look.CELL._replace(valign="top")
CENTER = look.CENTER._replace(valign="top")
CODE = CENTER._replace(number="@")
PEN = TOP._replace(fill=look.MISSING, number="@", locked=False)  # where the clerk writes
COLUMNS = (
    listing.Column("TT", 5, CENTER),
    listing.Column("Đơn vị", 18, TOP),
    listing.Column("Người lập biểu", 20, TOP),
    listing.Column("Điện thoại", 15, TOP._replace(number="@")),
    listing.Column("Số đơn vị chưa xong", 9, CENTER),
    listing.Column("Số ô phải sửa", 8, CENTER),
    listing.Column("Câu nói sẵn", 58, TOP),
    listing.Column(calls.REMARK, 34, PEN),
    listing.Column(calls.CODE, 9, CODE),
)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet: one line a sender that owes something."""
    lines = list(_lines(summary, settings))
    note = (
        f"(Số liệu đến {wording.moment(summary.as_of)}; cột “{calls.REMARK}” được giữ lại ở lần "
        "chạy sau; số điện thoại lấy từ tệp mới nhất của chính đơn vị)"
    )
    nobody = [listing.Band("Không phải gọi đơn vị nào.")]
    return listing.sheet(NAME, "DANH SÁCH GỌI ĐIỆN HÔM NAY", note, COLUMNS, lines or nobody)


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    due = [each for each in owed(summary, settings) if not each.nothing]
    due.sort(key=lambda each: (each.heard, -each.units, -len(each.faults)))
    for number, each in enumerate(due, 1):
        name, phone = _contact(each, summary, settings)
        yield (
            number,
            each.sender.title,
            name,
            phone or "(chưa có số)",
            each.units,
            len({(f.file, f.sheet, f.cell) for f in each.faults}),
            sentence(each, summary, settings),
            summary.remarks.get(each.sender.code, ""),
            each.sender.code,
        )


def _contact(each: Owed, summary: Summary, settings: Settings) -> tuple[str, str]:
    """Name and phone as sheet 1 of the sender's newest file states them, "" where it does not."""
    columns = {column.field: column for column in settings.campaign.general_columns}
    stated = summary.stated.get(each.sender.code, {})
    shown = [
        str(columns[field].kind.show(stated[field])) if field in stated else ""
        for field in settings.campaign.contact
    ]
    name, phone = (*shown, "", "")[:2]
    return name, phone


def sentence(each: Owed, summary: Summary, settings: Settings) -> str:
    """What the clerk says on the phone, ready to be read out."""
    due = f"hạn {settings.due.astimezone(HANOI):%d/%m/%Y}"
    if summary.as_of > settings.due:
        due = f"đã quá {due}, đề nghị gửi ngay"
    parts = tuple(_parts(each))
    if not each.heard:
        return (
            f"Thưa đồng chí, đến nay tỉnh chưa có số liệu “{settings.campaign.subject}” của "
            f"{each.sender.place}; đề nghị gửi phụ lục theo mẫu, {due}."
        )
    return f"Thưa đồng chí, phụ lục của {each.sender.place} {'; '.join(parts)}; {due}."


def _parts(each: Owed) -> Iterator[str]:
    if each.silent:
        names = wording.some([unit.place for unit in each.silent], MOST)
        yield f"còn thiếu {len(each.silent)} đơn vị ({names})"
    if each.faults:
        yield f"còn {len(each.faults)} chỗ phải sửa"
    if each.left:
        yield f"còn phải {', '.join(f'{i.todo} ({len(units)})' for i, units in each.left)}"
