"""Measure (pure): the table and the registry -> tallies per sender and for the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from schema.campaign import Campaign
from schema.settings import Settings
from schema.summary import UnitResult
from schema.tally import Rate, Tally
from schema.units import PROVINCE, Registry, Unit

REPORTED = ("submitted", "valid", "on_time")  # counted of every unit beside the indicators


def rates(units: Sequence[UnitResult], registry: Registry, campaign: Campaign) -> tuple[Rate, ...]:
    """Done of due for each sender and the province, each level and indicator.

    `units` are all those that report, in official order.

    Counting rules 1 and 2: what is due comes from the registry, tallies add, levels never mix.
    """
    names = [*(indicator.code for indicator in campaign.indicators), *REPORTED]
    places = [(level, name) for level in registry.levels for name in names]
    tally = cache(Tally)  # few differ, and rates share them
    own = [
        Rate(sender.code, *place, tally(done[place], due[place]))
        for sender, of_sender in groupby(
            zip(registry.reporting, units, strict=True), lambda pair: registry.sender_of(pair[0])
        )
        for done, due in [_counted(of_sender)]
        for place in places
        if due[place]
    ]
    return (*own, *_added_up(own, places))


Place = tuple[str, str]  # level, indicator


def _counted(
    results: Iterable[tuple[Unit, UnitResult]],
) -> tuple[Counter[Place], Counter[Place]]:
    """What is done, and what is due, of one sender's units."""
    done, due = Counter[Place](), Counter[Place]()
    for unit, result in results:
        for indicator, holds in result.facts.items():
            if holds is not None:
                due[unit.level, indicator] += 1
                done[unit.level, indicator] += holds
    return done, due


def _added_up(own: Iterable[Rate], places: Iterable[Place]) -> Iterator[Rate]:
    """The province: the sum of its senders."""
    parts: dict[Place, list[Tally]] = {}
    for rate in own:
        parts.setdefault((rate.level, rate.indicator), []).append(rate.tally)
    for place in places:
        if place in parts:
            yield Rate(PROVINCE, *place, sum(parts[place], Tally()))


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
