"""What was not understood: extra columns, unknown rows and sheets; kept, for nothing is dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from schema import returned
from schema.campaign import HELPERS
from schema.readings import Leftover, text_of
from steps.read.answers import is_own
from steps.read.form import Form
from steps.read.grid import Grid, address
from steps.read.labels import is_numbering, words
from steps.read.lines import Lines
from steps.read.table import Table

MOST = 2000  # cells of one file; beyond them the file itself must be asked
FURNITURE = {"danh muc", "huong dan"}  # the form's own further sheets
_HEADS = (returned.FILE, returned.SHEET, returned.CELL, returned.LABEL, returned.CONTENT)


def leftovers(
    grids: Iterable[Grid], table: Table, form: Form | None, found: Lines
) -> tuple[Leftover, ...]:
    """Every filled cell that is neither read nor part of the form, in the order of the sheets."""
    kept = islice(_all(grids, table, form, found), MOST + 1)
    cells = tuple(kept)
    if len(cells) <= MOST:
        return cells
    more = Leftover("", "", f"… còn nhiều hơn {MOST} ô chưa nhận dạng, xem tệp đã gửi")
    return (*cells[:MOST], more)


def _all(
    grids: Iterable[Grid], table: Table, form: Form | None, found: Lines
) -> Iterator[Leftover]:
    for grid in grids:
        if grid.name == table.grid.name:
            yield from _of_table(table, found)
        elif form and grid.name == form.grid.name:
            yield from _of_form(form)
        elif words(grid.name) == words(returned.LEFTOVERS):
            yield from _brought_along(grid)
        elif not is_own(grid) and words(grid.name) not in FURNITURE:
            yield from (_cell(grid, row, column) for row, column in _places(grid, grid.rows))


def _of_table(table: Table, found: Lines) -> Iterator[Leftover]:
    grid, known = table.grid, set(table.columns.values())
    heads = {column: path[-1] for column, path in table.heads.items()}
    own = {words(helper) for helper in HELPERS}
    skipped = {c for c, label in heads.items() if is_numbering(label) or words(label) in own}
    skipped |= {1} if 1 not in heads and 1 not in known else set()  # a running number unheaded
    data = {row.number for row in found.rows}
    yield from _beside_headings(table, data | set(found.unknown), max(data, default=0))
    for row, column in _places(grid, data | set(found.unknown)):
        ours = column in skipped and (row in data or not _has_letters(grid.at(row, column)))
        if not ours and not (row in data and column in known):
            yield _cell(grid, row, column, " ".join(heads.get(column, "").split()))


def _beside_headings(table: Table, rows: Collection[int], last: int) -> Iterator[Leftover]:
    """Words right of the table in a row that is a heading of the form."""
    right = max(table.columns.values())
    between = [n for n in table.grid.rows if table.first <= n <= last and n not in rows]
    for row, column in _places(table.grid, between):
        if column > right and _has_letters(table.grid.at(row, column)):
            yield _cell(table.grid, row, column)


def _of_form(form: Form) -> Iterator[Leftover]:
    """Lines of sheet 1 with a value under a label that the form does not have."""
    grid, known = form.grid, set(form.places.values())
    first = min((row for row, _ in known), default=0)
    values = min((column for _, column in known), default=0)
    for row, column in _places(grid, [n for n in grid.rows if n >= first]):
        if column >= values and (row, column) not in known:
            beside = (grid.text(row, c) for c in range(column - 1, 0, -1))
            label = next(filter(None, beside), "")
            yield _cell(grid, row, column, " ".join(label.split()))


def _brought_along(grid: Grid) -> Iterator[Leftover]:
    """What an earlier returned workbook kept already, under the place where it stood at first."""
    columns: dict[str, int] = {}
    for number in sorted(grid.rows):
        texts = {str(text).strip(): column for column, text in grid.rows[number].items()}
        if all(head in texts for head in _HEADS):
            columns = {head: texts[head] for head in _HEADS}
        elif columns:
            said = [text_of(grid.at(number, columns[head])) for head in _HEADS]
            file, sheet, cell, label, text = said
            if file and text:
                yield Leftover(sheet, cell, text, label, file)


def _has_letters(value: object) -> bool:
    return isinstance(value, str) and any(mark.isalpha() for mark in value)


def _places(grid: Grid, rows: Collection[int]) -> list[tuple[int, int]]:
    return [(row, column) for row in sorted(rows) for column in sorted(grid.rows.get(row, ()))]


def _cell(grid: Grid, row: int, column: int, label: str = "") -> Leftover:
    return Leftover(grid.name, address(row, column), text_of(grid.at(row, column)), label)
