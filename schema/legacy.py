"""TCVN3 and VNI: the font encodings of before Unicode, read with the project's own table.

A workbook typed in .VnTime or VNI-Times shows Vietnamese, but holds Latin-1 letters. Nothing here
guesses: a text is decoded only where its letters allow it, and the caller takes a decoding only
if it means something (a page name that parses, legal syllables of a person's name).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from schema.syllables import is_syllable

TABLE = Path(__file__).with_name("legacy_tables.csv")
TCVN3, VNI = "tcvn3", "vni"
_UNICODE = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
_SIGNALS = frozenset(map(chr, range(0xA1, 0x100))) - _UNICODE
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF])  # never U+00AD: it is ư
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile("[Ā-ɏḀ-ỿ]")  # letters only, and none that NFC could make Latin-1


def has_signal(text: str) -> bool:
    """Whether a character of U+00A1-00FF stands in the text that Vietnamese does not use."""
    return not text.isascii() and not _SIGNALS.isdisjoint(text)


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Encoding -> what stands in the cell -> Unicode, lower-case letters and TCVN3's capitals."""
    tcvn3, vni = {}, {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            letter, code = row["unicode"], row["tcvn3_byte"]
            if code:
                tcvn3[chr(int(code, 16))] = letter
            if letter.islower():
                vni[row["vni_windows_as_cp1252"]] = letter
    return {TCVN3: tcvn3, VNI: vni}


def in_tcvn3(text: str) -> str:
    """Unicode -> TCVN3; a toned capital becomes the small letter, as .VnTimeH draws it."""
    codes = {letter: code for code, letter in tables()[TCVN3].items()}
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in text)


@cache
def _vni_pattern() -> re.Pattern[str]:
    longest_first = sorted(tables()[VNI], key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE)


def _vni_letter(found: re.Match[str]) -> str:
    letter = tables()[VNI][found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def _decoded(text: str, encoding: str) -> str:
    if encoding == VNI:
        return _vni_pattern().sub(_vni_letter, text)
    decoded = "".join(tables()[TCVN3].get(letter, letter) for letter in text)
    return _WORD.sub(_in_one_case, decoded)


def _in_one_case(word: re.Match[str]) -> str:
    """`QUảNG` -> `QUẢNG`: TCVN3 has no toned capitals, its fonts draw them."""
    plain = "".join(letter for letter in word[0] if letter.isascii())
    return word[0].upper() if len(plain) > 1 and plain.isupper() else word[0]


def _is_readable(text: str) -> bool:
    """No letter beyond Latin-1: code page 1258 has put other letters or combining marks there."""
    return not any(c > "ÿ" and (c.isalpha() or unicodedata.combining(c)) for c in text)


def _legal(decoded: str) -> int:
    return sum(is_syllable(word) for word in _WORD.findall(decoded))


def may_decode(text: str) -> bool:
    """Whether `decodings` can give anything: a quick look, made once for all hints."""
    return not text.isascii() and not _BEYOND.search(text)


def decodings(text: str, hint: str | None = None) -> Iterator[tuple[str, str]]:
    """The readings worth trying as (encoding, Unicode text), best first.

    `hint` is the encoding that the column or the font tells; without the signal in the text only
    that one is tried, and nothing without a hint.
    """
    if not may_decode(text):
        return
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    if not _is_readable(text):
        return
    if not has_signal(text):
        if hint and (decoded := _decoded(text, hint)) != text:
            yield hint, decoded
        return
    pairs = [(encoding, _decoded(text, encoding)) for encoding in (TCVN3, VNI)]
    yield from sorted(pairs, key=lambda pair: (pair[0] != hint, -_legal(pair[1])))
