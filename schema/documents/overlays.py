"""What lies over the cells of a sheet: marks, choices, charts, tables."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from schema.documents.cells import Area, Style


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
