"""What a campaign is made of: its two row models, its indicators, its sums and its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeVar

from schema.columns import Column, Row, columns
from schema.records import Checked, standing

Holds = Callable[[Checked], bool]
Figure = Callable[[Checked], int]
Form = TypeVar("Form")
HELPERS = ("Mẫu đặt tên", "Đối chiếu")  # the form's own columns: shown, never read


class Indicator(NamedTuple):
    """One thing that is counted against 100 %: a unit's row holds it or does not."""

    code: str
    label: str  # in a table's head: "Thành lập Trang"
    label_en: str
    means: str  # one sentence for the sheet `Cách tính`
    levels: tuple[str, ...]
    holds: Holds
    todo: str  # what is left where it does not hold: "thành lập Trang"
    targeted: bool = True  # whether the letter itself sets 100 %


class Sum(NamedTuple):
    """One figure that is added up over the units; a target may be set in the settings."""

    code: str  # also of its targets: [targets.<code>.<level>]
    label: str  # "Số tiền đã trao"
    measure: str  # what it is counted in: "đồng"
    means: str  # one sentence for the sheet `Cách tính`
    levels: tuple[str, ...]
    figure: Figure  # what a unit's row adds


class Unique(NamedTuple):
    """What no two units may share."""

    field: str
    key: Callable[[str], str]  # a cell's value -> what must differ
    code: str  # of the finding on each unit that shares it
    means: tuple[str, str]  # term and sentence for the sheet `Cách tính`

    def of(self, row: Checked) -> str | None:
        """What must differ of a unit's row; None where it says nothing."""
        value = row.values.get(self.field)
        return None if value is None else self.key(str(value))

    def digest(self, row: Checked) -> int | None:
        """64 bits for it: each row of a country keeps them."""
        text = self.of(row)
        return None if text is None else _digest(text)


@dataclass(frozen=True, slots=True, eq=False)  # a form is itself: what is made of it is kept
class Campaign:
    """One form and what is measured on it. Steps know a campaign only through this."""

    version: str  # of the form, printed in its stamp
    title: str  # of the form, in capitals
    summary_title: str  # of the summary, in capitals
    subject: str  # what each unit must have: "Trang cộng đồng"
    headline: str  # the verb of the leader's sentence, for the first indicator
    general_sheet: str
    data_sheet: str
    list_sheet: str  # the data sheet's name in the summary
    general: type[Row]  # sheet 1, one value a line
    rows: type[Row]  # sheet 2, one line a unit
    groups: Mapping[str, str]  # level -> group heading of sheet 2
    indicators: tuple[Indicator, ...]
    file_prefix: str
    guide: tuple[str, ...]  # its lines of the sheet `Hướng dẫn`
    state: str  # the field that says how far a unit is
    declared: str  # its value for "nothing is done yet", which is an answer too
    sums: tuple[Sum, ...] = ()
    carried: tuple[str, ...] = ()  # fields of sheet 1 that are the sender's own row's
    unique: Unique | None = None
    same: tuple[str, ...] = ()  # fields in which a further line of a unit agrees or is blank
    told: Mapping[str, str] = field(default_factory=dict)  # name in result.json -> field
    filler: frozenset[str] = frozenset()  # words that may follow a label, without marks
    reported: str = "report_date"  # the field of sheet 1: the day of the report
    contact: tuple[str, ...] = ()  # fields of sheet 1: whom to phone about the report

    @property
    def row_columns(self) -> tuple[Column, ...]:
        """The data sheet's columns from B on; A is the running number."""
        return columns(self.rows)

    @property
    def general_columns(self) -> tuple[Column, ...]:
        """The lines of sheet 1."""
        return columns(self.general)

    @property
    def none(self) -> str:
        """What is written where there is nothing yet to tell: "Chưa có"; "" = not asked."""
        asked = (*self.row_columns, *self.general_columns)
        return next((column.kind.none for column in asked if column.kind.none), "")

    @property
    def further(self) -> str:
        """What a further line of a unit is for, in running text; "" = there is no such line."""
        group = next((column.group for column in self.row_columns if column.repeats), "")
        return group[:1].lower() + group[1:]

    @property
    def answers(self) -> tuple[str, ...]:
        """The fields that say something: all of a row but the unit itself."""
        return _answers(self.rows)

    def counted(self, row: Checked) -> Checked:
        """The row with what is counted of it; known already while nobody has changed it."""
        if row.standing is not None:
            return row
        holds = tuple(indicator.code for indicator in self.indicators if indicator.holds(row))
        figures = tuple(total.figure(row) for total in self.sums)
        key = self.unique.digest(row) if self.unique else None
        return row._replace(standing=standing(holds, figures), key=key)

    def form_of(self, field: str, newest: Form, own: Form) -> Form:
        """Whose sheet 1 says a field: the newest; what counts for the sender's row, its file's."""
        return own if own is not None and field in self.carried else newest

    def file_name(self, code: str) -> str:
        """The conventional name of a sender's workbook."""
        return f"{self.file_prefix}_{code}.xlsx"


@cache
def _answers(model: type[Row]) -> tuple[str, ...]:
    return tuple(column.field for column in columns(model) if column.field != "unit")


def _digest(text: str) -> int:
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "big")
