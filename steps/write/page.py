"""How a sheet shows and prints: A4, margins, page number, repeated head, panes, protection."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from schema.documents import Sheet
from steps.write.formats import FONT
from steps.write.gate import accept

_A4 = 9
_MM = 1 / 25.4
# Decree 30/2020, appendix I: 20-25 mm above and below, 30-35 left, 15-20 right;
# the page number centred in the top margin, size 13-14, not on page 1.
_MARGINS = {"left": 30 * _MM, "right": 15 * _MM, "top": 20 * _MM, "bottom": 20 * _MM}
_PAGE_NUMBER = f'&C&"{FONT},Regular"&13&P'
# What a protected sheet still allows: further lines, wider columns, higher rows, its filter.
_ALLOWED = dict.fromkeys(("insert_rows", "format_columns", "format_rows", "autofilter"), True)


_PLAIN = {"String", "Number", "Datetime", "Blank"}  # xlsxwriter's cells of one value


class NumberedSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet whose first page has no page number: xlsxwriter has no option for it.

    Nor has it one against its search of each formula for the functions newer than Excel 2010.
    """

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as xlsxwriter calls it
        return formula.removeprefix("=")

    def _calculate_spans(self) -> None:
        """Leave out which columns each row spans: readers may use it, none needs it."""
        self.row_spans: dict[int, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """The commonest cells in one piece, as xlsxwriter writes them attribute by attribute."""
        kind = type(cell).__name__
        if not cell.format or kind not in _PLAIN or self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        begin = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        if kind == "String":
            self.fh.write(f'{begin} t="s"><v>{cell.string}</v></c>')
        elif kind == "Blank":
            self.fh.write(f"{begin}/>")
        else:
            self.fh.write(f"{begin}><v>{cell.number:.16G}</v></c>")


def set_page(worksheet: Any, sheet: Sheet) -> None:
    """Set everything of a sheet that is not in its cells."""
    _set_print(worksheet, sheet)
    _set_view(worksheet, sheet)
    if sheet.filter:
        accept(worksheet.autofilter(*sheet.filter), "filter")
    if sheet.protected:
        worksheet.protect("", _ALLOWED)


def _set_print(worksheet: Any, sheet: Sheet) -> None:
    worksheet.set_paper(_A4)
    worksheet.set_margins(**_MARGINS)
    worksheet.set_header(_PAGE_NUMBER, {"margin": 10 * _MM})
    worksheet.set_start_page(1)  # each sheet is a paper of its own
    if sheet.landscape:
        worksheet.set_landscape()
        worksheet.center_horizontally()
    worksheet.fit_to_pages(*sheet.fit)
    if sheet.repeat:
        worksheet.repeat_rows(*sheet.repeat)
    if sheet.repeat_columns:
        worksheet.repeat_columns(*sheet.repeat_columns)
    if sheet.print_area:
        accept(worksheet.print_area(*sheet.print_area), "print area")


def _set_view(worksheet: Any, sheet: Sheet) -> None:
    worksheet.set_zoom(sheet.zoom)
    worksheet.hide_gridlines(0 if sheet.gridlines else 2)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    worksheet.set_selection(*sheet.active, *sheet.active)
    if sheet.tab:
        worksheet.set_tab_color(sheet.tab)
    if sheet.hidden:
        worksheet.hide()
