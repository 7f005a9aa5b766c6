"""Repairs: the versions of a cell's text worth reading, and what was repaired in each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from schema import vietnamese
from schema.legacy import TCVN3
from schema.naming.words import shaped, unglued

_QUOTES = "“”„‟\"«»‘’‚‛'`"
LONGEST = 400  # letters; the longest page name has 68, decomposed and spaced out not yet 400


class Version(NamedTuple):
    """A cell's text as Unicode, tidied, with the codes of what was repaired to get there."""

    text: str
    codes: tuple[str, ...]
    encoding: str = ""


def plain(text: str) -> Version:
    """The text as it stands, tidied: clean, without outer quotes and final dot."""
    text, codes = vietnamese.clean(text)
    inner = _unquoted(text)
    if inner != text and "text_punctuation" not in codes:
        codes = (*codes, "text_punctuation")
    return Version(inner, codes)


def _unquoted(text: str) -> str:
    while True:
        inner = text.removesuffix(".").strip()
        if len(inner) > 1 and inner[0] in _QUOTES and inner[-1] in _QUOTES:
            inner = inner[1:-1].strip()
        if inner == text:
            return text
        text = inner


def decoded(text: str, hint: str | None) -> Iterator[Version]:
    """The text as TCVN3 or VNI, where its letters or the column allow it."""
    for encoding, unicode_text in vietnamese.decodings(text, hint):
        version = plain(unicode_text)
        yield Version(version.text, ("text_legacy", *version.codes), encoding)


def is_legal(version: Version) -> bool:
    """Whether each word is built like a Vietnamese syllable, abbreviations aside."""
    spelt = "".join(c if c.isalpha() else " " for c in version.text).split()
    return all(vietnamese.is_syllable(word) or word.isascii() for word in spelt)


def is_damaged(version: Version) -> bool:
    """Whether a word holds a letter of TCVN3 or VNI that Vietnamese does not use."""
    text = version.text
    return any(
        vietnamese.has_signal(one + two) and (one.isalpha() or two.isalpha())
        for one, two in pairwise(text)
    )


def differences(version: Version, name: str) -> tuple[str, ...]:
    """The codes of all repairs between a version and the name that it spells."""
    codes = list(version.codes)
    mine, right = unglued(shaped(version.text)), unglued(shaped(name))
    if version.text.split() != unglued(version.text).split() or _lengths(mine) != _lengths(right):
        codes.append("text_spaces")
    if "".join(version.text.split()) != "".join(name.split()):
        codes += _letters("".join(version.text.split()), "".join(name.split()))
    if version.encoding == TCVN3:  # it has no toned capitals, its fonts draw them
        codes = [code for code in codes if code != "name_case"]
    return tuple(dict.fromkeys(codes))


def _lengths(text: str) -> list[int]:
    return [len(word) for word in text.split()]


def _letters(mine: str, right: str) -> Iterator[str]:
    for one, two in zip(mine, right, strict=True):
        if one == two:
            continue
        if not one.isalnum():
            yield "text_punctuation"
        elif one.isupper() != two.isupper():
            yield "name_case"
        if one.lower() != two.lower() and one.isalnum():
            yield "name_tone" if _base(one) == _base(two) else "name_iy"


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower())[0]
