"""The texts of a workbook: shared by all its sheets, or in the cell where the sheet is streamed.

xlsxwriter takes a text that looks like `<r>...</r>` for its own rich text and writes it unescaped
(`sharedstrings.py`, `worksheet.py`): what somebody typed could break the whole workbook. Here a
text is a text.
"""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.xmlwriter import XMLwriter

SHORT = 500  # characters of a text that may stand in the next workbook again, as most of a form's
_XML = XMLwriter()


def element(text: str) -> str:
    """The XML of a text as xlsxwriter escapes it."""
    return _known(text) if len(text) <= SHORT else _element(text)


def _element(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    escaped = _XML._escape_data(_XML._escape_control_characters(text))
    return f"<t{space}>{escaped}</t>"


_known = lru_cache(maxsize=1024)(_element)


class Texts(SharedStrings):  # type: ignore[misc]  # xlsxwriter has no types
    """The part of shared texts."""

    def _write_si(self, string: str) -> None:
        self.fh.write(f"<si>{element(string)}</si>")


class _Packager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        texts = Texts()
        texts.string_table = self.workbook.str_table
        if texts.string_table.count:
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()


class PlainWorkbook(Workbook):  # type: ignore[misc]
    """A workbook in which no text is more than a text."""

    def _get_packager(self) -> Packager:
        return _Packager()
