"""Excel's limits: a sheet with too many rows goes on in the next one, a link too many is text.

Microsoft, "Excel specifications and limits". The third limit, 32,767 characters, is the gate's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from schema.documents import Area, Cell, Sheet

ROWS, LINKS = 1_048_576, 65_530  # of one sheet
_NAME = 31  # characters of a sheet's name


def fitting(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet, or as many as its rows need, each with the head; no row and no text is lost."""
    linked = _with_few_links(sheet)
    bottom = max((row for row, _ in linked.cells), default=0)
    return (linked,) if bottom < ROWS else tuple(_parts(linked, bottom))


def _with_few_links(sheet: Sheet) -> Sheet:
    if len(sheet.cells) <= LINKS:
        return sheet
    links = sorted(place for place, cell in sheet.cells.items() if cell.link)[LINKS:]
    plain = {place: sheet.cells[place]._replace(link="") for place in links}
    return replace(sheet, cells={**sheet.cells, **plain})


def _parts(sheet: Sheet, bottom: int) -> Iterator[Sheet]:
    """Sheets of `ROWS` rows: the head, then the lines that follow those of the sheet before."""
    head = sheet.repeat[1] + 1 if sheet.repeat else 0
    room = ROWS - head
    for number, first in enumerate(range(head, bottom + 1, room), 1):
        last = min(first + room - 1, bottom)
        moved = first - head
        name = sheet.name if number == 1 else f"{sheet.name[: _NAME - 6]} ({number})"
        yield _part(replace(sheet, name=name), head, moved, last)


def _part(sheet: Sheet, head: int, moved: int, last: int) -> Sheet:
    """The head, and the rows after it up to `last`, `moved` rows up."""

    def place(row: int) -> int | None:
        if row < head:
            return row
        return row - moved if head + moved <= row <= last else None

    cells: dict[tuple[int, int], Cell] = {}
    for (row, col), cell in sheet.cells.items():
        if (at := place(row)) is not None:
            cells[at, col] = cell
    kept = {at: high for row, high in sheet.heights.items() if (at := place(row)) is not None}
    merges = tuple(
        merge._replace(area=Area(at, merge.area.left, end, merge.area.right))
        for merge in sheet.merges
        if (at := place(merge.area.top)) is not None
        and (end := place(merge.area.bottom)) is not None
    )
    right = max((col for _, col in cells), default=0)
    return replace(
        sheet,
        cells=cells,
        heights=kept,
        merges=merges,
        table=None,  # its name may stand once only
        filter=Area(max(head - 1, 0), 0, last - moved, right),
        print_area=Area(0, 0, last - moved, right) if sheet.print_area else None,
    )
