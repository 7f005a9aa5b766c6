"""The cell "Đơn vị": which unit of the registry it names, the sender's own units first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from schema.index import Index
from schema.naming import repairs
from schema.naming.causes import former_details
from schema.naming.fitting import Fit, best, fits, is_elsewhere
from schema.naming.lexicon import level_of, lexicon, vicinity
from schema.naming.reading import readings
from schema.naming.words import compact, words
from schema.readings import Value
from schema.units import FormerUnit, Registry, Unit
from schema.verdicts import Remark

_NUMBERED = re.compile(r"^\(?\d+[.)]\s*")


class Match(NamedTuple):
    """The unit that a cell names, or None with the one error that says why."""

    unit: Unit | None
    remarks: tuple[Remark, ...]


def find_unit(
    value: Value,
    registry: Registry,
    sender: Unit | None,
    level: str | None,
    encoding: str | None = None,
) -> Match:
    """Tell a unit by its title, else by what can be read in only one way.

    `level` is that of the group heading; it decides between huyện and thị trấn Phong Điền.
    """
    if not isinstance(value, str):
        return Match(None, (Remark("unit_unknown"),))
    area = _Area(registry, sender, level)
    meant = titles(registry).get(compact(value))
    units = area.nearest(unit for unit in meant if unit.title == value)
    if len(units) == 1:
        return Match(units[0], ())
    return area.read(value, encoding)


@cache
def titles(registry: Registry) -> Index[Unit]:
    """The units below the provinces by their titles, however these are spaced or spelt."""
    return Index(registry.units.of(*registry.levels), lambda unit: compact(unit.title))


class _Area:
    def __init__(self, registry: Registry, sender: Unit | None, level: str | None) -> None:
        self.registry, self.sender, self.level = registry, sender, level

    def owns(self, unit: Unit | FormerUnit) -> bool:
        """Whether the unit is the sender itself, or directly below it."""
        code = self.sender.code if self.sender else None
        return isinstance(unit, Unit) and code in (unit.code, unit.parent)

    def nearest(self, units: Iterable[Unit]) -> list[Unit]:
        """The sender's units among these, else all; of the heading's level where there are some."""
        found = list(dict.fromkeys(units))
        found = [unit for unit in found if self.owns(unit)] or found
        return [unit for unit in found if unit.level == self.level] or found

    def match(self, units: list[Unit]) -> Match:
        """The one unit, with a notice of how it was read; several: none, all suggested."""
        if len(units) == 1:
            return Match(units[0], (Remark("unit_read", (), {"read": units[0].title}),))
        return Match(None, (Remark("unit_ambiguous", self._titles(units)),))

    def _titles(self, units: Iterable[Unit]) -> tuple[str, ...]:
        found = list(dict.fromkeys(units))
        titles = [unit.title for unit in found]
        return tuple(
            unit.title if titles.count(unit.title) == 1 else f"{unit.title} ({self._above(unit)})"
            for unit in found
        )

    def _above(self, unit: Unit) -> str:
        return next((upper.place for upper in self.registry.above(unit)), "")

    def read(self, value: str, encoding: str | None) -> Match:
        """The text as it stands, then as a legacy encoding, then in parts, then misspelt."""
        if len(value) > repairs.LONGEST:
            return Match(None, (Remark("unit_unknown"),))
        plain = repairs.plain(_NUMBERED.sub("", value.strip()))
        versions = [plain, *repairs.decoded(value, encoding)]
        for version in versions:
            units = self.nearest(titles(self.registry).get(compact(version.text)))
            if len(units) == 1:
                return self.match(units)
        for version in versions:
            if match := self._parts(version.text):
                return match
        if len(versions) == 1 and repairs.is_damaged(plain):
            return Match(None, (Remark("unit_unknown"),))
        legal = [version for version in versions[1:] if repairs.is_legal(version)]
        return Match(None, (self._unknown((*legal, plain)[0].text),))

    def _parts(self, text: str) -> Match | None:
        """Each word is known: prefix, type, abbreviation, marks and units above aside."""
        found = readings(words(text), lexicon(self.registry))
        if not found or found[0].unknown or not found[0].names:
            return None
        candidates = fits(found, self.registry)
        if not candidates or is_elsewhere(candidates[0].reading, self.registry):
            return Match(None, (Remark("unit_unknown"),))
        if candidates[0].strangers:
            return None
        return self._chosen([fit for fit in candidates if fit.fault <= candidates[0].fault])

    def _chosen(self, candidates: list[Fit]) -> Match:
        """The sender's own unit of that name, if there is one, whatever type is written."""
        today = [fit for fit in candidates if isinstance(fit.named, Unit)]
        local = [fit for fit in today if self.owns(fit.named) and fit.conflict < 2]
        levelled = [fit for fit in local if not fit.item.type and level_of(fit.named) == self.level]
        pool = levelled or local or candidates
        chosen = best(pool, self.sender or self.registry.senders[0])
        former = [fit.named for fit in chosen if isinstance(fit.named, FormerUnit)]
        if former:
            return Match(None, (self._former(former[0]),))
        return self.match(self.nearest(_units(chosen)))

    def _former(self, former: FormerUnit) -> Remark:
        by_code = self.registry.by_code
        successors = self._titles(by_code[code] for code in former.successors)
        return Remark("unit_former", successors, former_details(former, by_code))

    def _unknown(self, text: str) -> Remark:
        """No unit, or one misspelt: never corrected by likeness, only suggested."""
        near = vicinity(self.registry, self.sender.code if self.sender else "")
        found = readings(words(text), lexicon(self.registry), (), near)
        candidates = [fit for fit in fits(found, self.registry) if not fit.reading.unknown]
        chosen = best(candidates, self.sender or self.registry.senders[0]) if candidates else []
        suggestions = self._titles(self.nearest(_units(chosen)))
        return Remark("unit_misspelt" if suggestions else "unit_unknown", suggestions)


def _units(chosen: Iterable[Fit]) -> Iterator[Unit]:
    return (fit.named for fit in chosen if isinstance(fit.named, Unit))
