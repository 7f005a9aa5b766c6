"""Phone numbers: mobile and fixed lines of Viet Nam, kept as national digits ("0905123456")."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import NamedTuple

from schema.cells.characters import LONGEST as LONGEST_CELL
from schema.cells.characters import plain
from schema.cells.phone_plan import LOCAL, Number, is_service, number
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

JOIN = "; "
MANY = 60  # groups of digits; more is no phone cell
SHORTEST, LONGEST = 9, 15  # digits of one number as typed, a sign before them
_AS_TYPED = re.compile(r"[0-9 .()\-]+")
_SCIENTIFIC = re.compile(r"\s*[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+\s*", re.IGNORECASE)
_FLOAT = re.compile(r"(?<![0-9.])([0-9]{8,})\.0+(?![0-9])")
_ADDRESS = re.compile(r"https?:\S+|\S*facebook\.\S+|\S+@\S+", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:ext|máy lẻ|số lẻ|nội bộ)[.: ]*[0-9]{1,5}\b", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![^\W_])[0-9OoОоΟοlI|+.,()\-/;:]+(?![^\W_])")
_ZEROS_AND_ONES = str.maketrans("OoОоΟοlI|", "000000111")
_LETTERS = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?<=[^\W\d_])(?: ?[1-9] ?:|[1-9](?=[ .)]))")
_CONNECTOR = re.compile(r"\b(?:và|hoặc|hay)\b", re.IGNORECASE)
_GROUP = re.compile(r"\+? ?[0-9]+|[0-9]+")
_BRACKET = re.compile(r"\(([^()]*)\)")


class Cell(NamedTuple):
    """What a phone cell says: its numbers as digits, and what had to be put aside."""

    numbers: tuple[Number, ...]
    codes: tuple[str, ...]


def judge(value: Value, about: About) -> Verdict:  # noqa: ARG001 - the form of every judge
    """Judge a phone cell; its tidy value is national digits, several joined by "; "."""
    if isinstance(value, bool | date):
        return error("phone_invalid")
    if isinstance(value, int | float):
        return _judge_number(value)
    text = str(value)
    if _SCIENTIFIC.fullmatch(text):
        return error("phone_lost")
    cell = _cell(text) if len(text) <= LONGEST_CELL else None
    if cell is None:
        return error(_why(text))
    return _verdict(text, cell)


def _judge_number(value: float) -> Verdict:
    if not math.isfinite(value) or value != int(value) or value < 0:
        return error("phone_invalid")
    digits = str(int(value))
    read = number(digits)
    return normalised(read.digits, *read.codes) if read else error(_why(digits))


def _verdict(text: str, cell: Cell) -> Verdict:
    digits = tuple(dict.fromkeys(read.digits for read in cell.numbers))
    restored = [code for read in cell.numbers for code in read.codes]
    several = ["phone_several"] if len(cell.numbers) > 1 else []
    codes = tuple(dict.fromkeys([*several, *restored, *cell.codes]))
    value = JOIN.join(digits)
    if not codes and value != text and not _says_only(text, value):
        codes = ("phone_tidied",)
    return normalised(value, *codes) if codes else ok(value)


def _says_only(text: str, digits: str) -> bool:
    """Whether nothing but blanks and signs stands between the digits."""
    return bool(_AS_TYPED.fullmatch(text)) and re.sub(r"\D", "", text) == digits


def _cell(text: str) -> Cell | None:
    """Read the whole text as numbers and remarks; None = some digits of it are no number."""
    if _AS_TYPED.fullmatch(text):  # nothing to repair, no remark to put aside
        return _read(_FLOAT.sub(r"\1", text), ())
    shown = plain(text)
    codes = []
    repaired = _TOKEN.sub(_digits, shown)
    if repaired != shown:
        codes.append("phone_letter")
    if _LETTERS.search(_CONNECTOR.sub("", repaired)):
        codes.append("phone_remark")
    return _read(_without_remarks(_FLOAT.sub(r"\1", repaired)), tuple(codes))


def _read(text: str, codes: tuple[str, ...]) -> Cell | None:
    """The numbers of a text, between its letters; None = some digits of it are no number."""
    numbers: list[Number] = []
    for chunk in _LETTERS.split(text):
        groups = [group.replace(" ", "") for group in _GROUP.findall(chunk)]
        read = _numbers(groups)
        if read is None and sum(map(len, groups)) > 2:
            return None
        numbers += read or ()
    return Cell(tuple(numbers), codes) if numbers else None


def _digits(token: re.Match[str]) -> str:
    """A token of digits in which a letter was typed for 0 or 1."""
    text = token[0]
    return text.translate(_ZEROS_AND_ONES) if sum(c.isdigit() for c in text) > 1 else text


def _without_remarks(text: str) -> str:
    text = _ORDINAL.sub(" x ", _EXTENSION.sub(" x ", _ADDRESS.sub(" x ", text)))
    return _BRACKET.sub(_remark, text)


def _remark(bracket: re.Match[str]) -> str:
    """A bracket with words is a remark, unless it holds a whole number itself."""
    inner = bracket[1]
    is_remark = _LETTERS.search(inner) and sum(c.isdigit() for c in inner) < LOCAL
    return " x " if is_remark else bracket[0]


def _numbers(groups: list[str]) -> tuple[Number, ...] | None:
    """Cut the groups of digits into whole numbers, in order; None = that does not come out even.

    A number has 9 to 14 digits as typed, two have 18 or more: there is never a second way.
    """
    if not groups:
        return ()
    if len(groups) > MANY:
        return None
    for end in range(1, len(groups) + 1):
        joined = groups[0] + "".join(groups[1:end])
        if len(joined) > LONGEST or "+" in joined[1:]:
            return None
        first = number(joined) if len(joined) >= SHORTEST else None
        if first and (rest := _numbers(groups[end:])) is not None:
            return (first, *rest)
    return None


def _why(text: str) -> str:
    """The code of what is wrong with a cell that cannot be read."""
    digits = "".join(c for c in plain(text) if c in "0123456789+")
    if len(digits) == LOCAL and not digits.startswith("0"):
        return "phone_area_missing"
    return "phone_service" if is_service(digits) else "phone_invalid"


def show(value: str) -> str:
    """The numbers as the letter writes them: 0905.123.456, fixed lines 0234.3812345."""
    return JOIN.join(_grouped(digits) for digits in value.split(JOIN))


def _grouped(digits: str) -> str:
    if not digits.startswith("02"):
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
    code = 3 if digits.startswith(("024", "028")) else 4  # Hà Nội and TP. Hồ Chí Minh
    return f"{digits[:code]}.{digits[code:]}"


PHONE = Kind("phone", judge, format="@", show=show, privacy="contact", example="0905000001")
