"""The texts of a workbook: shared by all its sheets, or in the cell where the sheet is streamed.

xlsxwriter takes a text that looks like `<r>...</r>` for its own rich text and writes it unescaped
(`sharedstrings.py`, `worksheet.py`): what somebody typed could break the whole workbook. Here a
text is a text.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.xmlwriter import XMLwriter

SHORT = 500  # characters of a text that may stand in the next workbook again, as most of a form's
_XML = XMLwriter()


def element(text: str) -> str:
    """The XML of a text as xlsxwriter escapes it."""
    return _known(text) if len(text) <= SHORT else _element(text)


def _element(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    escaped = escape(text, quote=False)
    if "_x" in text or not text.isprintable():
        escaped = _XML._escape_control_characters(escaped)
    return f"<t{space}>{escaped}</t>"


_known = lru_cache(maxsize=1024)(_element)


class Texts(SharedStrings):  # type: ignore[misc]  # xlsxwriter has no types
    """The part of shared texts."""

    def _write_si(self, string: str) -> None:
        self.fh.write(f"<si>{element(string)}</si>")
