"""Sheets and the workbook that they are in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, overload

from schema.documents.cells import Area, Cell, Merge, Rows
from schema.documents.overlays import Chart, Choice, Mark, Table


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
