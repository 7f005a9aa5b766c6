"""One described sheet -> one worksheet: cells, merges, validations, marks, table, print set-up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from schema.documents import Area, Cell, Choice, Mark, Rows, Sheet
from steps.write.charts import put_chart
from steps.write.formats import FONT, Formats
from steps.write.gate import accept, clean, inward
from steps.write.page import set_page

_EVERYWHERE = "A1:XFD1048576"


def put_sheet(workbook: Any, worksheet: Any, sheet: Sheet, formats: Formats) -> Iterator[None]:
    """Write everything that a sheet describes, with a pause after each row of its list."""
    _set_grid(worksheet, sheet)
    _put_table(worksheet, sheet)  # before the cells: their styles win over the table's heads
    for area, cell in sheet.merges:
        worksheet.merged(area, formats.of(cell.style))
        worksheet.open_row(area.top, area.left)
        _put_cell(worksheet, area.top, area.left, cell, formats)
    _put_cells(worksheet, sheet, formats)
    yield from _put_rows(worksheet, sheet.rows, formats)
    for choice in sheet.choices:
        accept(worksheet.data_validation(*choice.area, _validation(choice)), choice.title)
    for mark in sheet.marks:
        accept(worksheet.conditional_format(*mark.area, _condition(mark, formats)), mark.kind)
    for chart in sheet.charts:
        put_chart(workbook, worksheet, chart)
    set_page(worksheet, sheet)


def _set_grid(worksheet: Any, sheet: Sheet) -> None:
    for col, width in enumerate(sheet.widths):
        hidden = {"hidden": True} if col in sheet.hidden_columns else {}
        accept(worksheet.set_column(col, col, width, None, hidden), "column", col)
    for row, height in sheet.heights.items():
        worksheet.sized(row, height, hidden=row in sheet.hidden_rows)
    # Text is text on purpose everywhere: no green corner on a phone or a code.
    accept(worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE}), "green corners")


def _put_cells(worksheet: Any, sheet: Sheet, formats: Formats) -> None:
    widest = max((col for _, col in sheet.cells), default=0)
    opened = -1
    for place in sorted(sheet.cells):
        row, col = place
        if row != opened:
            worksheet.open_row(row, widest)
            opened = row
        _put_cell(worksheet, row, col, sheet.cells[place], formats)


def _put_rows(worksheet: Any, rows: Rows, formats: Formats) -> Iterator[None]:
    for row, (cells, height, over) in enumerate(rows, rows.first):
        worksheet.sized(row, height)
        last = len(cells) - 1
        if over > 1:
            worksheet.merged(Area(row, last, row, last + over - 1), formats.of(cells[-1].style))
        worksheet.open_row(row, last)
        for col, cell in enumerate(cells):
            _put_cell(worksheet, row, col, cell, formats)
        yield


def _put_cell(worksheet: Any, row: int, col: int, cell: Cell, formats: Formats) -> None:
    """Put a cell into a row that is open."""
    value, look, formula, note, link = cell
    style = formats.of(look)
    if isinstance(value, str):
        value = clean(value)
    if formula:
        worksheet.formula(row, col, formula, style, "" if value is None else value)
    elif link:
        code = worksheet.write_url(row, col, inward(link), style, str(value))
        accept(code, "cell", row, col)
    elif value is None or value == "":
        worksheet.blank(row, col, style)
    elif isinstance(value, str):
        worksheet.text(row, col, value, style)
    elif isinstance(value, date):
        worksheet.day(row, col, _zoneless(value), style)
    else:
        worksheet.number(row, col, value, style)
    if note:
        _put_note(worksheet, row, col, note)


def _zoneless(day: date) -> date:
    return day.replace(tzinfo=None) if isinstance(day, datetime) else day


def _put_note(worksheet: Any, row: int, col: int, text: str) -> None:
    note = {"font_name": FONT, "font_size": 11, "author": "", **_note_size(text)}
    accept(worksheet.write_comment(row, col, clean(text), note), "cell note", row, col)


def _note_size(text: str) -> dict[str, int]:
    """Room for the whole note, in pixels; Excel does not fit it itself."""
    lines = sum(1 + len(part) // 42 for part in text.split("\n"))
    return {"width": 300, "height": max(74, 19 * lines + 12)}


def _put_table(worksheet: Any, sheet: Sheet) -> None:
    if sheet.table:
        wanted = {
            "name": sheet.table.name,
            "style": "Table Style Light 1",
            "columns": [{"header": clean(head)} for head in sheet.table.heads],
        }
        accept(worksheet.tabled(sheet.table.area, wanted), "table", sheet.table.name)


def _validation(choice: Choice) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "validate": choice.kind,
        "input_title": clean(choice.title, 32),
        "input_message": clean(choice.hint, 255),
        "error_title": clean(choice.title, 32),
        "error_message": clean(choice.message, 255),
        "error_type": "stop" if choice.strict else "warning",
    }
    if choice.kind == "list":
        return wanted | {"source": choice.source}
    if choice.kind == "any":
        return wanted
    return wanted | _limits(choice)


def _limits(choice: Choice) -> dict[str, Any]:
    low, high = choice.low, choice.high
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    if low is not None:
        return {"criteria": ">=", "value": low}
    return {"criteria": "<=", "value": high}


def _condition(mark: Mark, formats: Formats) -> dict[str, Any]:
    if mark.kind == "formula":
        style = formats.partial(mark.style) if mark.style else None
        return {"type": "formula", "criteria": mark.formula, "format": style}
    if mark.kind == "bar":
        limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": mark.maximum}
        bar = {"bar_color": mark.color, "bar_solid": True, "data_bar_2010": True}
        return {"type": "data_bar", **limits, **bar}
    icons = [{"criteria": ">=", "type": "number", "value": limit} for limit in mark.thresholds]
    return {"type": "icon_set", "icon_style": mark.icons, "icons": icons}
