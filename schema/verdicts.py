"""How a cell is judged: ok, normalised (with notices) or error (with suggestions).

*ok*: taken as it is, no remark. *normalised*: exactly one reading; the tidy value is written and
each remark tells what was done. *error*: the district must act; no value, suggestions where there
are some, in order of preference (two fit: both are offered, neither is chosen).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from schema.units import Registry, Unit


class Remark(NamedTuple):
    """Why a cell is not simply ok: a code of the catalogue and what its sentence needs."""

    code: str
    suggestions: tuple[str, ...] = ()
    details: Mapping[str, str] = {}


class Verdict(NamedTuple):
    """The judgement of one cell. `value` is the tidy value, None if and only if in error."""

    value: object
    remarks: tuple[Remark, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the district must act."""
        return self.value is None


class Rules(NamedTuple):
    """The rules that are settings (campaign.toml, [rules])."""

    district_type_in_name: Literal["error", "warn", "ok"] = "error"
    central_pages: tuple[str, ...] = ("mttqvietnam",)


class About(NamedTuple):
    """What a judge may know of the cell's surroundings."""

    registry: Registry
    sender: Unit  # whose workbook it is
    unit: Unit | None  # whose row it is; None on sheet 1
    latest: date  # no date may lie after it: "Ngày báo cáo", else as_of
    rules: Rules = Rules()
    patterns: Mapping[str, str] = {}  # level -> page-name pattern
    encoding: str | None = None  # "tcvn3" or "vni" where the column or the font says so
    link: str | None = None  # the hyperlink behind the cell's text
    opens: date = date.min  # first day of the reporting period
    closes: date = date.max  # its last


def ok(value: object) -> Verdict:
    """The cell is taken as it is."""
    return Verdict(value)


def normalised(value: object, *codes: str | Remark) -> Verdict:
    """The cell has exactly one reading, `value`; one notice for each code."""
    return Verdict(value, tuple(c if isinstance(c, Remark) else Remark(c) for c in codes))


def error(code: str, *suggestions: str, **details: str) -> Verdict:
    """The cell must be corrected."""
    return Verdict(None, (Remark(code, suggestions, details),))
