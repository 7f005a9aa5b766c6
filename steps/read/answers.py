"""The answers of a returned workbook: ticks and explanations of its sheet `Cần sửa`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from schema import returned
from schema.readings import Answer
from steps.read.grid import Grid
from steps.read.labels import words

_NO = {"khong", "0", "false", "no"}


def is_own(grid: Grid) -> bool:
    """Whether the sheet is one that only a returned workbook has."""
    return words(grid.name) in {words(name) for name in returned.SHEETS}


def answers(grids: Iterable[Grid]) -> tuple[Answer, ...]:
    """Every fault that was ticked or explained, in the order of the sheet."""
    named = [grid for grid in grids if words(grid.name) == words(returned.TO_FIX)]
    return tuple(answer for grid in named for answer in _answers(grid))


def _answers(grid: Grid) -> Iterator[Answer]:
    columns: dict[str, int] = {}
    for number in sorted(grid.rows):
        cells = grid.rows[number]
        columns = _heads(cells) or columns
        fault = next(filter(None, map(returned.fault, cells.values())), None)
        if fault is None:
            continue
        said = {head: str(cells.get(column, "")).strip() for head, column in columns.items()}
        agreed = _is_tick(said.get(returned.AGREED, ""))
        accepted = said.get(returned.PROPOSED, "") if agreed else ""
        explained = said.get(returned.EXPLAINED, "")[: returned.LONGEST]
        if accepted or explained:
            yield fault._replace(accepted=accepted, explained=explained)


def _heads(cells: Mapping[int, object]) -> dict[str, int]:
    known = (returned.PROPOSED, returned.AGREED, returned.EXPLAINED)
    texts = {words(str(text)): column for column, text in cells.items()}
    found = {head: texts[words(head)] for head in known if words(head) in texts}
    return found if len(found) > 1 else {}


def _is_tick(text: str) -> bool:
    """Whether the officer agreed: any mark but a plain no."""
    return bool(text) and words(text) not in _NO
