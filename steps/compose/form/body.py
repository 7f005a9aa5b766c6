"""The units' lines of the form's data sheet, block by block, and what helps to fill them in."""

from __future__ import annotations

from collections.abc import Sequence

from schema.campaign import HELPERS
from schema.documents import Area, Cell, Choice
from steps.compose import listing, look
from steps.compose.form import entry
from steps.compose.form.lists import Lists
from steps.compose.form.plan import FIRST, Block, Frame, Line

_EXPECTED = look.CELL._replace(size=10, color="#404040")
_SIGN = look.CENTER._replace(bold=True)
_UNIT = look.CELL._replace(number="@")
_TWO, _MOST = 2, 8  # printed lines of a data line
_POINTS = 15.5  # of one printed line of size 11


def put_blocks(
    draft: look.Draft,
    frame: Frame,
    blocks: tuple[Block, ...],
    lists: Lists,
    widths: Sequence[float],
) -> int:
    """Put the lines; return the row of the total."""
    row = FIRST
    for block in blocks:
        _put_block(draft, frame, block, row, lists)
        for line in range(row + 1, row + 1 + len(block.lines)):
            draft.heights[line] = _height(draft, line, widths)
        row += 1 + len(block.lines)
    return row


def _put_block(draft: look.Draft, frame: Frame, block: Block, row: int, lists: Lists) -> None:
    draft.merge(row, 0, row, 1, block.heading, look.GROUP)
    beside = len(HELPERS) if frame.named else 0
    draft.line(row, 2, [None] * (len(frame.columns) - 1 + beside), look.GROUP)
    draft.heights[row] = 20
    for offset, line in enumerate(block.lines, 1):
        _put_line(draft, frame, line, row + offset, lists)
    if any(line.unit is None and line.number for line in block.lines):
        area = Area(row + 1, 1, row + len(block.lines), 1)
        hint = "Chọn đơn vị trong danh sách."
        source = lists.unit_source(block.level)
        draft.choices.append(Choice(area, "list", source, "Đơn vị", hint, hint))


def _put_line(draft: look.Draft, frame: Frame, line: Line, row: int, lists: Lists) -> None:
    draft.put(row, 0, line.number, look.CENTER)
    for col, column in enumerate(frame.columns, 1):
        value = line.values.get(column.field)
        draft.cells[row, col] = Cell(value, entry.filled(column, value))
    if line.unit or line.number is None:
        draft.put(row, 1, line.unit.title if line.unit else None, _UNIT)
    _put_helpers(draft, frame, line, row, lists)


def _height(draft: look.Draft, row: int, widths: Sequence[float]) -> float:
    """Room for two printed lines, and for all of what stands in the line already."""
    deepest = _TWO
    for col, width in enumerate(widths[1:], 1):
        cell = draft.cells.get((row, col))
        value = cell.value if cell else None
        if isinstance(value, str) and len(value) > width:
            words = value if " " in value else value.replace("/", "/ ")  # where a link breaks
            deepest = max(deepest, listing.lines_of(words, width))
    return _POINTS * min(deepest, _MOST) + 2


def _put_helpers(draft: look.Draft, frame: Frame, line: Line, row: int, lists: Lists) -> None:
    named = frame.named
    if named is None or named.kind.expected is None:
        return
    if line.number is None:
        draft.line(row, frame.expected, ("", ""), _EXPECTED)
        return
    registry, patterns = lists.settings.registry, lists.settings.patterns
    expected = named.kind.expected(line.unit, registry, patterns) if line.unit else ""
    if expected:
        draft.put(row, frame.expected, expected, _EXPECTED)
    else:
        formula = lists.expected("$" + look.address(row, 1))
        draft.put(row, frame.expected, "", _EXPECTED, formula=formula)
    typed = look.address(row, frame.at(named.field) or 0)
    wanted = look.address(row, frame.expected)
    sign = f'=IF(OR({typed}="",{wanted}=""),"",IF(EXACT({typed},{wanted}),"✓","≠"))'
    name = line.values.get(named.field)
    shown = ("✓" if name == expected else "≠") if name and expected else ""
    draft.put(row, frame.sign, shown, _SIGN, formula=sign)
