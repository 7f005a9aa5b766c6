"""The frozen values that flow from step to step. Each keeps its file, sheet and row to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from schema.kept import Kept, opened

if TYPE_CHECKING:
    from schema.history import Facts, Seal


class Broken(NamedTuple):
    """A cell whose value cannot be used: an error, a formula never calculated, too long a text."""

    code: str  # the finding's code: cell_error, cell_not_calculated, cell_too_long
    text: str  # what the cell shows: "#REF!", "=A1+B1"


Value = str | int | float | bool | datetime | date | Broken | None
"""What a cell holds as read: text as typed, numbers, dates; None = blank."""


class Count(NamedTuple):
    """Rows of data sheets: all that were seen, and what became of them."""

    seen: int = 0
    merged: int = 0  # into the table, as a unit's own or further line
    held: int = 0  # said something, but belong to no unit of the sender: each is a finding
    blank: int = 0  # said nothing

    def __add__(self, other: object) -> Count:
        """The rows of several files together."""
        assert isinstance(other, Count)  # noqa: S101 - a tuple would be joined
        return Count(*(one + two for one, two in zip(self, other, strict=True)))


NO_ROWS = Count()


@dataclass(frozen=True, slots=True)
class Submission:
    """One file of the inbox: what it is and, once judged, whose and what became of it."""

    path: str  # relative to the inbox, "/" between folders
    sha256: str
    received: datetime
    received_from: str = "ledger"
    district: str | None = None  # the sender's registry code
    status: str = "accepted"  # accepted superseded duplicate rejected excluded ignored
    reason: str = ""  # why, as a finding's code
    reported: date | None = None  # "Ngày báo cáo"
    dated: date | None = None  # the date in the file name
    rows: int = 0
    mail_from: str | None = None  # the address of the mail that it came in
    doubt: str = ""  # the code of a notice about how it was received
    count: Count = NO_ROWS
    applied: int = 0  # proposals that the sender accepted in a returned workbook


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

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line of the data sheet (or the form of sheet 1) as typed, by field."""

    sheet: str
    number: int  # the sheet's own row number, 1 = first; 0 = the form of sheet 1
    values: Mapping[str, Value]
    cells: Mapping[str, str]  # field -> the cell's address, "C14", also where it is blank
    links: Mapping[str, str] = made(default_factory=dict)  # field -> hyperlink behind the text
    fonts: Mapping[str, str] = made(default_factory=dict)  # field -> a legacy font's name
    level: str | None = None  # the level of the group heading above it
    joined: bool = False  # its unit cell is the lower part of a merged cell

    def says_something(self, fields: tuple[str, ...]) -> bool:
        """Whether any of these fields was typed."""
        return any(self.values.get(name) is not None for name in fields)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the reader noticed about the file, a sheet or a cell: a finding in the making."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    field: str | None = None
    found: str = ""
    details: Mapping[str, str] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
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


class Explanation(NamedTuple):
    """Why a fault stands, in the sender's words; holds as long as the cell says the same."""

    unit: str
    field: str
    code: str
    found: str
    text: str
    received: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What one workbook says: the form of sheet 1, the lines of sheet 2, and what was odd."""

    rows: tuple[RawRow, ...] = ()
    general: RawRow | None = None
    stamp: Stamp | None = None
    troubles: tuple[Trouble, ...] = ()
    rejected: str = ""  # the code of the finding that rejects the file; "" = readable
    columns: tuple[str, ...] = ()  # the fields whose column was found
    leftovers: tuple[Leftover, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where, what was found, what it should be. Its sentence is in the catalogue."""

    code: str
    file: str
    sheet: str | None = None
    cell: str | None = None
    unit: str | None = None
    field: str | None = None
    found: str | None = None
    value: str | None = None
    suggestions: tuple[str, ...] = ()
    details: Mapping[str, str] = made(default_factory=dict)
    explained: str | None = None


class Source(NamedTuple):
    """Where a unit's row stands: each figure of the summary walks home to it."""

    file: str
    sheet: str
    row: int


class Said(NamedTuple):
    """What a unit's lines say, cell by cell."""

    values: Mapping[str, object]  # the tidy value of each good cell, by field; others are absent
    found: Mapping[str, str]  # the text of each cell typed
    cells: Mapping[str, str]  # field -> address
    more: tuple[Mapping[str, object], ...] = ()  # the good values of each further operator


class Standing(NamedTuple):
    """What is counted of a row, without opening it; few differ, and rows share them."""

    holds: tuple[str, ...]  # the indicators that it holds at any level
    figures: tuple[int, ...] = ()  # what it adds to each sum of the campaign

    def __reduce__(self) -> tuple[Callable[..., Standing], tuple[object, ...]]:
        """Unpickled it is shared again."""
        return standing, (self.holds, self.figures)


@lru_cache(maxsize=4096)
def standing(holds: tuple[str, ...], figures: tuple[int, ...] = ()) -> Standing:
    """The one standing that holds these indicators and adds these figures."""
    return Standing(holds, figures)


