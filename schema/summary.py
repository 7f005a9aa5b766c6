"""The whole result of one run, unit by unit, in frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from schema.records import (
    NO_ROWS,
    Checked,
    Count,
    DistrictReturn,
    Explanation,
    Finding,
    Submission,
)

if TYPE_CHECKING:
    from schema.history import Facts, Seal


class UnitResult(NamedTuple):
    """One unit of the registry in the merged table; `row` is None while it is silent."""

    unit: str
    row: Checked | None
    indicators: Mapping[str, bool | None]  # None = does not apply at this level
    valid_since: datetime | None = None  # when its first version without errors was received
    on_time: bool = False
    figures: Mapping[str, int] = {}  # what it adds to each sum

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
    def percent(self) -> str:
        """The rate in running text: 94,3 %, never broken before its sign; "-" if nothing is due."""
        cut = self.permille
        return "-" if cut is None else f"{cut // 10},{cut % 10}\u00a0%"

    @property
    def complete(self) -> bool:
        """Exactly all that is due."""
        return 0 < self.due == self.done


NONE = Tally()


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
        place = (scope, level, indicator)
        return next((rate.tally for rate in self._scopes.get(scope, ()) if rate[:3] == place), NONE)

    @cached_property
    def _scopes(self) -> dict[str, list[Rate]]:
        """Scope -> its rates: few, while a key for each rate of a country takes 30 MiB."""
        scopes: dict[str, list[Rate]] = {}
        for rate in self.rates:
            scopes.setdefault(rate.scope, []).append(rate)
        return scopes
