"""Amounts of money: whole đồng, taken where they have one reading, refused where they have two.

"1.500.000", "1,5 triệu", "2 triệu đồng" and "1 triệu 500 nghìn" have one. "1,500" and "1 triệu 500"
have two, and a bare 500 is what an English Excel makes of "500.000": these are only suggested.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from schema import vietnamese
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

LEAST = 1_000  # đồng; less is never a gift, but an amount in thousands or millions
MOST = 10**15  # Excel keeps 15 digits
SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6}
SCALES |= dict.fromkeys(("nghin", "ngan", "k"), 10**3)
_CURRENCY = re.compile(r"\s*(?:d|dong|₫|vnd)(?: chan)?[.]?")
_WHOLE = re.compile(r"([0-9]{1,15})(?:[.,]0{1,2})?")
_GROUPED = re.compile(
    r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+(?=,|$)|(?:,[0-9]{3}){2,}(?=\.|$)|(?: [0-9]{3})+(?=$)))"
    r"(?:[.,]0{1,2})?"
)
_UNCLEAR_GROUP = re.compile(r"([1-9][0-9]{0,2}),([0-9]{3})")
_SCALE = "|".join(SCALES)
_PART = re.compile(rf"([0-9]{{1,4}})(?:[.,]([0-9]{{1,2}}))?\s*({_SCALE})(?![a-z])\s*")
_UNCLEAR_PART = re.compile(
    rf"([0-9]{{1,3}})(?:[.,]([0-9]{{3}})\s*({_SCALE})|\s*(trieu|tr)\s*([1-9]|[1-9]00))"
)


def judge(value: Value, about: About) -> Verdict:  # noqa: ARG001 - the form of every judge
    """Judge an amount; its tidy value is a whole number of đồng, 0 or at least 1.000."""
    if isinstance(value, bool | date):
        return error("amount_invalid")
    if isinstance(value, int | float):
        return _judge_number(value)
    text = vietnamese.bare(vietnamese.clean(str(value)).text).strip()
    if currency := re.search(rf"{_CURRENCY.pattern}$", text):
        text = text[: currency.start()]
    amount = _read(text)
    if amount is None:
        unclear = tuple(shown(each) for each in _guesses(text))
        return error("amount_unclear", *unclear) if unclear else error("amount_invalid")
    verdict = _judge_number(amount)
    return verdict if verdict.is_error or str(amount) == value else _tidied(amount)


def shown(amount: int) -> str:
    """As an official text writes it: 1500000 -> 1.500.000."""
    return f"{amount:,}".replace(",", ".")


def _tidied(amount: int) -> Verdict:
    return normalised(amount, "amount_tidied")


def _judge_number(amount: float) -> Verdict:
    if not math.isfinite(amount) or not 0 <= amount < MOST:
        return error("amount_invalid")
    if 0 < amount < LEAST:
        meant = (amount * scale for scale in (10**3, 10**6))
        return error("amount_small", *(shown(round(each)) for each in meant))
    return ok(int(amount)) if amount == int(amount) else error("amount_invalid")


def _read(text: str) -> int | None:
    """The one reading of a text without its currency; None = none, or more than one."""
    if found := _WHOLE.fullmatch(text) or _GROUPED.fullmatch(text):
        return int(re.sub(r"[., ]", "", found[1]))
    return _in_words(text)


def _in_words(text: str) -> int | None:
    """Figures with triệu, nghìn …, the larger first: `1,5 triệu`, `1 triệu 500 nghìn`."""
    total, at, room = 0, 0, MOST
    while found := _PART.match(text, at):
        whole, decimals, word = found.groups()
        scale, digits = SCALES[word], decimals or ""
        part = int(whole + digits) * scale // 10 ** len(digits)
        if part >= room:  # the parts must descend: `500 nghìn 1 triệu` is no amount
            return None
        total, at, room = total + part, found.end(), scale
    if at and text[at:] == "ruoi":  # and a half of the last: `1 triệu rưỡi`
        return total + room // 2
    return total if at and at == len(text) else None


def _guesses(text: str) -> Iterator[int]:
    """What a text with two readings most likely means; nothing where it is no such text."""
    if found := _UNCLEAR_GROUP.fullmatch(text):
        yield int(found[1] + found[2])
    elif found := _UNCLEAR_PART.fullmatch(text):
        whole, decimals, word, million, rest = found.groups()
        if decimals:
            figure = int(whole + decimals) * SCALES[word]
            yield from (figure // 1000, figure)
        elif million:
            yield int(whole) * 10**6 + int(rest.ljust(3, "0")) * 10**3


AMOUNT = Kind("amount", judge, format="#,##0", align="right", privacy="open", example="1500000")
