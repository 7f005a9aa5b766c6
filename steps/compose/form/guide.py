"""The sheet `Hướng dẫn`: ten lines on how to fill the form, and one line filled as an example."""

from __future__ import annotations

from collections.abc import Iterator

from schema.columns import Column
from schema.documents import Sheet
from schema.settings import Settings
from steps.compose import listing, look
from steps.compose.form.lists import Lists

NAME = "Hướng dẫn"
_WIDTHS = (5, 40, 43)
_CELL = look.CELL._replace(size=12, number="@")
_CENTER = look.CENTER._replace(size=12)
_POINTS = 16.5  # of one printed line of size 12


def sheet(settings: Settings, lists: Lists) -> Sheet:
    """The sheet; no cell of it looks like the data sheet's header."""
    draft = look.Draft(NAME)
    draft.merge(0, 0, 0, 2, "HƯỚNG DẪN ĐIỀN PHỤ LỤC", look.TITLE)
    draft.heights[0] = 30
    row = 0
    for row, text in enumerate(_lines(settings, lists), 1):
        draft.put(row, 0, row, _CENTER)
        draft.merge(row, 1, row, 2, text, _CELL)
        draft.heights[row] = _POINTS * listing.lines_of(text, sum(_WIDTHS[1:]) * 11 / 12) + 5
    _put_example(draft, settings, lists, row + 2)
    return draft.finish(widths=_WIDTHS, protected=True, **look.ONE_PAGE)


def _lines(settings: Settings, lists: Lists) -> tuple[str, ...]:
    campaign = settings.campaign
    name = campaign.file_name(lists.sender.code if lists.sender else "<mã đơn vị>")
    return (
        f"Điền trang “{campaign.general_sheet}” trước, rồi đến trang “{campaign.data_sheet}”. "
        "Ô nền vàng là ô phải điền mà còn trống; ô không gõ được là ô đã khóa, để nguyên.",
        "Dòng chữ trên đầu mỗi trang đếm số ô còn phải điền; khi hiện dấu ✓ và nền xanh là đã đủ.",
        "Mỗi đơn vị một dòng. Không đổi tên trang tính, không thêm, xóa hoặc đổi chỗ các cột.",
        *campaign.guide,
        f"Lưu tệp với tên {name} và gửi về Ban Thường trực cấp trên "
        f"chậm nhất ngày {settings.deadline:%d/%m/%Y}.",
    )


def _put_example(draft: look.Draft, settings: Settings, lists: Lists, row: int) -> None:
    """Put a good line, one cell a row: in columns it would pass for the data sheet."""
    draft.merge(row, 0, row, 2, f"VÍ DỤ MỘT DÒNG CỦA TRANG “{settings.campaign.data_sheet}”",
                look.TITLE)  # fmt: skip
    draft.line(row + 1, 0, ("Cột", "Nội dung", "Ví dụ cách ghi"), look.HEAD)
    draft.heights.update({row: 30, row + 1: 20})
    for at, (col, column, text) in enumerate(_examples(settings, lists), row + 2):
        draft.put(at, 0, look.column_name(col), _CENTER)
        draft.put(at, 1, f"Cột “{column.title}”", _CELL)
        draft.put(at, 2, text, _CELL)
        widest = listing.lines_of(f"Cột “{column.title}”", _WIDTHS[1] * 11 / 12)
        deepest = max(widest, listing.lines_of(text, _WIDTHS[2] * 11 / 12))
        draft.heights[at] = _POINTS * deepest + 3


def _examples(settings: Settings, lists: Lists) -> Iterator[tuple[int, Column, str]]:
    """The columns that have an example, each with where it stands; the unit is a real one."""
    unit, patterns = lists.units[-1], settings.patterns
    day = f"{settings.deadline:%d/%m/%Y}"
    for col, column in enumerate(settings.campaign.row_columns, 1):
        kind = column.kind
        if column.field == "unit":
            yield col, column, unit.title
        elif kind.expected:
            yield col, column, kind.expected(unit, settings.registry, patterns)
        elif kind.choices:
            yield col, column, kind.choices[0]
        elif text := (column.example or kind.example).format(day=day):
            yield col, column, text
