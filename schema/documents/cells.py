"""Cells: their values and looks, alone, in rows and in blocks.

Rows and columns are counted from 0 here, as xlsxwriter does. Text is always text: only `formula`
can become a formula, and a formula is never made from input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any, Literal, NamedTuple

Shown = str | int | float | date | datetime | None


class Style(NamedTuple):
    """How a cell looks. Derive others with `_replace`."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = "#000000"
    fill: str = ""
    align: Literal["left", "center", "right", ""] = ""
    valign: Literal["top", "vcenter", "bottom"] = "vcenter"
    wrap: bool = False
    border: int = 0  # xlsxwriter's line style on all four sides; 1 = thin, 4 = dotted
    top: int = 0
    bottom: int = 0
    indent: int = 0
    shrink: bool = False
    rotation: int = 0
    number: str = "General"  # Excel's number format; "@" = text
    locked: bool = True  # takes effect on a protected sheet
    hidden: bool = False  # the formula is hidden on a protected sheet
    font: str = ""  # "" = the one that all our workbooks are set in


class Cell(NamedTuple):
    """One cell: a constant or a live formula with its cached value, and what hangs on it."""

    value: Shown = None
    style: Style = Style()
    formula: str = ""  # "=..."; `value` is then the cached result
    note: str = ""  # a cell note (comment)
    link: str = ""  # "internal:'Sheet'!A1"; never made from input


class Row(NamedTuple):
    """Cells side by side from column 0 on; the last one may stand over several columns."""

    cells: Sequence[Cell]
    height: float  # in points
    over: int = 1


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows one below the other, described one by one when they are asked for: they may be many."""

    first: int = 0  # where the first one stands
    lines: Sequence[Any] = ()
    described: Callable[[int, Any], Row] = lambda _number, line: line  # numbers begin with 1
    begin: int = 1  # the number of the first line

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        return map(self.described, count(self.begin), self.lines)

    def part(self, skipped: int, most: int) -> Rows:
        """At most so many rows, after some that are skipped."""
        lines = self.lines[skipped : skipped + most]
        return replace(self, lines=lines, begin=self.begin + skipped)


class Area(NamedTuple):
    """A block of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Merge(NamedTuple):
    """A merged block with its one cell."""

    area: Area
    cell: Cell
