"""xlsxwriter's worksheet with what it lacks: a first page without a number, a short way for cells.

Its own methods look at each argument of each cell once more: half the time of a large list.
"""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    RowInfo,
)

from schema.documents import Area
from steps.write.gate import WriteError, accept
from steps.write.rows import RowSheet


class NumberedSheet(RowSheet):
    """A worksheet whose first page has no page number: xlsxwriter has no option for it.

    Nor has it one against its search of each formula for the functions newer than Excel 2010.
    """

    def _initialize(self, init_data: dict[str, Any]) -> None:
        """Forget the workbook, which is asked for a checkbox only: no circle holds either."""
        super()._initialize(init_data)
        self.workbook_add_format = None

    def open_row(self, row: int, last: int) -> None:
        """Make room for cells up to the column `last`; a list that is streamed goes on here.

        Raises:
            gate.WriteError: Excel's sheets are not so large.
        """
        accept(self._check_dimensions(row, last), "row", row, "to", last)
        self.dim_colmin = 0
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)

    def sized(self, row: int, height: float, *, hidden: bool = False) -> None:
        """Set the height of a row, in points.

        Raises:
            gate.WriteError: Excel's sheets have no such row.
        """
        accept(self._check_dimensions(row, 0), "row", row)
        pixels = int(height * 4 / 3 + 0.5)
        self.row_info[row] = RowInfo(pixels, hidden=hidden)
        self.row_sizes[row] = [pixels, hidden]  # where a note or a chart stands beside it

    def merged(self, area: Area, style: Any) -> None:
        """Make a block one cell.

        Raises:
            gate.WriteError: it is outside the sheet, no block, or partly merged already.
        """
        rows, cols = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        places = [(row, col) for row in rows for col in cols]
        if len(places) < 2 or not self.merged_cells.keys().isdisjoint(places):
            raise WriteError(f"merge {area}")
        self.merged_cells |= dict.fromkeys(places, True)
        self.merge.append([*area])
        for row in rows:
            self.open_row(row, area.right)
            self.table[row] |= dict.fromkeys(cols, CellBlankTuple(style))

    def text(self, row: int, col: int, text: str, style: Any) -> None:
        """Put a text into an open row."""
        streamed = self.constant_memory
        string = text if streamed else self.str_table._get_shared_string_index(text)
        self.table[row][col] = CellStringTuple(string, style)

    def number(self, row: int, col: int, number: float, style: Any) -> None:
        """Put a number into an open row.

        Raises:
            gate.WriteError: it is infinite, or none.
        """
        if not isfinite(number):
            raise WriteError(f"number {row} {col}: {number}")
        self.table[row][col] = CellNumberTuple(number, style)

    def day(self, row: int, col: int, day: date, style: Any) -> None:
        """Put a day, or a moment without a zone, into an open row."""
        self.table[row][col] = CellDatetimeTuple(self._convert_date_time(day), style)

    def blank(self, row: int, col: int, style: Any) -> None:
        """Put the look of a cell into an open row."""
        self.table[row][col] = CellBlankTuple(style)

    def formula(self, row: int, col: int, formula: str, style: Any, shown: str | float) -> None:
        """Put a formula, and what it comes to, into an open row."""
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), style, shown)

    def tabled(self, area: Area, options: dict[str, Any]) -> int:
        """Make a block a table; the return code is xlsxwriter's.

        It would remember each cell of the block, only to find merges across it.
        """
        code: int = self.add_table(area.top, area.left, area.top + 1, area.right, options)
        if code == 0:
            self.tables[-1] |= dict.fromkeys(("range", "a_range", "autofilter"), xl_range(*area))
        return code

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as xlsxwriter calls it
        return formula.removeprefix("=")
