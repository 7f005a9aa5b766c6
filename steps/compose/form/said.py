"""A text that a formula makes, beside what it comes to when the workbook is written."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """An expression of a formula (without its =) and its value, as text."""

    formula: str
    shown: str


def said(*parts: str | Said) -> Said:
    """Words and expressions, one after the other."""
    each = [part if isinstance(part, Said) else Said(_quoted(part), part) for part in parts]
    return Said("&".join(part.formula for part in each), "".join(part.shown for part in each))


def chosen(test: str, holds: object, yes: Said, no: Said) -> Said:
    """One of two texts, by a test and by whether it holds when the workbook is written."""
    return Said(f"IF({test},{yes.formula},{no.formula})", yes.shown if holds else no.shown)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
