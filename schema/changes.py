"""Changes (pure): what differs between two states of one period, unit by unit.

The summary workbook and the screen both tell it, so it is a noun.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from schema.history import Facts
from schema.summary import Summary
from schema.units import Registry


class Change(NamedTuple):
    """What newly holds for one unit, and what no longer does, by indicator."""

    unit: str  # registry code
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Place(NamedTuple):
    """One sender and how many of its units gained or lost something."""

    sender: str  # registry code
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed since an instant, in the registry's order."""

    since: datetime
    units: tuple[Change, ...]

    @property
    def gained(self) -> Counter[str]:
        """Indicator -> how many units it newly holds for."""
        return Counter(name for change in self.units for name in change.gained)

    @property
    def lost(self) -> Counter[str]:
        """Indicator -> how many units it no longer holds for."""
        return Counter(name for change in self.units for name in change.lost)

    def places(self, registry: Registry) -> tuple[Place, ...]:
        """The senders where anything changed, in official order."""
        gained, lost = Counter[str](), Counter[str]()
        for change in self.units:
            sender = registry.sender_of(registry.by_code[change.unit]).code
            gained[sender] += bool(change.gained)
            lost[sender] += bool(change.lost)
        every = (Place(s.code, gained[s.code], lost[s.code]) for s in registry.senders)
        return tuple(place for place in every if place.gained or place.lost)


def since_last_run(summary: Summary) -> Changes | None:
    """What changed since the newest earlier run of the same period; None = there was none.

    With `summary.skipping` the newest one that said anything else, if there is one: a clerk looks
    (`run`) and then writes (`mail`), and nothing changes between these two.
    """
    told = (
        Changes(at, between(facts, summary.facts))
        for at, facts in reversed(summary.past)
        if facts.deadline in (None, summary.deadline)
    )
    last = next(told, None)
    if last and summary.skipping and not last.units:
        return next((earlier for earlier in told if earlier.units), last)
    return last


def since_seal(summary: Summary) -> Changes | None:
    """What changed since the sealed state at the deadline; None = nothing is sealed."""
    if summary.seal is None:
        return None
    return Changes(summary.deadline, between(summary.seal.facts, summary.facts))


def between(older: Facts, newer: Facts) -> tuple[Change, ...]:
    """Each unit for which something newly holds or no longer holds."""
    changes = (
        Change(unit, _less(held, older.units.get(unit, ())), _less(older.units.get(unit, ()), held))
        for unit, held in newer.units.items()
    )
    return tuple(change for change in changes if change.gained or change.lost)


def _less(names: tuple[str, ...], without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in without)


def signed(gained: int, lost: int) -> str:
    """+10 −1; a side on which nothing happened is left out."""
    sides = (("+", gained), ("−", lost))
    return " ".join(f"{sign}{number}" for sign, number in sides if number)
