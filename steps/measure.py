"""Measure (pure): the table and the registry -> tallies per sender and for the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from schema.campaign import Campaign
from schema.records import Rate, Tally, UnitResult
from schema.units import PROVINCE, Registry

REPORTED = ("submitted", "valid", "on_time")  # counted of every unit beside the indicators


def rates(units: Sequence[UnitResult], registry: Registry, campaign: Campaign) -> tuple[Rate, ...]:
    """Done of due for each sender and the province, each level and indicator.

    Counting rules 1 and 2: what is due comes from the registry, tallies add, levels never mix.
    """
    due: Counter[tuple[str, str, str]] = Counter()
    done: Counter[tuple[str, str, str]] = Counter()
    for result in units:
        unit = registry.by_code[result.unit]
        scope = registry.sender_of(unit).code
        for indicator, holds in result.facts.items():
            if holds is not None:
                due[scope, unit.level, indicator] += 1
                done[scope, unit.level, indicator] += holds
    found = {place: Tally(done[place], due[place]) for place in due}
    return tuple(_ordered(found, registry, campaign))


def _ordered(
    found: dict[tuple[str, str, str], Tally], registry: Registry, campaign: Campaign
) -> Iterator[Rate]:
    """Sender by sender in official order, then the province as the sum of its senders."""
    scopes = [sender.code for sender in registry.senders]
    names = [*(indicator.code for indicator in campaign.indicators), *REPORTED]
    places = [(level, name) for level in registry.levels for name in names]
    for scope in scopes:
        for level, name in places:
            if (scope, level, name) in found:
                yield Rate(scope, level, name, found[scope, level, name])
    for level, name in places:
        parts = [found[s, level, name] for s in scopes if (s, level, name) in found]
        if parts:
            yield Rate(PROVINCE, level, name, sum(parts, Tally()))
