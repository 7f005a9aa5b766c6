"""One sheet as plain values: cells by row and column, counted from 1 as Excel shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from schema.longest import SURE, shortened
from schema.readings import Broken, Value

Place = tuple[int, int]  # row, column
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by category that show nothing


class Area(NamedTuple):
    """A merged block, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell lies in the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def name(self) -> str:
        """`E12:E14`."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


class Grid(NamedTuple):
    """A sheet: its filled cells, and what a second look found behind them."""

    name: str
    rows: Mapping[int, Mapping[int, Value]]  # row -> column -> value; blank cells are absent
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    links: Mapping[Place, str] = {}
    fonts: Mapping[Place, str] = {}  # legacy fonts only
    outside: frozenset[Place] = frozenset()  # cells that take their value from elsewhere

    def at(self, row: int, column: int) -> Value:
        """What the cell holds, None if it is blank."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The cell's text, "" if it holds none."""
        value = self.at(row, column)
        return value if isinstance(value, str) else ""

    def merge(self, row: int, column: int) -> Area | None:
        """The merged block that the cell belongs to."""
        return next((area for area in self.merges if area.covers(row, column)), None)

    def texts(self) -> Iterator[str]:
        """Every text on the sheet."""
        return (v for row in self.rows.values() for v in row.values() if isinstance(v, str))


def address(row: int, column: int) -> str:
    """(14, 3) -> `C14`."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """3 -> `C`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """`C` -> 3."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def area(reference: str) -> Area:
    """`E12:F14` or `E12` -> its block.

    Raises:
        ValueError: it is no reference.
    """
    first, _, last = reference.replace("$", "").partition(":")
    top, left = place(first)
    bottom, right = place(last or first)
    return Area(top, left, bottom, right)


@lru_cache(maxsize=16384)
def place(reference: str) -> Place:
    """`C14` -> (14, 3).

    Raises:
        ValueError: it is no reference.
    """
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)


def tidy(value: object) -> Value:
    """A reader's value as ours: blank text is None, 5.0 is 5, a date at midnight a date."""
    if isinstance(value, str):
        if "!" <= value < "\x7f" and len(value) <= SURE:  # most begin with such a sign
            return value
        return None if is_blank(value) else _text(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if value is None or isinstance(value, int | date):  # bool and datetime among them
        return value
    return str(value)  # a time: calamine's reading of a date that no report could mean


def _text(text: str) -> Value:
    """A text that Excel could hold; megabytes in one cell would keep every judge busy."""
    if len(text) <= SURE:
        return text
    short = shortened(text)  # first of all: to compose a long text takes long
    whole = unicodedata.normalize("NFC", short)
    kept = shortened(whole)
    return text if text == short and kept == whole else Broken("cell_too_long", kept)


def _number(value: float) -> Value:
    if not isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else value


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space and invisible characters only."""
    return all(
        mark.isspace() or mark in FILLERS or unicodedata.category(mark) in {"Cf", "Cc"}
        for mark in text
    )


def sheet(
    name: str,
    rows: Iterable[tuple[int, Mapping[int, Value]]],
    merges: Iterable[Area] = (),
    hidden: Iterable[str] = (),
) -> Grid:
    """A grid without blank rows and without what Excel hides under a merged block."""
    filled = {number: dict(cells) for number, cells in rows if cells}
    blocks = tuple(merges)
    for block in blocks:
        _uncover(filled, block)
    return Grid(name, {n: c for n, c in filled.items() if c}, blocks, name in tuple(hidden))


def _uncover(rows: dict[int, dict[int, Value]], block: Area) -> None:
    span = range(block.top, block.bottom + 1)
    for number in span if len(span) < len(rows) else [n for n in rows if n in span]:
        cells = rows.get(number, {})
        for column in [c for c in cells if block.left <= c <= block.right]:
            if (number, column) != (block.top, block.left):
                del cells[column]
