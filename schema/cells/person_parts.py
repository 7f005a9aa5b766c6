"""A name cell taken apart: the names in it, and what stands beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from schema import vietnamese
from schema.cells import person_words as words

_SIGNS = re.compile(r"[(\[/.\-–—]")  # most names have none: no bracket, no dash, no đ/c
_COMRADE = re.compile(r"\bđ\s?/\s?c(?:hí)?(?=[\s.:]|$)|\bđ\.\s?c\b", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)(?:[)\]]|$)")
_STRONG = re.compile(r"\s*[;,:/&+]\s*|\s+(?:và|VÀ|va|hoặc)\s+|(?<=\S)\s+(?=(?:đồng chí|ông|bà)\s)")
_DASH = re.compile(
    r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[–—]\s*|^[-–—]|-(?=(?:nguyên|phó|chủ tịch|pct|ct|trưởng)\s)",
    re.IGNORECASE,
)


class Parts(NamedTuple):
    """The names in a cell, as typed, and the code of a notice for each thing put aside."""

    names: tuple[str, ...]
    codes: tuple[str, ...]


class _Part(NamedTuple):
    name: str = ""
    code: str = ""


def parts(lines: list[str]) -> Parts:
    """Take a cell's lines apart into names, titles and offices."""
    found: list[_Part] = []
    for line in _joined(lines):
        pieces, remarks = _cut(line)
        for first, *after in pieces:
            named = any(part.name for part in found)
            found += _read(first, words.BESIDE if named else words.OFFICE)
            found += [one for piece in after for one in _beside(piece)]
        found += [one for remark in remarks for one in _beside(remark)]
    names = tuple(part.name for part in found if part.name)
    return Parts(names, tuple(dict.fromkeys(part.code for part in found if part.code)))


def _cut(line: str) -> tuple[list[list[str]], list[str]]:
    """A line's pieces, each with what follows it after dashes; and what it has in brackets."""
    if not _SIGNS.search(line):
        return [[strong.strip()] for strong in _STRONG.split(line)], []
    text = _COMRADE.sub("đồng chí", line)
    remarks = [bracket[1] for bracket in _BRACKET.finditer(text)]
    strongs = _STRONG.split(_BRACKET.sub(" ", text))
    return [_DASH.split(strong.strip()) for strong in strongs], remarks


def _joined(lines: list[str]) -> list[str]:
    """The lines, a name that was only wrapped joined again."""
    if len(lines) < 2:
        return lines
    whole: list[str] = []
    for line in lines:
        starts = words.is_surname(line.split()[0]) and len(line.split()) > 1
        begins = starts or _is_office(line) or _without_titles(line) != line
        if whole and not begins and not line.startswith(("(", "-")):
            whole[-1] += " " + line
        else:
            whole.append(line)
    return whole


def _beside(piece: str) -> list[_Part]:
    """What stands in brackets or after a dash: another person's name, else a remark."""
    text = piece.strip(" .,")
    if not text:
        return []
    bare = _without_titles(text)
    if _is_person(bare):
        return _read(text, words.BESIDE)
    return [_Part(code="person_office")]


def _is_person(text: str) -> bool:
    each = text.split()
    if len(each) < 2 or _is_office(text):
        return False
    capitals = not text.isupper() and all(word[:1].isupper() for word in each)
    return words.is_surname(each[0]) or capitals


def _is_office(text: str) -> bool:
    """Whether this text beside a name begins with an office, a body or a label."""
    return bool(words.BESIDE.match(vietnamese.key(text)))


def _read(piece: str, offices: re.Pattern[str]) -> list[_Part]:
    """A piece of the cell as name, title and office, as far as they stand in it."""
    text = piece.strip(" .,\"“”'")
    bare = _without_titles(text).strip(" .")
    found = [_Part(code="person_title")] if bare != text else []
    if offices.match(vietnamese.key(bare)):
        found.append(_Part(code="person_office"))
        bare = _after_office(bare)
    elif (tail := words.TAIL.search(vietnamese.key(bare))) and " " in bare[: tail.start()]:
        found.append(_Part(code="person_office"))
        bare = bare[: tail.start()]
    return [*found, _Part(name=bare)] if bare else found


def _after_office(text: str) -> str:
    """The name that follows an office without a sign between: `Chủ tịch Nguyễn Văn A`."""
    each = text.split()
    for place, word in enumerate(each[1:-1], 1):
        if words.is_surname(word) and all(
            vietnamese.key(w.strip(".")) in words.HEAD_WORDS.split() for w in each[:place]
        ):
            return _without_titles(" ".join(each[place:]))
    return ""


def _without_titles(text: str) -> str:
    """The text without the titles before a name; Ông is a surname too (Ông Ích Khiêm)."""
    before = None
    while before != text:
        before = text
        text = _without_sir(words.TITLE.sub("", text, count=1) if words.TITLE.match(text) else text)
    return text


def _without_sir(text: str) -> str:
    if text.lower() in ("ông", "bà"):
        return ""
    found = words.SIR.match(text) or (words.BARE_SIR.match(text) if text.isascii() else None)
    rest = text[found.end() :].split() if found else []
    return " ".join(rest) if rest and words.is_surname(rest[0]) else text
