"""Documents described, with no library object: what `compose` says and `write` writes.

Rows and columns are counted from 0 here, as xlsxwriter does. Text is always text: only `formula`
can become a formula, and a formula is never made from input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any, Literal, NamedTuple, overload

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


class Mark(NamedTuple):
    """A conditional format: a formula with a style, data bars, or icons by thresholds."""

    area: Area
    kind: Literal["formula", "bar", "icons"]
    formula: str = ""
    style: Style | None = None
    color: str = "#5B9BD5"
    icons: str = "3_traffic_lights"
    thresholds: tuple[float, ...] = ()  # upper first, for icons
    maximum: float = 1.0  # of a data bar


class Choice(NamedTuple):
    """A data validation with its input hint and its message."""

    area: Area
    kind: Literal["list", "date", "whole", "length", "any"]
    source: str = ""  # of a list: "='Danh mục'!$A$2:$A$4"
    title: str = ""
    hint: str = ""
    message: str = ""
    strict: bool = False  # refuse other values; else only warn
    low: float | date | None = None
    high: float | date | None = None


class Series(NamedTuple):
    """One line of a chart: ranges on a sheet of the same book."""

    name: str
    sheet: str
    categories: Area
    values: Area
    color: str = "#2F5597"


class Chart(NamedTuple):
    """A chart at a cell; its size is in pixels. The categories of a line are days.

    The columns of a further series stand before those of the first: done before due.
    """

    kind: Literal["bar", "column", "line"]
    title: str
    series: tuple[Series, ...]
    row: int
    col: int
    width: int
    height: int
    alt: str  # the alternative text
    maximum: float | None = 1.0
    number: str = "0%"
    labels: bool = True
    legend: bool = False


class Table(NamedTuple):
    """An Excel table; the cells under `area` (head included) are those of the sheet."""

    name: str
    area: Area
    heads: tuple[str, ...]


class Sheet(NamedTuple):
    """One sheet: cells by (row, column), the rows of a list below them, and all around them."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    rows: Rows = Rows()
    widths: tuple[float, ...] = ()
    heights: Mapping[int, float] = {}
    merges: tuple[Merge, ...] = ()
    marks: tuple[Mark, ...] = ()
    choices: tuple[Choice, ...] = ()
    charts: tuple[Chart, ...] = ()
    table: Table | None = None
    filter: Area | None = None
    freeze: tuple[int, int] | None = None
    repeat: tuple[int, int] | None = None  # first and last row of the repeated head
    repeat_columns: tuple[int, int] | None = None  # the same for columns, where `fit` is wider
    print_area: Area | None = None
    landscape: bool = False
    fit: tuple[int, int] = (1, 0)  # pages wide, pages high; 0 = as many as needed
    zoom: int = 100
    active: tuple[int, int] = (0, 0)
    hidden: bool = False
    protected: bool = False
    hidden_columns: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()  # of those with a height
    gridlines: bool = False
    tab: str = ""


class Sheets(Sequence[Sheet]):
    """Sheets that are described one by one, each when it is asked for."""

    def __init__(self, *described: Callable[[], Sheet]) -> None:
        self._described = described

    def __len__(self) -> int:
        return len(self._described)

    @overload
    def __getitem__(self, at: int) -> Sheet: ...
    @overload
    def __getitem__(self, at: slice) -> Sheets: ...
    def __getitem__(self, at: int | slice) -> Sheet | Sheets:
        """The sheet, described now; or some of the sheets, still to be described."""
        if isinstance(at, slice):
            return Sheets(*self._described[at])
        return self._described[at]()


class Book(NamedTuple):
    """A workbook: its sheets and its document properties."""

    sheets: Sequence[Sheet]
    title: str
    organisation: str
    created: datetime
    subject: str = ""
    names: Mapping[str, str] = {}  # defined names -> "='Sheet'!$A$1"
