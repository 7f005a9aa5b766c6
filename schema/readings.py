"""What a workbook says, cell by cell, before anybody judges it: frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple


class Broken(NamedTuple):
    """A cell whose value cannot be used: an error, a formula never calculated, too long a text."""

    code: str  # the finding's code: cell_error, cell_not_calculated, cell_too_long
    text: str  # what the cell shows: "#REF!", "=A1+B1"


Value = str | int | float | bool | datetime | date | Broken | None
"""What a cell holds as read: text as typed, numbers, dates; None = blank."""


def text_of(value: object) -> str:
    """A value as a person reads it: dates dd/mm/yyyy, whole numbers without a point."""
    if isinstance(value, Broken):
        return value.text
    if isinstance(value, date):
        clock = value.strftime(" %H:%M") if isinstance(value, datetime) else ""
        return value.strftime("%d/%m/%Y") + clock.removesuffix(" 00:00")
    return "" if value is None else str(value)


class Places(Mapping[str, str]):
    """Field -> the address of its cell in one row; the columns' letters are the whole table's."""

    __slots__ = ("_letters", "_number")

    def __init__(self, letters: Mapping[str, str], number: int) -> None:
        self._letters, self._number = letters, number

    def __getitem__(self, field: str) -> str:
        return f"{self._letters[field]}{self._number}"

    def __contains__(self, field: object) -> bool:
        return field in self._letters

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)

    def __repr__(self) -> str:
        return repr(dict(self))


class RawRow(NamedTuple):
    """One line of the data sheet (or the form of sheet 1) as typed, by field."""

    sheet: str
    number: int  # the sheet's own row number, 1 = first; 0 = the form of sheet 1
    values: Mapping[str, Value]
    cells: Mapping[str, str]  # field -> the cell's address, "C14", also where it is blank
    links: Mapping[str, str] = {}  # field -> hyperlink behind the text
    fonts: Mapping[str, str] = {}  # field -> a legacy font's name
    level: str | None = None  # the level of the group heading above it
    joined: bool = False  # its unit cell is the lower part of a merged cell

    def says_something(self, fields: tuple[str, ...]) -> bool:
        """Whether any of these fields was typed."""
        return any(self.values.get(name) is not None for name in fields)


class Trouble(NamedTuple):
    """Something the reader noticed about the file, a sheet or a cell: a finding in the making."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    field: str | None = None
    found: str = ""
    details: Mapping[str, str] = {}


class Stamp(NamedTuple):
    """The mark of our own workbooks: what it is, its schema version, data sheet and sender."""

    kind: str  # appendix or summary
    version: str
    sheet: str
    unit: str  # registry code or ""


class Leftover(NamedTuple):
    """A cell that was not understood: kept as it is, for nothing that was sent is dropped."""

    sheet: str
    cell: str
    text: str
    label: str = ""  # the column's own heading, where it has one
    file: str = ""  # "" = the file that is read


Place = Literal["general", "rows", ""]  # of a fault: sheet 1, the data sheet, the file as a whole


class Answer(NamedTuple):
    """What a sender answers to one fault of its returned workbook (`Cần sửa`)."""

    place: Place
    unit: str  # registry code; the sender's own where the fault is no unit's
    field: str
    code: str
    found: str  # what stands for the faulty text, see schema/returned.py
    accepted: str = ""  # the ticked proposal
    explained: str = ""


class Reading(NamedTuple):
    """What one workbook says: the form of sheet 1, the lines of sheet 2, and what was odd."""

    rows: tuple[RawRow, ...] = ()
    general: RawRow | None = None
    stamp: Stamp | None = None
    troubles: tuple[Trouble, ...] = ()
    rejected: str = ""  # the code of the finding that rejects the file; "" = readable
    columns: tuple[str, ...] = ()  # the fields whose column was found
    leftovers: tuple[Leftover, ...] = ()
    answers: tuple[Answer, ...] = ()
