"""What a campaign is made of: its two row models, its indicators and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from schema.columns import Column, Row, columns
from schema.records import Checked

Holds = Callable[[Checked], bool]
HELPERS = ("Mẫu đặt tên", "Đối chiếu")  # the form's own columns: shown, never read


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted against 100 %: a unit's row holds it or does not."""

    code: str
    label: str  # in a table's head: "Thành lập Trang"
    label_en: str
    means: str  # one sentence for the sheet `Cách tính`
    levels: tuple[str, ...]
    holds: Holds
    todo: str  # what is left where it does not hold: "thành lập Trang"
    targeted: bool = True  # whether the letter itself sets 100 %


@dataclass(frozen=True, slots=True)
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
    carried: tuple[str, ...]  # fields of sheet 1 that are the sender's own row's
    unique: str  # the field that no two units may share; "" = none
    identity: Callable[[str], str]  # its value -> what must be unique
    indicators: tuple[Indicator, ...]
    file_prefix: str
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
    def answers(self) -> tuple[str, ...]:
        """The fields that say something: all of a row but the unit itself."""
        return _answers(self.rows)

    def file_name(self, code: str) -> str:
        """The conventional name of a sender's workbook."""
        return f"{self.file_prefix}_{code}.xlsx"


@cache
def _answers(model: type[Row]) -> tuple[str, ...]:
    return tuple(column.field for column in columns(model) if column.field != "unit")
