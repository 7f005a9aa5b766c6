"""The province's own form, filled in as a district does: open it, type, insert a line, save."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from examples import returns
from examples.drawn import Drawing
from examples.grid import DATA_SHEET, GENERAL_SHEET, LABELS
from examples.returns import FIELDS, Line
from examples.workbooks import TALL, saved, type_into
from schema.settings_file import load
from steps import write
from steps.compose import form

ROOT = Path(__file__).parent.parent
_LAST = 18  # column R; S and T are the form's own
_OPERATOR = range(8, 11)  # H, I, J
_PLACE = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]+)")


def filled(drawing: Drawing) -> bytes:
    """The sender's pre-filled form with the drawing typed into it, as an .xlsx."""
    book = load_workbook(io.BytesIO(_blank(drawing)))
    _type_general(book, drawing)
    _type_rows(book[DATA_SHEET], drawing)
    return saved(book)


def _blank(drawing: Drawing) -> bytes:
    settings = load(ROOT / "campaign.toml")
    sender = settings.registry.by_code[drawing.sender]
    with tempfile.TemporaryDirectory() as folder:
        path = write.book(form.prefilled(settings, sender), Path(folder, "form.xlsx"))
        return path.read_bytes()


def _type_general(book: Workbook, drawing: Drawing) -> None:
    sheet = book[GENERAL_SHEET]
    rows = {sheet.cell(row, 2).value: row for row in range(1, sheet.max_row + 1)}
    for name, what in returns.general(drawing).items():
        type_into(sheet.cell(rows[LABELS[name]], 3), what)


def _type_rows(sheet: Worksheet, drawing: Drawing) -> None:
    lines = list(returns.lines(drawing))
    titles = {line.unit for line in lines}
    preprinted = {unit.title for unit in drawing.registry.of_sender(drawing.sender)}
    for row in reversed([r for r in _rows(sheet) if _unit(sheet, r) in preprinted - titles]):
        _move_up(sheet, row)
    row = 0
    for line in lines:
        row = _next(sheet, row, line)
        for name, what in line.cells.items():
            type_into(sheet.cell(row, FIELDS.index(name) + 3), what)
        sheet.row_dimensions[row].height = TALL if line.cells else None
    if drawing.further == "merged":
        _merge_operators(sheet, lines)


def _next(sheet: Worksheet, row: int, line: Line) -> int:
    """The row to type in: the unit's own, or a new one below the row of before."""
    if not line.continues:
        return next(r for r in _rows(sheet) if _unit(sheet, r) == line.unit)
    _move_down(sheet, row + 1)
    return row + 1


def _rows(sheet: Worksheet) -> Iterator[int]:
    return iter(range(11, sheet.max_row + 1))


def _unit(sheet: Worksheet, row: int) -> object:
    return sheet.cell(row, 2).value


def _merge_operators(sheet: Worksheet, lines: list[Line]) -> None:
    """Merge the unit's own cells down over its operators' lines, as offices do."""
    heads = [index for index, line in enumerate(lines) if not line.continues]
    for head, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        if after - head > 1:
            top = next(r for r in _rows(sheet) if _unit(sheet, r) == lines[head].unit)
            for col in set(range(1, _LAST + 1)) - set(_OPERATOR):
                sheet.merge_cells(None, top, col, top + after - head - 1, col)


def _move_down(sheet: Worksheet, row: int) -> None:
    """Insert a line in the style of the one above, as Excel does."""
    with _Moved(sheet, row, 1):
        sheet.insert_rows(row)
    for col in range(1, _LAST + 3):
        for look in ("font", "fill", "border", "alignment", "protection", "number_format"):
            setattr(sheet.cell(row, col), look, copy(getattr(sheet.cell(row - 1, col), look)))


def _move_up(sheet: Worksheet, row: int) -> None:
    """Delete a line, as Excel does."""
    with _Moved(sheet, row, -1):
        sheet.delete_rows(row)


class _Moved:
    """Below a line that comes or goes, openpyxl moves cells only: move the rest along."""

    def __init__(self, sheet: Worksheet, row: int, by: int) -> None:
        self.sheet, self.row, self.by = sheet, row, by
        self.merges: list[CellRange] = []

    def __enter__(self) -> None:
        self.merges = [CellRange(m.coord) for m in self.sheet.merged_cells.ranges if self._below(m)]
        for block in self.merges:
            self.sheet.unmerge_cells(block.coord)

    def __exit__(self, *_: object) -> None:
        for block in self.merges:
            block.shift(row_shift=self.by)
            self.sheet.merge_cells(block.coord)
        self._move_heights()
        for cells in self.sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    cell.value = _PLACE.sub(self._moved, str(cell.value))

    def _move_heights(self) -> None:
        rows = self.sheet.row_dimensions
        heights = {row: one.height for row, one in rows.items() if row >= self.row}
        for row in heights:
            rows[row].height = None
        for row, height in heights.items():
            if row + self.by >= self.row:
                rows[row + self.by].height = height

    def _below(self, block: CellRange) -> bool:
        return int(block.min_row) >= self.row

    def _moved(self, place: re.Match[str]) -> str:
        row = int(place[2])
        return place[1] + str(row + self.by if row >= self.row else row)
