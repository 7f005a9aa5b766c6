"""Vietnamese text of a cell: as it stands if it makes sense, else read as TCVN3 or VNI."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from schema import vietnamese

WORD = re.compile(r"[^\W\d_]+")
_STROKE = str.maketrans("đĐ", "dD")
MakesSense = Callable[[str, str], bool]  # (decoded, as typed) -> whether the decoding may be taken


class Spelt(NamedTuple):
    """A text in Unicode, house form, and the code of a notice for each kind of repair."""

    text: str
    codes: tuple[str, ...] = ()


def spelt(text: str, hint: str | None, makes_sense: MakesSense) -> Spelt:
    """Clean a text, after decoding it if it makes sense only so (`hint`: what the font tells)."""
    cleaned = vietnamese.clean(text)
    if not _is_unicode(text, cleaned.text):
        for _, decoded in vietnamese.decodings(text, hint):
            if makes_sense(decoded, text):
                cleaned = vietnamese.clean(decoded)
                return Spelt(cleaned.text, ("text_legacy", *cleaned.codes))
    return Spelt(cleaned.text, cleaned.codes)


def _is_unicode(typed: str, cleaned: str) -> bool:
    """Whether the text reads as it stands: no sign of a font encoding, every word a syllable."""
    if typed.isascii():
        return True
    return not vietnamese.has_signal(typed) and all(map(_is_readable, WORD.findall(cleaned)))


def _is_readable(word: str) -> bool:
    """A syllable, or no mark but that of đ, which stands in no font encoding (HĐND)."""
    return vietnamese.is_syllable(word) or word.translate(_STROKE).isascii()


def is_name(decoded: str, _typed: str) -> bool:
    """Whether every word of a decoded name is a syllable, titles such as ThS and đ/c aside."""
    words = WORD.findall(decoded)
    return all(
        vietnamese.is_syllable(word) or word.lower() in _ABBREVIATIONS or len(word) == 1
        for word in words
    )


def is_prose(decoded: str, typed: str) -> bool:
    """Whether every word that the decoding changed is a syllable: numbers and signs stay."""
    before = set(typed.split())
    changed = [token for token in decoded.split() if token not in before]
    words = [word for token in changed for word in WORD.findall(token)]
    return bool(words) and all(
        vietnamese.is_syllable(word) or (word.isascii() and word.isupper()) for word in words
    )


_ABBREVIATIONS = frozenset(
    {"ths", "ts", "pgs", "gs", "bs", "cn", "ks", "lm", "đc", "pct", "ct", "ubmttq", "mttq"}
)
