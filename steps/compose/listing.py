"""A plain list as a sheet: title, note, one head line, lines; printed on A4, head repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from schema.documents import Area, Cell, Row, Rows, Sheet, Shown, Style
from steps.compose import look

HEADING = 3  # lines above the head: title, note, a blank one
HIGHEST = 409  # points; Excel's own limit
CAPITAL, SMALL = 1.3, 0.88  # a letter's width in characters of a column (Times New Roman)


class Column(NamedTuple):
    """One column of a list: its head, its width in characters, the look of its cells."""

    head: str
    width: float
    style: Style = look.CELL


class Band(NamedTuple):
    """A line over the whole width: a group's heading, or a word that the list is empty."""

    text: str
    style: Style = look.GROUP


Line = Sequence[Shown | Cell] | Band


def sheet(
    name: str, title: str, note: str, columns: Sequence[Column], lines: Iterable[Line],
    *, titled: int = 0, **options: Any,
) -> Sheet:  # fmt: skip
    """Describe the sheet; its title stands over the first `titled` columns (0 = all).

    `options` are further fields of `documents.Sheet`.
    """
    listed = tuple(lines)
    banded = any(isinstance(line, Band) for line in listed)
    rows = Rows(HEADING + 1, listed, lambda _, line: row(columns, line))
    described = long(name, title, note, columns, rows, titled=titled, **options)
    return described._replace(filter=None) if banded else described


def long(
    name: str, title: str, note: str, columns: Sequence[Column], rows: Rows,
    *, titled: int = 0, **options: Any,
) -> Sheet:  # fmt: skip
    """The same of rows that are described when they are written."""
    draft = look.Draft(name)
    over = titled or len(columns)
    width = sum(column.width for column in columns[:over])
    for at, (text, style) in enumerate(((title, look.TITLE), (note, look.SUBTITLE))):
        draft.merge(at, 0, at, over - 1, text, style)
        draft.heights[at] = 18 * lines_of(text, width * 12 / style.size) + 4
    draft.line(HEADING, 0, [column.head for column in columns], look.HEAD)
    deepest = max(lines_of(column.head, column.width) for column in columns)
    draft.heights[HEADING] = 15 * deepest + 4
    whole = Area(0, 0, HEADING + len(rows), len(columns) - 1)
    described: dict[str, Any] = {
        "rows": rows,
        "widths": tuple(column.width for column in columns),
        "freeze": (HEADING + 1, 0),
        "repeat": (HEADING, HEADING),
        "filter": whole._replace(top=HEADING),
        "print_area": whole,
        **look.LANDSCAPE,
    }
    return draft.finish(**{**described, **options})


def row(columns: Sequence[Column], line: Line) -> Row:
    """One line as a row of cells, as high as its longest text needs."""
    if isinstance(line, Band):
        return Row((Cell(line.text, line.style),), 20, len(columns))
    deepest = 1
    cells = []
    for column, value in zip(columns, line, strict=True):
        cell = value if isinstance(value, Cell) else Cell(value, column.style)
        cells.append(cell)
        if isinstance(cell.value, str):
            deepest = max(deepest, lines_of(cell.value, column.width))
    return Row(cells, min(14.5 * deepest + 3, HIGHEST))


def lines_of(text: str, width: float) -> int:
    """How many lines a text needs in a block `width` characters wide, word by word.

    Heights are told, not left to the program that opens the file: phones do not fit rows.
    """
    if "\n" in text:
        return sum(lines_of(part, width) for part in text.split("\n"))
    return 1 if len(text) * CAPITAL <= width else _wrapped(text, width)


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):  # not where a space keeps two words together
        size = _size(word)
        if used and used + 1 + size > width:
            lines, used = lines + 1, 0.0
        used += size + (1 if used else 0)
        while used > width:
            lines, used = lines + 1, used - width
    return lines


@lru_cache(maxsize=4096)
def _size(word: str) -> float:
    """A word's width in characters of a column."""
    capitals = 0 if word.islower() else sum(map(str.isupper, word))
    return capitals * CAPITAL + (len(word) - capitals) * SMALL
