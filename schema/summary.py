"""The whole result of one run, unit by unit, in frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from schema.history import Facts, Seal
from schema.records import (
    NO_ROWS,
    Checked,
    Count,
    DistrictReturn,
    Explanation,
    Finding,
    Submission,
)
from schema.tally import NONE, Rate, Tally


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
    skipping: bool = False  # whether changes are told since a run that said anything else
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

    @property
    def facts(self) -> Facts:
        """What the ledger remembers of the run: its figures, and what holds of each unit."""
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # few differ, and units are many
        units = {}
        for unit in self.units:
            holding = tuple(name for name, holds in unit.facts.items() if holds)
            units[unit.unit] = shared.setdefault(holding, holding)
        return Facts(self.rates, units, self.deadline, self.count)

    @cached_property
    def _scopes(self) -> dict[str, list[Rate]]:
        """Scope -> its rates: few, while a key for each rate of a country takes 30 MiB."""
        scopes: dict[str, list[Rate]] = {}
        for rate in self.rates:
            scopes.setdefault(rate.scope, []).append(rate)
        return scopes
