"""Grids as files: .xlsx (openpyxl), Excel 97 .xls (xlwt), .xlsx under a password (msoffcrypto).

Each gives the same bytes on every run: no clock, no chance, no trace of the machine.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from unittest.mock import patch

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from examples.drawn import Typed
from examples.grid import Grid
from examples.people import draw

SAVED = datetime(2021, 12, 15, 8, 0)  # noqa: DTZ001 - a zip file's clock knows no zone
FONT, TALL = "Times New Roman", 46  # points: a row of three lines
_THIN = Side(style="thin")
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def xlsx(grids: Sequence[Grid]) -> bytes:
    """A plain .xlsx workbook of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        _fill(book.create_sheet(grid.name), grid)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """An openpyxl workbook as bytes that depend on its content only."""
    book.properties.creator = "Văn phòng (diễn tập)"
    book.properties.lastModifiedBy = book.properties.creator
    raw = io.BytesIO()
    book.save(raw)
    return repacked(raw.getvalue(), zipfile.ZIP_DEFLATED)


def repacked(package: bytes, method: int) -> bytes:
    """The same zip package with its clocks set to `SAVED` and no trace of the system."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            info.compress_type, info.create_system = method, 0
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _CLOCK.sub(rf"\g<1>{SAVED.isoformat()}Z\g<3>".encode(), part)
            new.writestr(info, part, compresslevel=9)
    return out.getvalue()


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for (row, col), what in sorted(grid.cells.items()):
        cell = sheet.cell(row + 1, col + 1)
        type_into(cell, what)
        cell.alignment = Alignment(vertical="center", wrap_text=row in grid.boxed)
        cell.font = Font(name=what.font or FONT, size=11, bold=row in grid.bold)
    for cells in sheet.iter_rows(grid.boxed.start + 1, grid.boxed.stop) if grid.boxed else ():
        for cell in cells:
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    for top, left, bottom, right in grid.merges:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    for row in grid.boxed[3:]:
        sheet.row_dimensions[row + 1].height = TALL
    for letter in "BCDEFGHIJKLMNO":
        sheet.column_dimensions[letter].width = 24
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def type_into(cell: Cell | MergedCell, what: Typed) -> None:
    """Type into a cell as a person does: dates get a date format, text stays text."""
    cell.value = what.value
    if isinstance(what.value, date):
        cell.number_format = "dd/mm/yyyy"
    if what.link:
        cell.hyperlink = what.link
    if what.font:
        cell.font = Font(name=what.font, size=11)


def xls(grids: Sequence[Grid]) -> bytes:
    """An Excel 97-2003 workbook of these sheets."""
    import xlwt  # type: ignore[import-untyped]  # noqa: PLC0415 - one file needs it

    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(f"font: name {FONT}", num_format_str="DD/MM/YYYY")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        merged = {block[:2]: block for block in grid.merges}
        for place, what in sorted(grid.cells.items()):
            style = day if isinstance(what.value, date) else _xls_style(what.font)
            if place in merged:
                top, left, bottom, right = merged[place]
                sheet.write_merge(top, bottom, left, right, what.value, style)
            else:
                sheet.write(*place, what.value, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls_style(font: str) -> object:
    import xlwt  # noqa: PLC0415

    return xlwt.easyxf(f"font: name {font or FONT}")


def locked(package: bytes, password: str) -> bytes:
    """An .xlsx under a password; the salts are drawn from a seed, the clock stands still."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # noqa: PLC0415
    from msoffcrypto.method import ecma376_agile  # type: ignore[import-untyped]  # noqa: PLC0415
    from msoffcrypto.method.container import ecma376_encrypted as container  # type: ignore[import-untyped]  # noqa: PLC0415

    out, chance = io.BytesIO(), draw("password", password)
    with (
        patch.object(ecma376_agile, "_random_buffer", chance.randbytes),
        patch.object(container, "datetime2filetime", lambda _: 132_840_288_000_000_000),
    ):
        plain = io.BytesIO(repacked(package, zipfile.ZIP_STORED))
        OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()
