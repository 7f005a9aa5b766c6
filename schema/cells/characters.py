"""Characters of a phone number, an address or a link: made plain, no letter exchanged."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1000  # characters of a cell of contacts; more is something else, and slow to take apart
_FORMATS = (range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x206A))
_INVISIBLE = dict.fromkeys([0xAD, 0x061C, 0x180E, 0xFEFF, *(c for each in _FORMATS for c in each)])
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFE6B: "@", 0x3002: "."}
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63], "-")
_REPAIRS = _INVISIBLE | _WIDE | _DASHES
_BLANK = re.compile(r"[^\S\n]")


def plain(text: str) -> str:
    """Remove what is invisible; make full width, dashes, digits and blanks the plain ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return _BLANK.sub(" ", text)
    text = text.translate(_REPAIRS)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return _BLANK.sub(" ", digits)
