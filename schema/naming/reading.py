"""A text -> its readings: which words are type, name, name of the Front, or nothing known.

Every word is covered once; the cheapest ways to cover them all are the readings worth judging.
A misspelt name is found only where it is told in which vicinity to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from schema.naming.lexicon import Elsewhere, Lexicon, Named, Spelling, level_of
from schema.naming.likeness import Likeness, alike, exact, ratio, spelt_near
from schema.naming.words import LEVELS, Word, Words, front_phrases, type_phrases

KEPT = 12  # readings kept at each word
HARD = frozenset("(),;|/[]{}:")  # a misspelt name does not reach across these
LIKE, TYPED_LIKE, RIVAL_LIKE = 78.0, 60.0, 82.0  # likeness from which a misspelt name is taken
PREFIX_LIKE = 75.0


class Item(NamedTuple):
    """One piece of a reading; `type` is the type of unit written before a name."""

    kind: Literal["name", "type", "front", "unknown"]
    start: int
    end: int
    name_start: int = 0
    type: str = ""
    likely: tuple[Likeness, ...] = ()
    short: bool = False  # an abbreviated name: TTH
    fuzzy: bool = False  # a misspelt name
    typed_within: bool = False  # a misspelt name together with its misspelt type


class Reading(NamedTuple):
    """One way to read a text."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    cost: float

    @property
    def names(self) -> tuple[Item, ...]:
        """The pieces that name something."""
        return tuple(item for item in self.items if item.kind == "name")

    @property
    def unknown(self) -> int:
        """How many words mean nothing known."""
        return sum(item.kind == "unknown" for item in self.items)


def readings(
    words: tuple[Word, ...], lexicon: Lexicon, prefix: Words = (), near: Sequence[Named] = ()
) -> list[Reading]:
    """The cheapest readings, best first; `near` are the names that may stand there misspelt."""
    return _Reader(words, lexicon, prefix, near).read()


class _Reader:
    def __init__(
        self, words: tuple[Word, ...], lexicon: Lexicon, prefix: Words, near: Sequence[Named]
    ) -> None:
        self.words, self.lexicon, self.prefix, self.near = words, lexicon, prefix, near
        self.bare = tuple(word.bare for word in words)
        self._spellings: dict[tuple[str, bool], list[Spelling]] = {}

    def read(self) -> list[Reading]:
        """Cover the words from the last to the first, keeping the cheapest at each."""
        size = len(self.words)
        best: list[list[tuple[float, tuple[Item, ...]]]] = [[] for _ in range(size)]
        best.append([(0.0, ())])
        for start in reversed(range(size)):
            options = (
                (cost + rest, (item, *items))
                for cost, item in self._items(start)
                for rest, items in best[item.end]
                if not (item.kind == "type" and items and _is_elsewhere(items[0]))
            )
            best[start] = sorted(options, key=lambda option: option[0])[:KEPT]
        found = [Reading(self.words, items, cost) for cost, items in best[0]]
        return [reading for reading in found if reading.unknown <= found[0].unknown]

    def _items(self, start: int) -> Iterator[tuple[float, Item]]:
        yield 12.0, Item("unknown", start, start + 1)
        yield from self._fronts(start)
        yield from self._names(start, start, "", 1.0)
        for end, kind in self._types(start):
            yield 2.0, Item("type", start, end, type=kind)
            yield from self._names(start, end, kind, 0.0)

    def _fronts(self, start: int) -> Iterator[tuple[float, Item]]:
        for end in range(start + 1, min(start + 5, len(self.bare)) + 1):
            if self.bare[start:end] in front_phrases() or self.bare[start:end] == self.prefix:
                yield 0.2, Item("front", start, end)
        end = len(self.prefix)
        if not start and self.near and self._is_like_prefix(end):
            yield 2.0, Item("front", 0, end)

    def _is_like_prefix(self, end: int) -> bool:
        typed, right = " ".join(self.bare[:end]), " ".join(self.prefix)
        return 0 < end <= len(self.bare) and ratio(typed, right) >= PREFIX_LIKE

    def _types(self, start: int) -> Iterator[tuple[int, str]]:
        for end in range(start + 1, min(start + 2, len(self.bare)) + 1):
            if kind := type_phrases().get(self.bare[start:end]):
                yield end, kind

    def _names(
        self, start: int, begin: int, kind: str, cost: float
    ) -> Iterator[tuple[float, Item]]:
        for end in range(begin + 1, min(begin + self.lexicon.longest, len(self.bare)) + 1):
            spelt = self.bare[begin:end]
            likely = tuple(
                exact(named, self._key(begin, end), spelt)
                for named in self.lexicon.matches(spelt, kind)
            )
            crossed = sum(3.0 for word in self.words[start + 1 : end] if HARD & set(word.before))
            if likely:
                short = not self.lexicon.names(spelt)
                extra = crossed + 0.2 * short + 4.0 * _is_odd(kind, likely)
                yield cost + extra, Item("name", start, end, begin, kind, likely, short=short)
            if self.near and not crossed and spelt not in type_phrases():
                floor = RIVAL_LIKE if likely else self._floor(start, begin)
                yield from self._misspelt(Item("name", start, end, begin, kind), floor)

    def _key(self, begin: int, end: int) -> str:
        return " ".join(word.key for word in self.words[begin:end])

    def _floor(self, start: int, begin: int) -> float:
        """After a type or a name of the Front a name is expected, so less likeness will do."""
        return TYPED_LIKE if begin > start or begin in self._after_front else LIKE

    def _misspelt(self, item: Item, floor: float) -> Iterator[tuple[float, Item]]:
        key = self._key(item.name_start, item.end)
        bare = " ".join(self.bare[item.name_start : item.end])
        has_type = any(self._types(item.start))  # then the name alone is compared
        if has_type and not item.type:
            floor = max(floor, LIKE)
        for typed in (False,) if has_type else (False, True):
            near = self._near(item.type, typed)
            likely = alike(key, bare, near, max(floor, LIKE) if typed else floor)
            if likely and (likely[0].score < 99.9 or floor < RIVAL_LIKE):
                found = item._replace(likely=likely, fuzzy=True, typed_within=typed)
                yield 3.0 + (100 - likely[0].score) / 5, found

    def _near(self, kind: str, typed: bool) -> list[Spelling]:  # noqa: FBT001 - a key of the store
        if (kind, typed) not in self._spellings:
            self._spellings[kind, typed] = list(spelt_near(self.near, kind, typed=typed))
        return self._spellings[kind, typed]

    @cached_property
    def _after_front(self) -> frozenset[int]:
        return frozenset(item.end for at in range(len(self.bare)) for _, item in self._fronts(at))


def _is_odd(kind: str, likely: tuple[Likeness, ...]) -> bool:
    """No name of the level that the type tells: `TT Huế` is rather the province."""
    return bool(kind) and all(level_of(like.named) not in LEVELS[kind] for like in likely)


def _is_elsewhere(item: Item) -> bool:
    """A province elsewhere, without a type: what "Xã" stands before is none."""
    elsewhere = all(isinstance(like.named, Elsewhere) for like in item.likely)
    return item.kind == "name" and not item.type and elsewhere
