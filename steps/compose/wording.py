"""How generated sentences write figures, moments, places and lists (Decree 30/2020, Vietnamese).

A dot separates thousands, a comma decimals; rates are cut, never rounded up (counting rule 3).
Cells hold numbers and dates; these functions are for running text only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from schema.settings import HANOI
from schema.tally import Tally
from schema.units import COMMUNE, DISTRICT, Registry

LEVELS = {DISTRICT: "Cấp huyện", COMMUNE: "Cấp xã"}
SILENT = "Chưa báo cáo"
TYPES = (
    "huyện", "thị xã", "quận", "thành phố", "xã", "phường", "thị trấn", "đặc khu",
)  # fmt: skip
# each begins only where it could first, and gives nothing back: long texts cost no more
_MAIL = re.compile(r"(?<![^\s@;,<>()])[^\s@;,<>()]++@[^\s;,<>()]+")
_PHONE = re.compile(r"(?<![+(])[+(]*+[0-9](?:[\s.\-()]*+[0-9]){8,}")  # 8 digits are a date


def count(number: int) -> str:
    """A whole number: 10598 -> 10.598."""
    return f"{number:,}".replace(",", ".")


def ratio(tally: Tally) -> str:
    """Done of due: 133/141."""
    return f"{count(tally.done)}/{count(tally.due)}"


def moment(when: datetime) -> str:
    """An instant in Hanoi time: 17 giờ 00 ngày 20/12/2021."""
    here = when.astimezone(HANOI)
    return f"{here:%H} giờ {here:%M} ngày {here:%d/%m/%Y}"


@cache
def units(registry: Registry, level: str) -> str:
    """What the units of a level are called: xã, phường, thị trấn."""
    found = {kind for each, kind in registry.units.kinds if each == level}
    return ", ".join(name for name in TYPES if name in found)


def some(names: Sequence[str], most: int) -> str:
    """A list in running text; beyond `most` names the rest is only counted."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" và {count(rest)} nơi khác" if rest > 0 else "")


def masked(text: str) -> str:
    """Phones and e-mails beyond recognition, the rest as it is: 0905***456 (domain 6)."""
    return _PHONE.sub(_phone, _MAIL.sub(_mail, text))


def masked_cell(text: str) -> str:
    """The text of a phone or e-mail cell, masked also where it is no good phone or e-mail."""
    shown = masked(text)
    return shown if shown != text or len(text) < 7 else f"{text[:4]}***{text[-3:]}"


def _phone(found: re.Match[str]) -> str:
    digits = re.sub(r"[^0-9+]", "", found[0])
    return f"{digits[:4]}***{digits[-3:]}"


def _mail(found: re.Match[str]) -> str:
    name, _, host = found[0].partition("@")
    return f"{name[:2]}***@{host}"
