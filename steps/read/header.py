"""The header block: the rows that hold the labels, and each column's path of labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from schema.readings import Value
from steps.read.grid import Grid, address
from steps.read.labels import Labels

DEPTH = 40  # the header is looked for in the first rows only
KNOWN = 2  # labels that make a row part of the block


class Head(NamedTuple):
    """The header block of one sheet."""

    bottom: int  # its last row
    paths: Mapping[int, tuple[str, ...]]  # column -> its labels, group first, in column order
    cells: Mapping[int, str]  # column -> the address of its last label
    groups: frozenset[int]  # columns under a group's heading without a label of their own

    def is_only_group(self, column: int) -> bool:
        """Whether only a group's heading stands above the column."""
        return column in self.groups


def head(grid: Grid, labels: Labels) -> Head | None:
    """The header block of a sheet, if it has one."""
    best, most = 0, KNOWN
    for row in sorted(row for row in grid.rows if row <= DEPTH):
        if score := known(grid, row, labels, most + 1):
            best, most = row, score
    if not best:
        return None
    top = bottom = best
    while known(grid, top - 1, labels, KNOWN):
        top -= 1
    while bottom < DEPTH and known(grid, bottom + 1, labels, KNOWN):
        bottom += 1
    return _head(grid, top, bottom, labels)


def known(grid: Grid, row: int, labels: Labels, least: int) -> int:
    """How many texts of the row are labels of the form; 0 if they are fewer than `least`."""
    cells = grid.rows.get(row, {})
    texts = _texts(cells.values()) if len(cells) >= least else ()
    score = len(texts)
    for text in texts:
        if score < least:  # however many are still to come
            return 0
        score -= not labels.is_known(text)
    return score if score >= least else 0


def _texts(cells: Iterable[Value]) -> set[str]:
    """The texts that can be labels: most rows hold numbers and addresses, and are no head."""
    texts = {value for value in cells if isinstance(value, str)}
    return {text for text in texts if not (text.isdigit() or "@" in text or "://" in text)}


def _head(grid: Grid, top: int, bottom: int, labels: Labels) -> Head:
    rows = range(top, bottom + 1)
    used = sorted({column for row in rows for column in grid.rows.get(row, {})})
    width = max(
        [*used, *(area.right for area in grid.merges if area.top in rows and area.right < 200)]
    )
    paths: dict[int, tuple[str, ...]] = {}
    cells: dict[int, str] = {}
    for column in range(used[0], width + 1):
        stack = [(row, _label(grid, row, column, bottom, labels)) for row in rows]
        path = tuple(dict.fromkeys(text for _, text in stack if text))
        if path:
            paths[column] = path
            cells[column] = address(next(r for r, text in stack if text == path[-1]), column)
    groups = {c for c, path in paths.items() if len(path) == 1 and labels.is_group(path[0])}
    return Head(bottom, paths, cells, frozenset(groups))


def _label(grid: Grid, row: int, column: int, bottom: int, labels: Labels) -> str:
    """The label that stands over a column in one row, merged or typed once for several columns."""
    text = str(grid.at(row, column) or "")
    if text:
        return text
    area = grid.merge(row, column)
    if area:
        return str(grid.at(area.top, area.left) or "")
    if row == bottom or not grid.text(bottom, column):
        return ""
    left = max((c for c in grid.rows.get(row, {}) if c < column), default=0)
    heading = grid.text(row, left) if left else ""
    return heading if heading and labels.is_group(heading) else ""