@dataclass(frozen=True, slots=True)
class Checked:
    """One unit as one file reports it: what it says, good and faulty, and what is wrong.

    What it says may stay packed (`schema.kept`); the properties open it.
    """

    unit: str
    source: Source
    said: Said | Kept
    findings: tuple[Finding, ...] = ()
    typed: tuple[RawRow, ...] | Kept = ()
    standing: Standing | None = None  # None = as `said` stands
    key: str | None = None  # of what no two units may share, while `standing` is known

    @property
    def values(self) -> Mapping[str, object]:
        """The tidy value of each good cell, by field."""
        return self._said.values

    @property
    def found(self) -> Mapping[str, str]:
        """The text of each cell typed, by field."""
        return self._said.found

    @property
    def cells(self) -> Mapping[str, str]:
        """The address of each cell, by field."""
        return self._said.cells

    @property
    def more(self) -> tuple[Mapping[str, object], ...]:
        """The good values of each further operator."""
        return self._said.more

    @property
    def lines(self) -> tuple[RawRow, ...]:
        """The lines as typed, the unit's own first."""
        lines: tuple[RawRow, ...] = opened(self.typed, 1)
        return lines

    @property
    def _said(self) -> Said:
        said: Said = opened(self.said)
        return said

    def saying(self, **other: Any) -> Checked:
        """The row as if it said something else; `other` are fields of `Said`."""
        said = self._said._replace(**other)
        return replace(self, said=said, standing=None, key=None)

    @property
    def whole(self) -> Checked:
        """The row with nothing packed."""
        return replace(self, said=self._said, typed=self.lines)

    def good(self, *fields: str) -> bool:
        """Whether each of these cells holds an acceptable value."""
        return all(name in self.values for name in fields)


@dataclass(frozen=True, slots=True)
class DistrictReturn:
    """What one file brings: the submission, its checked rows and all its findings."""

    submission: Submission
    rows: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()  # of the file and of rows that are held back
    typed: RawRow | Kept | None = None  # sheet 1
    leftovers: tuple[Leftover, ...] = ()
    answers: tuple[Answer, ...] = ()
    stated: Mapping[str, object] = made(default_factory=dict)  # whom to phone, from sheet 1

    @property
    def form(self) -> RawRow | None:
        """Sheet 1 as typed."""
        form: RawRow | None = opened(self.typed)
        return form

    @property
    def whole(self) -> DistrictReturn:
        """The same with nothing packed."""
        return replace(self, rows=tuple(row.whole for row in self.rows), typed=self.form)


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit of the registry in the merged table; `row` is None while it is silent."""

    unit: str
    row: Checked | None
    indicators: Mapping[str, bool | None]  # None = does not apply at this level
    valid_since: datetime | None = None  # when its first version without errors was received
    on_time: bool = False
    figures: Mapping[str, int] = made(default_factory=dict)  # what it adds to each sum

    @property
    def facts(self) -> Mapping[str, bool | None]:
        """Everything that is counted of a unit: its indicators, and how it reported."""
        reported = {
            "submitted": self.row is not None,
            "valid": self.valid_since is not None,
            "on_time": self.on_time,
        }
        return {**self.indicators, **reported}


class Replaced(NamedTuple):
    """A row that a newer one replaced."""

    unit: str
    older: Checked
    newer: Checked


@dataclass(frozen=True, slots=True)
class Tally:
    """Done of due. Tallies add; the rate is derived, cut and never rounded up."""

    done: int = 0
    due: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.done + other.done, self.due + other.due)

    @property
    def permille(self) -> int | None:
        """The rate in tenths of a percent, cut: 140 of 141 -> 992; None where nothing is due."""
        return self.done * 1000 // self.due if self.due else None

    @property
    def complete(self) -> bool:
        """Exactly all that is due."""
        return 0 < self.due == self.done


class Rate(NamedTuple):
    """A tally with its place: scope is a sender's code or `province`.

    Of a sum, done is the figure and due its target (0 = none is set).
    """

    scope: str
    level: str
    indicator: str
    tally: Tally


@dataclass(frozen=True)
class Summary:
    """The whole result of one run: what the workbook, result.json and the screen are made of."""

    as_of: datetime
    deadline: datetime
    submissions: tuple[Submission, ...]
    units: tuple[UnitResult, ...]
    rates: tuple[Rate, ...]
    findings: tuple[Finding, ...]
    replaced: tuple[Replaced, ...] = ()
    past: tuple[tuple[datetime, Facts], ...] = ()  # the earlier runs, oldest first
    seal: Seal | None = None
    returns: tuple[DistrictReturn, ...] = ()  # oldest first
    explanations: tuple[Explanation, ...] = ()  # known so far, newest last
    stated: Mapping[str, Mapping[str, object]] = made(default_factory=dict)  # sender -> contact
    remarks: Mapping[str, str] = made(default_factory=dict)  # sender -> the clerk's words
    count: Count = NO_ROWS  # the rows of all files

    def tally(self, scope: str, level: str, indicator: str) -> Tally:
        """The tally of one place; nothing of nothing where it does not apply."""
        return self._tallies.get((scope, level, indicator), Tally())

    @cached_property
    def _tallies(self) -> dict[tuple[str, str, str], Tally]:
        return {rate[:3]: rate.tally for rate in self.rates}
