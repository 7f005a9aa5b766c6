"""Sheet 1: one value a line, found by the labels beside the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from schema.campaign import Campaign
from schema.readings import RawRow
from steps.read.grid import Grid, address
from steps.read.labels import Labels, labels, words

ENOUGH = 3  # labels that make a sheet of another name sheet 1
REACH = 3  # columns to the right of the label in which the values may stand


class Form(NamedTuple):
    """Sheet 1 with the cell of each value."""

    grid: Grid
    places: Mapping[str, tuple[int, int]]  # field -> row, column

    def row(self) -> RawRow:
        """The form as one row, numbered 0."""
        grid, places = self.grid, self.places
        return RawRow(
            sheet=grid.name,
            number=0,
            values={field: grid.at(*place) for field, place in places.items()},
            cells={field: address(*place) for field, place in places.items()},
            links={f: grid.links[place] for f, place in places.items() if place in grid.links},
            fonts={f: grid.fonts[place] for f, place in places.items() if place in grid.fonts},
        )


def general(grids: list[Grid], campaign: Campaign) -> Form | None:
    """The sheet of the form's own name, else the one with most of its labels."""
    known = labels(campaign.general_columns, campaign.filler)
    for grid in grids:
        is_own = words(grid.name) == words(campaign.general_sheet)
        if is_own and (places := dict(_places(grid, known))):
            return Form(grid, _values(grid, places, 1))
    found = [(grid, dict(_places(grid, known))) for grid in grids]
    best = max(found, key=lambda pair: len(pair[1]), default=None)
    if best is None or len(best[1]) < ENOUGH:
        return None
    return Form(best[0], _values(*best, REACH))


def _places(grid: Grid, known: Labels) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each field with the cell of its label, the topmost if there are several."""
    seen = set()
    for row in sorted(grid.rows):
        for column in sorted(grid.rows[row]):
            meant = known.exact(grid.text(row, column))
            if meant and meant[0].field not in seen:
                seen.add(meant[0].field)
                yield meant[0].field, (row, column)


def _values(
    grid: Grid, places: Mapping[str, tuple[int, int]], reach: int
) -> dict[str, tuple[int, int]]:
    """The cell of each value: the first column right of the labels that holds anything at all."""
    for step in range(1, reach + 1):
        beside = {field: _beside(grid, place, step) for field, place in places.items()}
        if any(grid.at(*place) is not None for place in beside.values()):
            return beside
    return {field: _beside(grid, place, 1) for field, place in places.items()}


def _beside(grid: Grid, place: tuple[int, int], step: int) -> tuple[int, int]:
    row, column = place
    area = grid.merge(row, column)
    return row, (area.right if area else column) + step
