"""The parts of a workbook that its sheets share: texts that are only texts, looks written once."""

from __future__ import annotations

from typing import ClassVar

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from steps.write.texts import Texts

MOST = 256  # parts of looks that are kept; thousands of workbooks need a few dozen


class PlainWorkbook(Workbook):  # type: ignore[misc]  # xlsxwriter has no types
    """A workbook in which no text is more than a text."""

    def _get_packager(self) -> Packager:
        return _Packager()

    def _prepare_sst_string_data(self) -> None:
        """The texts in the order of their numbers, which is that in which they came."""
        self.str_table.string_array = [*self.str_table.string_table]
        self.str_table.string_table = {}


class _Packager(Packager):  # type: ignore[misc]
    _looks: ClassVar[dict[object, str]] = {}  # the part of looks by all that stands in it

    def _write_shared_strings_file(self) -> None:
        texts = Texts()
        texts.string_table = self.workbook.str_table
        if texts.string_table.count:
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()

    def _write_styles_file(self) -> None:
        if not self.in_memory:
            super()._write_styles_file()
            return
        book = self.workbook
        cells, marks = (
            tuple(look._get_format_key() for look in looks)
            for looks in (book.xf_formats, book.dxf_formats)
        )
        key = (cells, marks, book.has_comments)
        if key in self._looks:
            self._filename("xl/styles.xml").write(self._looks[key])
            return
        super()._write_styles_file()
        if len(self._looks) < MOST:
            self._looks[key] = self.filenames[-1][0].getvalue()
