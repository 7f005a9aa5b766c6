"""Persons: family and given name, capitals on first letters, without titles and offices."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schema import vietnamese
from schema.cells import person_words as words
from schema.cells.characters import LONGEST as LONGEST_CELL
from schema.cells.person_parts import parts
from schema.cells.spelling import is_name, spelt
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

SHORTEST, LONGEST = 2, 8  # syllables; the royal lines of Huế go beyond the usual 6
_FOREIGN = re.compile(r"[0-9@]|https?:|www\.", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[ '’‘ʼ\-][^\W\d_]+)*['’]?")
_BETWEEN = re.compile(r"[ \-]")
_STOPPED = ("c", "ch", "p", "t")  # a syllable ending so always carries a mark


def judge(value: Value, about: About) -> Verdict:
    """Judge a name cell; its tidy value is one person's name."""
    if not isinstance(value, str):
        return error("person_invalid" if isinstance(value, bool) else "person_digits")
    if len(value) > LONGEST_CELL:
        return error("person_too_long")
    lines = [spelt(line, about.encoding, is_name) for line in value.splitlines() if line.strip()]
    texts = [line.text for line in lines if line.text]
    if _FOREIGN.search(" ".join(texts)):
        return error("person_digits")
    found = parts(texts)
    if len(found.names) > 1:
        return error("person_two")
    name = " ".join(found.names[0].split()) if found.names else ""
    if code := _fault(name):
        return error(code)
    codes = [code for line in lines for code in line.codes] + list(found.codes)
    return _verdict(value, name, tuple(dict.fromkeys(codes)))


def _verdict(typed: str, found: str, codes: tuple[str, ...]) -> Verdict:
    name = _tidy(found)
    if name != found:
        codes = (*codes, "person_case")
    if _lacks_marks(name):
        codes = (*codes, "person_no_marks")
    if not codes and name != typed:
        codes = ("text_spaces" if " ".join(typed.split()) == name else "text_punctuation",)
    return normalised(name, *codes) if codes else ok(name)


def _fault(name: str) -> str | None:
    """The code of what makes this no full name of a person; None = it may be one."""
    if not _NAME.fullmatch(name) or words.NOBODY.match(vietnamese.key(name)):
        return "person_invalid"
    if not all(map(_is_usual, name)):
        return "person_invalid"
    syllables = len(_BETWEEN.split(name))
    if syllables < SHORTEST:
        return "person_one_syllable"
    return "person_too_long" if syllables > LONGEST else None


@lru_cache(maxsize=4096)
def _is_usual(character: str) -> bool:
    """Whether it is no letter, or one with a case; µ, ª, º are what is left of an old font."""
    if not character.isalnum():
        return True
    return character != "µ" and unicodedata.category(character) in ("Lu", "Ll")


def _tidy(name: str) -> str:
    """The name with single blanks and capitals on first letters (Decree 30, appendix II)."""
    return " ".join(_capitalised(word) for word in name.split())


@lru_cache(maxsize=4096)
def _capitalised(word: str) -> str:
    """One word, each part of `H'Hen` and `A-Nam` by itself; `McDonald` keeps its capitals."""
    return re.sub(r"[^\W\d_]+", lambda part: _first_capital(part[0]), word)


def _first_capital(part: str) -> str:
    mixed = not part.islower() and not part.isupper()
    if mixed and part[0].isupper() and not vietnamese.is_syllable(part):
        return part
    return part[0].upper() + part[1:].lower()


def _lacks_marks(name: str) -> bool:
    """Whether the marks were left out; names such as `Mai Lan Anh` have none to leave out."""
    if not name.isascii():
        return False
    each = [syllable.lower() for syllable in _BETWEEN.split(name)]
    complete = all(
        vietnamese.is_syllable(syllable) and not syllable.endswith(_STOPPED) for syllable in each
    )
    return not complete or each[0] not in words.UNMARKED or not words.FORGOTTEN.isdisjoint(each)


def same(one: str, other: str) -> bool:
    """Whether two tidy names are one person's: spelling conventions, or missing marks, aside."""
    if one.isascii() or other.isascii():
        return vietnamese.bare(one) == vietnamese.bare(other)
    return vietnamese.key(one) == vietnamese.key(other)


PERSON = Kind("person", judge, format="@", example="Nguyễn Văn Mẫu")
