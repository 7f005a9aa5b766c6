"""The names that may stand in a text: units of the registry, former units, other provinces."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from schema import vietnamese
from schema.index import Index
from schema.naming.words import LEVELS, Words, bare_words, initials_of, type_initials
from schema.unit_tables import TABLES
from schema.units import COMMUNE, DISTRICT, PROVINCE, FormerUnit, Registry, Unit


class Elsewhere(NamedTuple):
    """A province that is not of the campaign's area."""

    name: str


Named = Unit | FormerUnit | Elsewhere


class Spelling(NamedTuple):
    """One way to write a name, as likeness is measured: with marks and without."""

    named: Named
    key: str
    bare: str
    typed: bool


def level_of(named: Named) -> str:
    """The level of a unit, former unit or province elsewhere."""
    if isinstance(named, Unit):
        return named.level
    return LEVELS[named.type][0] if isinstance(named, FormerUnit) else PROVINCE


class Lexicon:
    """Words without marks -> what they may name, abbreviated or not."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.longest = 0  # words of a name
        self._short: dict[Words, list[Named]] = {}
        self._provinces: dict[Words, list[Named]] = {}  # elsewhere, or ours of other years
        self._units = Index(registry.units, _spelt, map(self._shortened, registry.units))
        self._former = Index(registry.former, _spelt, map(self._shortened, registry.former))
        for code, name in _provinces():
            self._add_province(code, bare_words(name), Elsewhere(name))

    def _add_province(self, code: str, spelt: Words, other: Elsewhere) -> None:
        """A province by the name that some table gives it: another one, or ours of other years."""
        ours = self.registry.by_code.get(code)
        if ours is None or ours.level != PROVINCE:
            self._provinces.setdefault(spelt, []).append(other)
            self._shorten(other, spelt)
        elif not self.names(spelt):
            self._provinces[spelt] = [ours]
            self._shorten(ours, spelt)

    def _shortened(self, named: Unit | FormerUnit) -> Words:
        """The words of a name, once its short forms are known."""
        spelt = _spelt(named)
        self._shorten(named, spelt)
        return spelt

    def _shorten(self, named: Named, spelt: Words) -> None:
        self.longest = max(self.longest, len(spelt))
        for short in _short_forms(named, spelt):
            self._short.setdefault(short, []).append(named)

    def names(self, spelt: Words) -> list[Named]:
        """What bears this name in full."""
        of_today, former = self._units.get(spelt), self._former.get(spelt)
        return [*of_today, *former, *self._provinces.get(spelt, ())]

    def matches(self, spelt: Words, kind: str) -> list[Named]:
        """What these words may name after this type of unit ("" = none is written)."""
        found = self.names(spelt) or self._short.get(spelt) or []
        return [named for named in found if _agree(named, kind)]


def _spelt(named: Unit | FormerUnit) -> Words:
    return bare_words(named.name)


def _short_forms(named: Named, spelt: Words) -> Iterator[Words]:
    """A province's initials; a name that begins with a type, its type abbreviated."""
    if isinstance(named, Unit) and named.level == PROVINCE:
        yield from initials_of(spelt)
    for end in (1, 2):
        initials = type_initials().get(spelt[:end])
        if initials and len(spelt) > end:
            yield (initials, *spelt[end:])


def _agree(named: Named, kind: str) -> bool:
    """`tỉnh` stands only before a province, and phường, xã, huyện never before one elsewhere."""
    if kind == "tỉnh":
        return level_of(named) == PROVINCE
    return not isinstance(named, Elsewhere) or kind in ("", "thành phố")


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    """Code and name of every province that any table knows."""
    found = set()
    for path in sorted(TABLES.glob("*.csv")):
        rows = csv.DictReader(_few(path.read_bytes(), PROVINCE.encode()))
        found |= {(row["code"], row["name"]) for row in rows if row.get("level") == PROVINCE}
    return tuple(sorted(found))


def _few(table: bytes, word: bytes) -> Iterator[str]:
    """The head of a table and its lines with this word; of a country's there are thousands."""
    end = table.find(b"\n") + 1
    yield table[:end].decode()
    while (at := table.find(word, end)) >= 0:
        begin, end = table.rfind(b"\n", 0, at) + 1, table.find(b"\n", at) + 1 or len(table)
        yield table[begin:end].decode()


@cache
def lexicon(registry: Registry) -> Lexicon:
    """The lexicon of a registry, made once."""
    return Lexicon(registry)


@lru_cache(maxsize=8192)  # of a province's units all
def spellings(named: Named) -> tuple[Spelling, ...]:
    """How a name may be written: bare, with its type, and without a type that it contains."""
    texts = [(named.name, False)]
    if not isinstance(named, Elsewhere):
        texts.append((f"{named.type} {named.name}", True))
        texts += [(rest, False) for rest in _without_type(named.name)]
    return tuple(
        Spelling(named, vietnamese.key(text), vietnamese.bare(text), typed) for text, typed in texts
    )


def _without_type(name: str) -> Iterator[str]:
    for kind in LEVELS:
        if name.lower().startswith(kind + " "):
            yield name[len(kind) + 1 :]


@lru_cache(maxsize=64)  # each may hold every district of a province
def vicinity(registry: Registry, district: str) -> tuple[Named, ...]:
    """Where a misspelt name is looked for: one district's communes, its province and districts."""
    here = registry.by_code.get(district)
    if here is None:
        return tuple(registry.units.of(PROVINCE, DISTRICT))
    province = registry.province_of(here)
    beside = (unit for unit in registry.children(province.code) if unit.level != COMMUNE)
    return tuple(dict.fromkeys((province, *beside, here, *registry.children(here.code))))
