"""Vietnamese text: Unicode form, invisible characters, look-alikes, and keys to compare by.

The order of steps matters: a cell is tried as it is; legacy decoding comes only where that fails,
and before anything here is removed, for U+00AD is a letter of TCVN3 (see `schema.legacy`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from schema.legacy import decodings, has_signal, may_decode
from schema.syllables import folded, is_syllable, old_style

__all__ = [
    "Cleaned",
    "bare",
    "clean",
    "decodings",
    "has_signal",
    "is_syllable",
    "key",
    "may_decode",
    "old_style",
]

_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЅЈаеорсхуіѕјкԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι" + "ÐðƉɖɡı",
    "ABEKMHOPCTXYISJaeopcxyisjkd" + "ABEZHIKMNOPTYXovi" + "ĐđĐđgi",
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3001: ",", 0x3002: "."}
_HOUSE = re.compile(  # nothing in it is ever repaired, but for its blanks
    "[ -~àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]*"
)
_LATE_QUALITY = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_MARKS = re.compile("[\u0300-\u036f]")


class Cleaned(NamedTuple):
    """A repaired text, and the code of a notice for each kind of repair."""

    text: str
    codes: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """Repair what nobody can see: form, invisible characters, spaces, look-alikes, full width."""
    if _HOUSE.fullmatch(text) and text == " ".join(text.split()):
        return Cleaned(text, ())
    codes = []
    for code, repair in _REPAIRS:
        repaired = repair(text)
        if repaired != text and code not in codes:
            codes.append(code)
        text = repaired
    return Cleaned(text, tuple(codes))


def _composed(text: str) -> str:
    apart = _LATE_QUALITY.sub(r"\2\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", apart)


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _latin(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", apart)


def _narrow(text: str) -> str:
    return text.translate(_WIDE)


_REPAIRS = (
    ("text_unicode", _composed),
    ("text_spaces", _visible),
    ("text_spaces", _spaced),
    ("text_lookalike", _latin),
    ("text_punctuation", _narrow),
)


def key(text: str) -> str:
    """What two spellings of the same words share: NFC, case, tone placement and i/y aside."""
    return " ".join(map(_key, text.split(" ")))


@lru_cache(maxsize=20_000)  # the words of names repeat
def _key(word: str) -> str:
    return folded(unicodedata.normalize("NFC", word).lower())


def bare(text: str) -> str:
    """The key without any mark, đ as d."""
    return " ".join(map(_bare, text.split(" ")))


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", _key(word))).replace("đ", "d")
