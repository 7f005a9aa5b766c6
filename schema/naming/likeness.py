"""How alike a piece of text and a name are: the mean of likeness with marks and without (2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.naming.lexicon import Named, Spelling, level_of, spellings
from schema.naming.words import LEVELS, Words, bare_words

GAP = 5.0  # a smaller difference leaves both names standing


class Likeness(NamedTuple):
    """A name that a piece of text may be, and how alike they are: 0 to 100."""

    named: Named
    score: float


def ratio(one: str, other: str) -> float:
    """0 to 100, by insertions and deletions."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up stays light

    return fuzz.ratio(one, other)


def exact(named: Named, key: str, spelt: Words) -> Likeness:
    """A name whose words agree without marks; 100 where the marks agree too, or it is shortened."""
    if bare_words(named.name) != spelt:
        return Likeness(named, 100.0)
    return Likeness(named, (ratio(key, spellings(named)[0].key) + 100) / 2)


def alike(
    key: str, bare: str, candidates: Sequence[Spelling], floor: float
) -> tuple[Likeness, ...]:
    """The names that a piece of text resembles: the best and those within the gap of it."""
    scores: dict[Named, float] = {}
    for spelling in candidates:
        score = (ratio(key, spelling.key) + ratio(bare, spelling.bare)) / 2
        scores[spelling.named] = max(score, scores.get(spelling.named, 0.0))
    best = max(scores.values(), default=0.0)
    likely = (Likeness(named, score) for named, score in scores.items() if best - score < GAP)
    return tuple(sorted(likely, key=lambda like: -like.score)) if best >= floor else ()


def spelt_near(near: Sequence[Named], kind: str, *, typed: bool) -> Iterator[Spelling]:
    """How the names nearby are written: with their type, or without it after this type."""
    for named in near:
        if not kind or level_of(named) in LEVELS[kind]:
            yield from (spelling for spelling in spellings(named) if spelling.typed == typed)
