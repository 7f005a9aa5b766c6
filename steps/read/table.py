"""Finding the table on a sheet: its header rows and what each column means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from schema.campaign import HELPERS, Campaign
from schema.columns import Column
from schema.readings import Trouble
from schema.units import Registry, Unit
from steps.read.grid import Grid
from steps.read.header import Head, head
from steps.read.labels import Labels, forms, is_numbering, labels
from steps.read.names import names

SHOWN = 60  # characters of an unknown header that a finding shows


class Table(NamedTuple):
    """A sheet's table: field -> column, the first row below the header, and what was odd."""

    grid: Grid
    columns: Mapping[str, int]
    first: int
    troubles: tuple[Trouble, ...]
    named: int = 0  # units of the registry that its unit column names
    is_summary: bool = False  # it lists the units of several senders alike
    heads: Mapping[int, tuple[str, ...]] = {}  # column -> its labels


def tables(grids: Iterable[Grid], campaign: Campaign, registry: Registry) -> list[Table]:
    """The tables that can be this campaign's appendix, one a sheet at most."""
    known = labels(campaign.row_columns, campaign.filler)
    found = []
    for grid in grids:
        where = head(grid, known)
        table = _table(grid, where, known, campaign, registry) if where else None
        if table:
            found.append(table)
    return found


def _table(
    grid: Grid, where: Head, known: Labels, campaign: Campaign, registry: Registry
) -> Table | None:
    places, odd = _assign(where, known)
    enough = len(places) * 2 >= len(campaign.row_columns)
    telling = campaign.unique is not None and campaign.unique.field in places
    if not enough and not (len(places) >= 3 and telling):
        return None
    shown = [_extra(grid, where, column) for column in odd if odd[column] is None]
    twice = [_twice(grid, where, c, field) for c, field in odd.items() if field]
    missing = [
        Trouble("column_missing", grid.name, field=c.field, details={"label": c.title})
        for c in campaign.row_columns
        if c.field not in places
    ]
    meant = _meant(grid, where, places.get("unit"), registry)
    votes, named = _votes(meant, registry), _named(meant)
    top = max(votes.values(), default=0)
    return Table(
        grid=grid,
        columns={c.field: places[c.field] for c in campaign.row_columns if c.field in places},
        first=where.bottom + 1,
        troubles=(*missing, *twice, *(trouble for trouble in shown if trouble)),
        named=named,
        is_summary=len(votes) > 3 and top * 2 < named,
        heads=where.paths,
    )


def _assign(where: Head, known: Labels) -> tuple[dict[str, int], dict[int, str | None]]:
    """Field -> column; and the columns left over, with the field where it is there already.

    Labels that are exact choose first; a label that several groups share goes by its group's
    heading, else by its neighbour's group, else to the first group not yet served.
    """
    places: dict[str, int] = {}
    odd: dict[int, str | None] = {}
    group = ""
    for column, path in where.paths.items():
        candidates = _by_group(known, known.exact(path[-1]), path)
        free = [c for c in candidates if c.field not in places]
        free.sort(key=lambda c: c.group != group)
        if free:
            places[free[0].field], group = column, free[0].group
        else:
            odd[column] = candidates[0].field if candidates else None
    for column in [c for c, field in odd.items() if field is None]:
        path = where.paths[column]
        free = [c for c in _by_group(known, known.loose(path[-1]), path) if c.field not in places]
        if free:
            places[free[0].field] = column
            del odd[column]
    return places, odd


def _by_group(known: Labels, candidates: list[Column], path: tuple[str, ...]) -> list[Column]:
    heading = " ".join(path[:-1])
    return known.of_group(candidates, heading) if len(candidates) > 1 and heading else candidates


def _extra(grid: Grid, where: Head, column: int) -> Trouble | None:
    """A notice on a column that the form does not have; its own helpers are known."""
    label = where.paths[column][-1]
    known = {form for helper in HELPERS for form in forms(helper)}
    if is_numbering(label) or known & set(forms(label)) or where.is_only_group(column):
        return None
    details = {"label": " ".join(label.split())[:SHOWN]}
    return Trouble("column_extra", grid.name, where.cells[column], details=details)


def _twice(grid: Grid, where: Head, column: int, field: str) -> Trouble:
    label = " ".join(where.paths[column][-1].split())[:SHOWN]
    return Trouble("column_twice", grid.name, where.cells[column], field, details={"label": label})


def _meant(grid: Grid, where: Head, column: int | None, registry: Registry) -> list[list[Unit]]:
    """The units that the cells of the unit column may mean; a cell that names none is left out."""
    known = names(registry)
    cells = (row.get(column or 0) for number, row in grid.rows.items() if number > where.bottom)
    return [units for units in map(known.units, cells) if units]


def _named(meant: Iterable[list[Unit]]) -> int:
    """How many units are named; where names are shared, those that share them are one."""
    return len({tuple(unit.code for unit in units) for units in meant})


def _votes(meant: Iterable[list[Unit]], registry: Registry) -> Counter[str]:
    """How many cells name a unit of each sender."""
    return Counter(
        code for units in meant for code in {registry.sender_of(unit).code for unit in units}
    )
