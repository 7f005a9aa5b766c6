"""Excel's limits: a list with too many rows goes on in the next sheet, a link too many is text.

Microsoft, "Excel specifications and limits". The third limit, 32,767 characters, is the gate's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from schema import longest
from schema.documents import Area, Row, Rows, Sheet

LINKS = 65_530  # of one sheet
LONG, TABLED = 2_000, 20_000  # rows of a list, or of an Excel table, that may stand in memory


def is_long(sheet: Sheet) -> bool:
    """Whether the list is written row by row (xlsxwriter needs 6 kB for one); no table can be."""
    return len(sheet.rows) > (TABLED if sheet.table else LONG)


def fitting(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet, or as many as its rows need, each with the head; no row and no text is lost."""
    if is_long(sheet) and sheet.table:
        sheet = sheet._replace(table=None, filter=sheet.table.area)
    if len(sheet.cells) + len(sheet.rows) * len(sheet.widths) > LINKS:
        left = LINKS - sum(bool(cell.link) for cell in sheet.cells.values())
        few = _Linked(sheet.rows, left)
        sheet = sheet._replace(rows=replace(sheet.rows, described=few))
    parts = [*longest.sheets(sheet.name, len(sheet.rows), sheet.rows.first)]
    return iter((sheet,)) if len(parts) == 1 else _parts(sheet, parts)


class _Linked:
    """Describes rows, of which only the first ones keep their links; each is asked for once."""

    def __init__(self, rows: Rows, left: int) -> None:
        self._described, self._left = rows.described, left

    def __call__(self, number: int, line: Any) -> Row:
        row = self._described(number, line)
        self._left -= sum(bool(cell.link) for cell in row.cells)
        if self._left >= 0:
            return row
        return row._replace(cells=[cell._replace(link="") for cell in row.cells])


def _parts(sheet: Sheet, parts: Iterable[tuple[str, int]]) -> Iterator[Sheet]:
    """Sheets with the head and the rows that follow those of the sheet before."""
    head, skipped = sheet.rows.first, 0
    for name, size in parts:
        rows = sheet.rows.part(skipped, size)
        skipped += size
        whole = Area(0, 0, head + size - 1, len(sheet.widths) - 1)
        yield sheet._replace(
            name=name,
            rows=rows,
            table=None,  # its name may stand once only
            filter=whole._replace(top=max(head - 1, 0)),
            print_area=sheet.print_area._replace(bottom=whole.bottom) if sheet.print_area else None,
        )
