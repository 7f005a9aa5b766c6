"""Dates: a real date is taken as it is, d/m/yyyy typed as text has exactly one reading."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from schema import vietnamese
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

FIRST_YEAR, LAST_YEAR = 1950, 2100
SHOWN = "%d/%m/%Y"
_EXCEL_ZERO = date(1899, 12, 30)  # serial 1 is 31/12/1899, so that every day from 03/1900 is right
_CLOCK = r"(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_DAY_FIRST = re.compile(
    rf"(?:ngày\s+)?([0-9]{{1,2}})\s*([/.\-])\s*([0-9]{{1,2}})\s*\2\s*([0-9]{{4}}){_CLOCK}[.,]?"
)
_IN_WORDS = re.compile(
    r"(?:ngày\s+)?([0-9]{1,2})()\s+tháng\s+([0-9]{1,2})\s*,?\s+năm\s+([0-9]{4})[.,]?"
)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:T[0-9:]+|{_CLOCK})")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def judge(value: Value, about: About) -> Verdict:
    """Judge a date cell; its tidy value is a `datetime.date`, a time of day is dropped."""
    if isinstance(value, bool):
        return error("date_invalid")
    if isinstance(value, int | float):
        return error("date_number", *_excel_date(value))
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _within(day, about) or ok(day)
    return _judge_text(str(value), about)


def _judge_text(typed: str, about: About) -> Verdict:
    text = vietnamese.clean(typed).text.lower()
    if _BARE.fullmatch(text):
        return error("date_number", *_excel_date(float(text)))
    day = _read(text)
    if day is None:
        return error("date_invalid")
    return _within(day, about) or normalised(day, "date_text")


def _read(text: str) -> date | None:
    if found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        year, month, day = found[4], found[3], found[1]
    elif found := _YEAR_FIRST.fullmatch(text.upper()):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # 31/02/2021: no such day
        return None


def _within(day: date, about: About) -> Verdict | None:
    """The error of a day that cannot be meant; None = it may be."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return error("date_out_of_range")
    if day > about.latest:
        return error("date_too_late", latest=about.latest.strftime(SHOWN))
    return None


def _excel_date(serial: float) -> tuple[str, ...]:
    """The day that Excel would show for a bare number, dd/mm/yyyy, if it may be meant."""
    if not 1 <= serial <= 100_000:
        return ()
    day = _EXCEL_ZERO + timedelta(days=int(serial))
    return (day.strftime(SHOWN),) if FIRST_YEAR <= day.year <= LAST_YEAR else ()


def judge_in_period(value: Value, about: About) -> Verdict:
    """Judge a day that must lie in the reporting period, as far as the settings bound it."""
    verdict = judge(value, about)
    day = verdict.value
    if not isinstance(day, date) or about.opens <= day <= about.closes:
        return verdict
    first = about.opens.strftime(SHOWN) if about.opens > date.min else "…"
    return error("date_outside_period", period=f"{first}–{about.closes.strftime(SHOWN)}")


DATE = Kind("date", judge, format="dd/mm/yyyy", align="center", example="{day}")
DATE_IN_PERIOD = DATE._replace(name="date in the period", judge=judge_in_period, in_period=True)
