"""One entry cell of the form: its style, its validation and its hint, from the column's kind."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from textwrap import shorten
from typing import Literal

from schema.columns import Column, Kind
from schema.documents import Area, Choice, Shown, Style
from schema.settings import Settings
from steps.compose import look
from steps.compose.form.lists import Lists

Align = Literal["center", "right", ""]
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
_DATE = "Ngày ghi dạng ngày/tháng/năm, ví dụ 15/12/2021, từ năm 1950 đến năm 2100."
_DAY = "Ngày ghi dạng ngày/tháng/năm, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."
_COUNT = "Chỉ ghi số nguyên từ 0 trở lên, không ghi chữ."
_LIST = "Chọn một giá trị trong danh sách."


def is_date(kind: Kind) -> bool:
    """Whether Excel shows this kind of cell as a date."""
    return "yyyy" in kind.format


def is_count(kind: Kind) -> bool:
    """Whether Excel shows this kind of cell as a number that can be summed."""
    return kind.format.startswith(("0", "#"))


def style(column: Column) -> Style:
    """The look of the column's open cells."""
    return _look(_align(column.kind), column.kind.format)


@cache
def upright(plain: Style) -> Style:
    """The look on sheet 1 of a cell that looks like this in a line of the data sheet."""
    return plain._replace(size=12, align="left")


def _align(kind: Kind) -> Align:
    if is_date(kind) or kind.choices:
        return "center"
    return "right" if is_count(kind) else ""


@cache
def _look(align: Align, number: str) -> Style:
    return look.CELL._replace(align=align, number=number, locked=False)


def filled(column: Column, value: Shown) -> Style:
    """The look of a filled cell: a value that is not of the column's kind shows as what it is."""
    kind = column.kind
    if value is None or isinstance(value, str):
        return style(column)
    if isinstance(value, datetime):
        return _look(_align(kind), "dd/mm/yyyy hh:mm")
    if isinstance(value, date):
        return style(column) if is_date(kind) else _look(_align(kind), "dd/mm/yyyy")
    odd = isinstance(value, float) or (is_date(kind) and isinstance(value, int))
    return _look(_align(kind), "General") if odd else style(column)


def choice(column: Column, area: Area, lists: Lists) -> Choice | None:
    """The validation of the column's cells; None where there is nothing to say."""
    title = _title(column.label)
    kind, hint = column.kind, column.hint
    if kind.choices:
        return Choice(area, "list", lists.choice_source(column), title, hint, _LIST, strict=True)
    if is_date(kind):  # only warns: an English Windows takes 15/12/2021 for text
        first, last = _days(kind, lists.settings)
        message = _DAY.format(first=first, last=last) if kind.in_period else _DATE
        return Choice(area, "date", "", title, hint, message, low=first, high=last)
    if is_count(kind):
        return Choice(area, "whole", "", title, hint, _COUNT, strict=True, low=0)
    return Choice(area, "any", "", title, hint) if hint else None


@cache
def _title(label: str) -> str:
    return shorten(label, 32, placeholder=" …")


def _days(kind: Kind, settings: Settings) -> tuple[date, date]:
    """The first and last day that may be typed: of the reporting period where it must lie in it."""
    if not kind.in_period:
        return EARLIEST, LATEST
    return max(settings.opens, EARLIEST), settings.deadline
