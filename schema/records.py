"""What a file brings once it is judged. Each value keeps its file, sheet and row to the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from schema.kept import Kept, opened
from schema.readings import Answer, Leftover, RawRow


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


class Explanation(NamedTuple):
    """Why a fault stands, in the sender's words; holds as long as the cell says the same."""

    unit: str
    field: str
    code: str
    found: str
    text: str
    received: datetime


class Finding(NamedTuple):
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
    details: Mapping[str, str] = {}
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


class Checked(NamedTuple):
    """One unit as one file reports it: what it says, good and faulty, and what is wrong.

    What it says may stay packed (`schema.kept`); the properties open it.
    """

    unit: str
    source: Source
    said: Said | Kept
    findings: tuple[Finding, ...] = ()
    typed: tuple[RawRow, ...] | Kept = ()
    standing: Standing | None = None  # None = as `said` stands
    key: int | None = None  # digest of what no two units may share, while `standing` is known

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
        return self._replace(said=said, standing=None, key=None)

    def good(self, *fields: str) -> bool:
        """Whether each of these cells holds an acceptable value."""
        values = self.values
        return all(name in values for name in fields)


class DistrictReturn(NamedTuple):
    """What one file brings: the submission, its checked rows and all its findings."""

    submission: Submission
    rows: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()  # of the file and of rows that are held back
    typed: RawRow | Kept | None = None  # sheet 1
    leftovers: tuple[Leftover, ...] = ()
    answers: tuple[Answer, ...] = ()
    stated: Mapping[str, object] = {}  # whom to phone, from sheet 1

    @property
    def form(self) -> RawRow | None:
        """Sheet 1 as typed."""
        form: RawRow | None = opened(self.typed)
        return form
