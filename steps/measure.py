"""Measure (pure): the table and the registry -> tallies per sender and for the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from schema.campaign import Campaign
from schema.settings import Settings
from schema.summary import Rate, Tally, UnitResult
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


def sums(units: Sequence[UnitResult], settings: Settings) -> tuple[Rate, ...]:
    """What the units of each place add up to, against the sender's target.

    As with tallies, the province is the sum of its senders, and levels never mix.
    """
    registry = settings.registry
    places = [(total.code, level) for total in settings.campaign.sums for level in registry.levels]
    return tuple(
        Rate(scope, level, code, sum((part.tally for part in parts), Tally()))
        for code, level in places
        if (added := list(_added(units, settings, code, level)))
        for scope, parts in [*((part.scope, [part]) for part in added), (PROVINCE, added)]
    )


def _added(
    units: Sequence[UnitResult], settings: Settings, code: str, level: str
) -> Iterator[Rate]:
    """One figure of each sender at a level; none where the level is not asked for it."""
    registry, found = settings.registry, Counter[str]()
    targets = settings.target(code, level)
    asked = [u for u in units if registry.by_code[u.unit].level == level and code in u.figures]
    for result in asked:
        found[registry.sender_of(registry.by_code[result.unit]).code] += result.figures[code]
    for sender in registry.senders if asked else ():
        yield Rate(sender.code, level, code, Tally(found[sender.code], targets.get(sender.code, 0)))


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
