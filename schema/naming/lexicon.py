"""The names that may stand in a text: units of the registry, former units, other provinces."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from schema import vietnamese
from schema.naming.words import LEVELS, Words, bare_words, initials_of, type_phrases
from schema.units import COMMUNE, PROVINCE, TABLES, FormerUnit, Registry, Unit


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
    """Words without marks -> what they may name; `short` holds the abbreviated names."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.names: dict[Words, list[Named]] = {}
        self.short: dict[Words, list[Named]] = {}
        everything: tuple[Unit | FormerUnit, ...] = (*registry.units, *registry.former)
        for named in everything:
            self.names.setdefault(bare_words(named.name), []).append(named)
        for code, name in _provinces():
            self._add_province(code, name)
        self._shorten()
        self.longest = max(map(len, (*self.names, *self.short)))

    def _add_province(self, code: str, name: str) -> None:
        """A province by the name that some table gives it: another one, or ours of other years."""
        ours = self.registry.by_code.get(code)
        spelt = bare_words(name)
        if ours is None or ours.level != PROVINCE:
            self.names.setdefault(spelt, []).append(Elsewhere(name))
        elif spelt not in self.names:
            self.names[spelt] = [ours]

    def _shorten(self) -> None:
        for spelt, named in list(self.names.items()):
            ours = [one for one in named if isinstance(one, Unit) and one.level == PROVINCE]
            for initials in initials_of(spelt) if ours else ():
                self.short.setdefault(initials, []).extend(ours)
            for full, kind in type_phrases().items():
                if (
                    spelt[: len(full)] == full
                    and len(spelt) > len(full)
                    and full == bare_words(kind)
                ):
                    initial = "".join(word[0] for word in full)
                    self.short.setdefault((initial, *spelt[len(full) :]), []).extend(named)

    def matches(self, spelt: Words, kind: str) -> list[Named]:
        """What these words may name after this type of unit ("" = none is written)."""
        found = self.names.get(spelt) or self.short.get(spelt) or []
        return [named for named in found if _agree(named, kind)]


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
        rows = csv.DictReader(_few(path.read_text("utf-8"), PROVINCE))
        found |= {(row["code"], row["name"]) for row in rows if row.get("level") == PROVINCE}
    return tuple(sorted(found))


def _few(table: str, word: str) -> Iterator[str]:
    """The head of a table and its lines with this word; of a country's there are thousands."""
    end = table.find("\n") + 1
    yield table[:end]
    while (at := table.find(word, end)) >= 0:
        begin, end = table.rfind("\n", 0, at) + 1, table.find("\n", at) + 1 or len(table)
        yield table[begin:end]


@cache
def lexicon(registry: Registry) -> Lexicon:
    """The lexicon of a registry, made once."""
    return Lexicon(registry)


@cache
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
        return tuple(unit for unit in registry.units if unit.level != COMMUNE)
    province = registry.province_of(here)
    beside = (unit for unit in registry.children(province.code) if unit.level != COMMUNE)
    return tuple(dict.fromkeys((province, *beside, here, *registry.children(here.code))))
