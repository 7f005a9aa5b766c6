"""Page names: built from the pattern, and told by their text however it is spaced or spelt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from schema.index import Index
from schema.naming.words import compact
from schema.units import Registry, Unit

Patterns = tuple[tuple[str, str], ...]


def page_name(unit: Unit, registry: Registry, pattern: str) -> str:
    """The page name of a unit: pattern "Mặt trận {Type} {name} ({above})" (letter 2.1)."""
    above = ", ".join(upper.place for upper in registry.above(unit))
    capital = unit.type[:1].upper() + unit.type[1:]
    return pattern.format(type=unit.type, Type=capital, name=unit.name, above=above)


def leaves_type_out(pattern: str) -> bool:
    """Whether pages of this level are named without the unit's type (the district form)."""
    return "{type}" not in pattern and "{Type}" not in pattern


class Pages:
    """All page names of one registry under one set of patterns."""

    def __init__(self, registry: Registry, patterns: Mapping[str, str]) -> None:
        self.registry = registry
        self.patterns = {level: patterns[level] for level in registry.levels if patterns.get(level)}
        self.units = registry.units.of(*self.patterns)
        self._index = Index(self.units, lambda unit: compact(self.name(unit)))

    def has(self, unit: Unit) -> bool:
        """Whether units of this level have a page."""
        return unit.level in self.patterns

    def name(self, unit: Unit) -> str:
        """The page name of a unit that has a page."""
        return page_name(unit, self.registry, self.patterns[unit.level])

    @cached_property
    def by_typed_text(self) -> dict[str, Unit]:
        """Compact text -> the unit, for names with a type that the pattern leaves out."""
        return {
            compact(self.typed(unit)[0]): unit
            for unit in self.units
            if leaves_type_out(self.patterns[unit.level])
        }

    def typed(self, unit: Unit) -> tuple[str, str]:
        """The page name with the type that the pattern leaves out, lower case and capital."""
        pattern = self.patterns[unit.level]
        lower, upper = (pattern.replace("{name}", t + " {name}") for t in ("{type}", "{Type}"))
        return page_name(unit, self.registry, lower), page_name(unit, self.registry, upper)

    def named(self, text: str, own: Unit | None) -> Unit | None:
        """The unit whose page name this is, spaces and spelling aside; the row's own first."""
        units = self._index.get(compact(text))
        return own if own in units else next(iter(units), None)


@cache
def _pages(registry: Registry, patterns: Patterns) -> Pages:
    return Pages(registry, dict(patterns))


def pages(registry: Registry, patterns: Mapping[str, str]) -> Pages:
    """The page names of a registry, computed once."""
    return _pages(registry, tuple(patterns.items()))
