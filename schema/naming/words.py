"""The words of unit names and page names: words as compared, types of unit, names of the Front."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from schema import vietnamese
from schema.units import COMMUNE, DISTRICT, PROVINCE

Words = tuple[str, ...]

LEVELS: Mapping[str, tuple[str, ...]] = {
    "phường": (COMMUNE,),
    "xã": (COMMUNE,),
    "thị trấn": (COMMUNE,),
    "đặc khu": (COMMUNE,),
    "huyện": (DISTRICT,),
    "thị xã": (DISTRICT,),
    "quận": (DISTRICT,),
    "thành phố": (DISTRICT, PROVINCE),
    "tỉnh": (PROVINCE,),
}
_ABBREVIATED = {"ph": "phường", "ttr": "thị trấn", "t tr": "thị trấn", "t pho": "thành phố"}
_FRONT = (
    "mặt trận|mặt trận tổ quốc|tổ quốc|tq|mt|mttq|mttqvn|ubmt|ubmttq|ubmttqvn|ubmttq vn|ub|uỷ ban"
    "|ban công tác|ban thường trực|btt|thường trực|việt nam|vn|nhân dân|ubnd|trang|trang cộng đồng"
    "|cộng đồng|trang thông tin|thông tin|điện tử|fanpage|fan page|page|facebook|fb|chính thức"
    "|official|của"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]*)*")
_SHAPES = str.maketrans("‐‑‒–—―−’‘ʼ`´", "-------'''''")
_SHAPED = re.compile(f"[{''.join(map(chr, _SHAPES))}]")


class Word(NamedTuple):
    """One word of a text: its key, the key without marks, and what stands before it."""

    key: str
    bare: str
    before: str  # punctuation between the last word and this one, no spaces


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return vietnamese.bare(word)


def unglued(text: str) -> str:
    """Put back the space that a capital tells: `PhườngVĩnh Ninh`, `TPHuế`."""
    if all(word.istitle() or word == word.lower() for word in text.split()):
        return text
    pieces = []
    before, run = " ", 0
    for letter, after in zip(text, text[1:] + " ", strict=False):
        begins = letter.isupper() and (before.islower() or (run > 0 and after.islower()))
        pieces.append(" " + letter if begins else letter)
        before, run = letter, run + 1 if letter.isupper() else 0
    return "".join(pieces)


def shaped(text: str) -> str:
    """All dashes as "-", all apostrophes as "'": both occur in names of units."""
    return text.translate(_SHAPES) if _SHAPED.search(text) else text


def compact(text: str) -> str:
    """What two spellings of one name share, spaces aside: the key that tells a repairable text."""
    return "".join(vietnamese.key(unglued(shaped(text))).split())


def words(text: str) -> tuple[Word, ...]:
    """The words of a text with the punctuation before each."""
    text = unglued(shaped(text))
    found, last = [], 0
    for word in _WORD.finditer(text):
        before = "".join(text[last : word.start()].split())
        found.append(Word(vietnamese.key(word[0]), _bare(word[0]), before))
        last = word.end()
    return tuple(found)


@lru_cache(maxsize=8192)
def bare_words(text: str) -> Words:
    """The words of a text without marks."""
    return tuple(word.bare for word in words(text))


@lru_cache(maxsize=8192)
def keys(text: str) -> Words:
    """The words of a text with marks, as compared."""
    return tuple(word.key for word in words(text))


@cache
def type_initials() -> Mapping[Words, str]:
    """Every type of unit, without marks -> its initials: `thanh pho` -> `tp`."""
    return {full: "".join(word[0] for word in full) for full in map(bare_words, LEVELS)}


@cache
def type_phrases() -> Mapping[Words, str]:
    """Every way to write a type of unit, without marks: `thanh pho`, `tp`, `t p`."""
    phrases = {tuple(short.split()): kind for short, kind in _ABBREVIATED.items()}
    for kind in LEVELS:
        full = bare_words(kind)
        initials = type_initials()[full]
        phrases |= {full: kind, (initials,): kind, tuple(initials): kind}
    return phrases


@cache
def front_phrases() -> Mapping[Words, Words]:
    """What stands before the unit in names of the Front and of pages: without marks -> with."""
    return {bare_words(phrase): keys(phrase) for phrase in _FRONT.split("|")}


def initials_of(name: Words) -> set[Words]:
    """How a name of several words is abbreviated: `tth`, `t t h`, `tt hue`, `t t hue`."""
    if len(name) < 3:
        return set()
    first = "".join(word[0] for word in name)
    return {(first,), tuple(first), (first[:-1], name[-1]), (*first[:-1], name[-1])}
