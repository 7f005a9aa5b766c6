"""An old .xls through xlrd: values, merged cells, links, fonts and hidden rows in one go."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlrd

from schema.readings import Broken, Value
from steps.read import substreams
from steps.read.grid import Area, Grid, Place, sheet, tidy
from steps.read.kind import Refused
from steps.read.look import LEGACY_FONT, WEB


def grids(data: bytes) -> list[Grid]:
    """The sheets in the workbook's order, hidden ones too.

    Raises:
        Refused: protected by a password, incomplete, or not readable.
    """
    substreams.look_over(data)
    try:
        book = _open(data)
        return [_grid(page, book) for page in book.sheets()]
    except xlrd.XLRDError as fault:
        raise Refused("file_password" if "encrypted" in str(fault) else "file_damaged") from None
    except MemoryError:
        raise Refused("file_unpacks_huge") from None
    except Exception:  # xlrd raises struct.error, AssertionError, UnicodeDecodeError, IndexError...
        raise Refused("file_damaged") from None


def _open(data: bytes) -> Any:
    return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())


def _grid(page: Any, book: Any) -> Grid:
    merges = [
        Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells
    ]
    plain = sheet(
        page.name, _rows(page, book.datemode), merges, [page.name] if page.visibility else []
    )
    return plain._replace(
        hidden_rows=frozenset(row + 1 for row, info in page.rowinfo_map.items() if info.hidden),
        links=dict(_links(page)),
        fonts=dict(_fonts(page, book)),
    )


def _rows(page: Any, datemode: int) -> Iterator[tuple[int, dict[int, Value]]]:
    for row in range(page.nrows):
        values = {c + 1: _value(cell, datemode) for c, cell in enumerate(page.row(row))}
        yield row + 1, {column: value for column, value in values.items() if value is not None}


def _value(cell: Any, datemode: int) -> Value:

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Broken("cell_error", xlrd.error_text_from_code.get(cell.value, "#?"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return tidy(xlrd.xldate.xldate_as_datetime(cell.value, datemode))
        except (ValueError, OverflowError):
            return tidy(cell.value)
    return tidy(cell.value)


def _links(page: Any) -> Iterator[tuple[Place, str]]:
    for (row, column), link in page.hyperlink_map.items():
        if WEB.match(link.url_or_path or ""):
            yield (row + 1, column + 1), link.url_or_path


def _fonts(page: Any, book: Any) -> Iterator[tuple[Place, str]]:
    """The legacy font of each text cell that has one."""
    legacy = [bool(LEGACY_FONT.match(font.name)) for font in book.font_list]
    if not any(legacy):
        return
    for row in range(page.nrows):
        for column, cell in enumerate(page.row(row)):
            font = book.xf_list[cell.xf_index].font_index if cell.xf_index is not None else 0
            if cell.value and legacy[font]:
                yield (row + 1, column + 1), book.font_list[font].name
