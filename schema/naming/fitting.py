"""Readings -> the units that a text may mean, by what agrees and what contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.naming.lexicon import Elsewhere, level_of
from schema.naming.likeness import GAP, Likeness
from schema.naming.reading import Item, Reading
from schema.naming.words import LEVELS
from schema.units import PROVINCE, FormerUnit, Registry, Unit


class Fit(NamedTuple):
    """One unit that one piece of a reading may name, and how the other pieces bear it out."""

    named: Unit | FormerUnit
    reading: Reading
    item: Item
    score: float
    strangers: int  # names that are not above the unit
    conflict: int  # 0 the type agrees or is not written, 1 another type, 2 of another level

    @property
    def fault(self) -> float:
        """How much speaks against it: 0 = each word has its place."""
        fuzzy = any(item.fuzzy for item in self.reading.names)
        loose = sum(item.kind == "type" for item in self.reading.items)
        return self.strangers + 1.5 * self.reading.unknown + 0.3 * fuzzy + 0.2 * loose

    @property
    def rank(self) -> tuple[float, int, int, int, int]:
        """Better fits first: the fewest contradictions, then the first name, type, today's unit."""
        untyped_below = level_of(self.named) == "commune" and not self.item.type
        return (
            self.fault,
            self.item.start if self.strangers else 0,
            self.conflict,
            isinstance(self.named, FormerUnit),
            untyped_below,
        )


def fits(found: Sequence[Reading], registry: Registry) -> list[Fit]:
    """All units that the readings may mean, the best first."""
    candidates = [fit for reading in found for fit in _of_reading(reading, registry)]
    return sorted(candidates, key=lambda fit: (*fit.rank, -fit.score, fit.reading.cost))


def _of_reading(reading: Reading, registry: Registry) -> Iterator[Fit]:
    for item in reading.names:
        for named, score in item.likely:
            if isinstance(named, Elsewhere) or level_of(named) == PROVINCE:
                continue
            others = [other for other in reading.names if other is not item]
            strangers = _strangers(others, _above(named, registry))
            conflict = 0 if item.typed_within else _conflict(named, item.type)
            yield Fit(named, reading, item, score, strangers, conflict)


def _above(named: Unit | FormerUnit, registry: Registry) -> list[Unit]:
    """The units above; for a former unit those of its successors too."""
    if isinstance(named, Unit):
        return list(registry.above(named))
    old = registry.by_code.get(named.parent)
    upper = [old, *registry.above(old)] if old else []
    for code in named.successors:
        upper += [unit for unit in registry.above(registry.by_code[code]) if unit not in upper]
    return upper


def _strangers(others: list[Item], above: list[Unit]) -> int:
    """How many names have no place of their own above the unit; other provinces aside."""
    free, strangers = list(above), 0
    for item in sorted(others, key=lambda item: not item.type):
        likely = [like for like in item.likely if like.named in free]
        if likely:
            best = min(likely, key=lambda like: (_conflict(like.named, item.type), -like.score))
            free.remove(best.named)  # type: ignore[arg-type]
        elif not all(isinstance(like.named, Elsewhere) for like in item.likely):
            strangers += 1
    return strangers


def _conflict(named: object, kind: str) -> int:
    if not kind or isinstance(named, Elsewhere) or kind == named.type:  # type: ignore[attr-defined]
        return 0
    return 1 if level_of(named) in LEVELS[kind] else 2  # type: ignore[arg-type]


def best(candidates: Sequence[Fit], sender: Unit) -> list[Fit]:
    """The fits that nothing sets apart: equal rank, and likeness within the gap.

    A former unit of the sender's own goes before units of the same name in other districts.
    """
    first = candidates[0]
    level = [fit for fit in candidates if fit.rank[:2] == first.rank[:2]]
    level = [fit for fit in level if fit.conflict < 2 or first.conflict == 2]
    top = max(fit.score for fit in level)
    level = [fit for fit in level if top - fit.score < GAP]
    rank = min(fit.rank for fit in level)
    equal = [fit for fit in level if fit.rank[:3] == rank[:3]]
    local = [fit for fit in equal if sender.code in (fit.named.parent, _code(fit.named))]
    if local and all(isinstance(fit.named, FormerUnit) for fit in local):
        return local
    return [fit for fit in equal if fit.rank == rank]


def _code(named: Unit | FormerUnit) -> str:
    return named.code if isinstance(named, Unit) else ""


def also_fits(candidates: Sequence[Fit], chosen: Sequence[Fit], own: Unit) -> Fit | None:
    """The row's own unit, if the text may mean it as well as the best, types of a level aside."""
    limit = chosen[0]
    for fit in candidates:
        near = fit.fault <= limit.fault and limit.score - fit.score < GAP
        if fit.named == own and near and fit.conflict < 2:
            return fit
    return None


def is_elsewhere(reading: Reading, registry: Registry) -> bool:
    """Whether another province is named, and ours is not."""
    ours = [like for item in reading.names for like in item.likely if _is_ours(like, registry)]
    return not ours and any(_names_elsewhere(reading, at) for at in range(len(reading.items)))


def _is_ours(like: Likeness, registry: Registry) -> bool:
    return (
        isinstance(like.named, Unit)
        and level_of(like.named) == PROVINCE
        and (like.named.code in registry.by_code)
    )


def _names_elsewhere(reading: Reading, at: int) -> bool:
    item, after = reading.items[at], reading.items[at + 1 : at + 2]
    if item.kind == "type":
        return item.type == "tỉnh" and bool(after) and after[0].kind == "unknown"
    return bool(item.likely) and all(isinstance(like.named, Elsewhere) for like in item.likely)
