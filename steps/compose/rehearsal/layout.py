"""A draft -> the described workbook: the sender's form with everything typed into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schema.documents import Area, Book, Cell, Merge, Sheet
from schema.settings import Settings
from steps.compose import form, look
from steps.compose.form import entry
from steps.compose.form.lists import FIRST_GENERAL
from steps.compose.form.plan import FIRST, HEAD, Block, Frame, Line, block
from steps.compose.rehearsal.drafts import Draft, Row

OLD_FONT = ".VnTime"


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of the data sheet, and where each unit's row stands, counted from 0."""

    blocks: tuple[Block, ...]
    places: Mapping[int, int]  # row of the draft -> row of the sheet


def plan(draft: Draft, settings: Settings) -> Plan:
    """Lay out the rows of each level below its heading."""
    blocks, places, at = [], {}, FIRST
    for index, level in enumerate(settings.registry.levels):
        lines: list[Line] = []
        for n, row in enumerate(draft.rows):
            if row.unit.level == level:
                places[n] = at + 1 + len(lines)
                lines += _lines(row)
        lines = _numbered(lines)
        blocks.append(block(settings, index, tuple(lines)))
        at += 1 + len(lines)
    return Plan(tuple(blocks), places)


def _lines(row: Row) -> Iterator[Line]:
    yield Line(0, row.unit, row.cells)
    yield from (Line(None, None, cells) for cells in row.further)


def _numbered(lines: list[Line]) -> list[Line]:
    count = 0
    for n, line in enumerate(lines):
        if line.unit:
            count += 1
            lines[n] = line._replace(number=count)
    return lines


def book(draft: Draft, settings: Settings) -> tuple[Book, Plan]:
    """The workbook, and where its rows stand."""
    where = plan(draft, settings)
    blank = form.composed(settings, draft.sender, where.blocks)
    general, data, *rest = blank.sheets
    sheets = (_general(general, draft, settings), _data(data, draft, where, settings), *rest)
    return blank._replace(sheets=sheets), where


def _general(sheet: Sheet, draft: Draft, settings: Settings) -> Sheet:
    cells = dict(sheet.cells)
    for row, column in enumerate(settings.campaign.general_columns, FIRST_GENERAL):
        value = draft.general.get(column.field)
        if column.field != "unit" and value is not None:
            cells[row, 2] = Cell(value, entry.filled(column, value)._replace(size=12, align="left"))
    return sheet._replace(cells=cells)


def _data(sheet: Sheet, draft: Draft, where: Plan, settings: Settings) -> Sheet:
    frame = Frame(settings.campaign.row_columns)
    cells = dict(sheet.cells)
    if draft.extra:
        cells[HEAD, frame.sign + 1] = Cell(draft.extra, look.HEAD)
    if draft.old_font:
        col = frame.at(draft.old_font) or 0
        for n in where.places.values():
            cell = cells[n, col]
            cells[n, col] = cell._replace(style=cell.style._replace(font=OLD_FONT))
    merges = [merge for n, row in enumerate(draft.rows) if row.further
              for merge in _joined(cells, where.places[n], len(row.further), frame)]  # fmt: skip
    hidden = tuple(where.places[n] for n, row in enumerate(draft.rows) if row.hidden)
    return sheet._replace(cells=cells, merges=(*sheet.merges, *merges), hidden_rows=hidden)


def _joined(
    cells: dict[tuple[int, int], Cell], top: int, more: int, frame: Frame
) -> Iterator[Merge]:
    """The unit's own cells over all its lines, as offices merge them."""
    own = [0, *(n for n, column in enumerate(frame.columns, 1) if not column.repeats)]
    for col in own:
        yield Merge(Area(top, col, top + more, col), cells.pop((top, col)))
        for row in range(top + 1, top + more + 1):
            cells.pop((row, col), None)
