"""What is remembered of a run, and what is frozen by a seal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from schema.records import NO_ROWS, Count
from schema.tally import Rate, Tally

_JSON = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Facts:
    """A run in figures: its rates, and what holds for each unit. No person's data is in it."""

    rates: tuple[Rate, ...]
    units: Mapping[str, tuple[str, ...]]  # registry code -> the indicators that hold
    deadline: datetime | None = None  # of the period that the run was for
    count: Count = NO_ROWS  # the rows of all files

    def tally(self, scope: str, level: str, indicator: str) -> Tally:
        """The tally of one place; nothing of nothing where it does not apply."""
        tallies: Iterable[Tally] = (
            r.tally for r in self.rates if r[:3] == (scope, level, indicator)
        )
        return next(iter(tallies), Tally())

    def to_json(self) -> str:
        """As one line of JSON, put together piece by piece: json would hold each comma."""
        deadline = self.deadline.isoformat() if self.deadline else None
        rates = (_JSON([*rate[:3], rate.tally.done, rate.tally.due]) for rate in self.rates)
        units = (f"{_JSON(code)}:{_JSON(names)}" for code, names in self.units.items())
        head = f'"deadline":{_JSON(deadline)},"count":{_JSON(self.count)}'
        return f'{{{head},"rates":[{",".join(rates)}],"units":{{{",".join(units)}}}}}'

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        held = json.loads(text)
        rates = tuple(
            Rate(scope, level, indicator, Tally(done, due))
            for scope, level, indicator, done, due in held["rates"]
        )
        units = {code: tuple(names) for code, names in held["units"].items()}
        deadline = held.get("deadline")
        moment = datetime.fromisoformat(deadline) if deadline else None
        return cls(rates, units, moment, Count(*held.get("count", ())))


class Seal(NamedTuple):
    """The state at the deadline: figures, files (path, sha256, status) and the sealed copy."""

    at: datetime
    facts: Facts
    files: tuple[tuple[str, str, str], ...]
    copy_sha256: str
