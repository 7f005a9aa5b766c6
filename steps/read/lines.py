"""The lines of the table: which rows are data, under which heading, and what their merges hide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from schema.campaign import Campaign
from schema.readings import Places, RawRow, Trouble, Value
from schema.units import Registry
from steps.read.aside import Aside
from steps.read.grid import Area, Place, column_letters
from steps.read.names import Names, names
from steps.read.table import Table


class Lines(NamedTuple):
    """The data rows of the table, and what was odd in them."""

    rows: tuple[RawRow, ...]
    troubles: tuple[Trouble, ...]
    unknown: tuple[int, ...] = ()  # rows that are neither data nor part of the form


def lines(table: Table, campaign: Campaign, registry: Registry) -> Lines:
    """The data rows below the header, top to bottom; blank cells stay blank."""
    aside = Aside(table, campaign, names(registry))
    letters = {field: column_letters(column) for field, column in table.columns.items()}
    rows = tuple(
        _row(table, number, aside.level, letters)
        for number in sorted(table.grid.rows)
        if number >= table.first and aside.is_data(number)
    )
    odd = tuple(_merged(table, rows, names(registry)))
    return Lines(rows, odd, tuple(aside.unknown))


def _row(table: Table, number: int, level: str | None, letters: Mapping[str, str]) -> RawRow:
    grid, columns = table.grid, table.columns
    cells = grid.rows[number]
    block = grid.merge(number, columns["unit"])
    return RawRow(
        sheet=grid.name,
        number=number,
        values={field: cells.get(column) for field, column in columns.items()},
        cells=Places(letters, number),
        links=_behind(grid.links, number, columns),
        fonts=_behind(grid.fonts, number, columns),
        level=level,
        joined=block is not None and block.top < number,
    )


def _behind(found: Mapping[Place, str], number: int, columns: Mapping[str, int]) -> dict[str, str]:
    """Field -> what the second look found behind its cell in this row."""
    if not found:
        return {}
    return {f: found[number, column] for f, column in columns.items() if (number, column) in found}


def _merged(table: Table, rows: tuple[RawRow, ...], known: Names) -> Iterator[Trouble]:
    """Merged cells that stand for several units or several columns: only the first has a value."""
    fields = {column: field for field, column in table.columns.items()}
    by_number = {row.number: row for row in rows}
    for area in table.grid.merges:
        field = fields.get(area.left)
        row = by_number.get(area.top)
        if field is None or row is None or row.values.get(field) is None:
            continue
        if _columns(area, fields) > 1 or (field != "unit" and _units(area, by_number, known) > 1):
            details = {"area": area.name}
            yield Trouble("cell_merged", table.grid.name, row.cells[field], field, details=details)


def _columns(area: Area, fields: Mapping[int, str]) -> int:
    return sum(area.left <= column <= area.right for column in fields)


def _units(area: Area, rows: Mapping[int, RawRow], known: Names) -> int:
    """How many units' rows the block spans; repeated and blank unit cells add none."""
    cells = [
        rows[n].values.get("unit")
        for n in range(area.top, min(area.bottom, max(rows)) + 1)
        if n in rows
    ]
    return len({_identity(cell, known) for cell in cells if cell is not None})


def _identity(cell: Value, known: Names) -> tuple[str, ...]:
    return tuple(unit.code for unit in known.units(cell)) or (str(cell),)
