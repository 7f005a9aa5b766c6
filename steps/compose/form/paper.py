"""How the data sheet stands on A4 landscape: one page wide, or two that repeat the unit.

Over one page the 17 columns of a campaign print at half size, 6 points; over two they print at
9 points and more. The sheet says only "two pages wide": both halves are equally wide, so that any
program that fits them breaks between the same two groups of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from schema.columns import Column
from steps.compose.form import entry
from steps.compose.form.plan import Frame

REPEATED = 2  # the columns that each page repeats: the number and the unit
NUMBER = 4.5  # the width of column A
_ROOM = 164  # characters of one page: 11 points print at 9
_LEAST = 0.7  # narrower than this part of its width, a column is hard to read


class Paper(NamedTuple):
    """The width of each column from A on, the pages side by side, the columns of the first."""

    widths: tuple[float, ...]
    pages: int
    first: int

    @property
    def left(self) -> int:
        """Where a heading begins: in a repeated column its text would be repeated, cut off."""
        return REPEATED if self.pages > 1 else 0


def paper(frame: Frame) -> Paper:
    """Lay out the columns."""
    columns = frame.columns
    if sum(column.width for column in columns) * _LEAST <= _ROOM - NUMBER:
        widths = (NUMBER, *_fitted(columns, _ROOM - NUMBER, 1))
        return Paper(widths, 1, len(widths))
    at = _break(columns)
    left = (NUMBER, *_fitted(columns[:at], _ROOM - NUMBER, 1.2))
    right = _fitted(columns[at:], _ROOM - sum(left[:REPEATED]), 1.2)
    return Paper((*left, *right), 2, len(left))


def _break(columns: Sequence[Column]) -> int:
    """The first column of the second page: where a group begins, the halves most alike."""
    starts = [
        n for n, (a, b) in enumerate(pairwise(columns), 1) if b.group != a.group or not b.group
    ]
    unit = columns[0].width

    def wider(at: int) -> float:
        left = sum(column.width for column in columns[:at])
        return max(left, sum(column.width for column in columns[at:]) + unit)

    return min(starts, key=wider)


def _fitted(columns: Sequence[Column], room: float, most: float) -> list[float]:
    """The widths, narrowed or widened together; an expected name, a phone, a date never break."""
    kept = sum(column.width for column in columns if column.kind.expected)
    others = sum(column.width for column in columns) - kept
    scale = min(most, (room - kept) / others) if others else 1
    return [
        c.width if c.kind.expected else max(_least(c), round(c.width * scale, 1)) for c in columns
    ]


def _least(column: Column) -> float:
    return 8 if entry.is_count(column.kind) else 11
