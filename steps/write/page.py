"""How a sheet shows and prints: A4, margins, page number, repeated head, panes, protection."""

from __future__ import annotations

from typing import Any

from schema.documents import Sheet
from steps.write.formats import FONT
from steps.write.gate import accept

_A4 = 9
_MM = 1 / 25.4
# Decree 30/2020, appendix I: 20-25 mm above and below, 30-35 left, 15-20 right;
# the page number centred in the top margin, size 13-14, not on page 1 (`NumberedSheet`).
_MARGINS = {"left": 30 * _MM, "right": 15 * _MM, "top": 20 * _MM, "bottom": 20 * _MM}
_PAGE_NUMBER = f'&C&"{FONT},Regular"&13&P'
# What a protected sheet still allows: further lines, wider columns, higher rows, its filter.
_ALLOWED = dict.fromkeys(("insert_rows", "format_columns", "format_rows", "autofilter"), True)


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
