"""The rows of a worksheet as XML: the commonest cells in one piece each.

xlsxwriter puts each cell together attribute by attribute, and looks in each for what to escape.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

from steps.write.texts import element

_PLAIN = (CellStringTuple, CellNumberTuple, CellDatetimeTuple, CellBlankTuple, CellFormulaTuple)


class RowSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet that writes its rows, and which cells are merged, itself."""

    def _write_rows(self) -> None:
        """The rows as xlsxwriter writes them, but without which columns each one spans.

        Readers may use the spans; none needs them.
        """
        for row in sorted({*self.table, *self.row_info, *self.comments}):
            self._write_whole(row, self.table.get(row))

    def _write_whole(self, row: int, cells: dict[int, Any] | None) -> None:
        size = self.row_info.get(row)
        if cells:
            self._write_row(row, None, size)
            for col in sorted(cells):
                self._write_cell(row, col, cells[col])
            self.fh.write("</row>")
        else:
            self._write_empty_row(row, None, size)

    def _write_merge_cells(self) -> None:
        if self.merge:
            blocks = "".join(f'<mergeCell ref="{xl_range(*area)}"/>' for area in self.merge)
            self.fh.write(f'<mergeCells count="{len(self.merge)}">{blocks}</mergeCells>')

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """The commonest cells in one piece, as xlsxwriter writes them attribute by attribute."""
        kind = type(cell)
        if kind not in _PLAIN or not cell.format:
            super()._write_cell(row, col, cell)
            return
        style = cell.format.xf_index or cell.format._get_xf_index()
        begin = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{style}"'
        if kind is CellBlankTuple:
            self.fh.write(f"{begin}/>")
        elif kind is CellFormulaTuple:
            self.fh.write(f"{begin}{self._reckoned(*cell)}</c>")
        elif kind is not CellStringTuple:
            self.fh.write(f"{begin}><v>{cell.number:.16G}</v></c>")
        elif self.constant_memory:
            self.fh.write(f'{begin} t="inlineStr"><is>{element(cell.string)}</is></c>')
        else:
            self.fh.write(f'{begin} t="s"><v>{cell.string}</v></c>')

    def _reckoned(self, formula: str, _: Any, shown: str | float) -> str:
        kind = ' t="str"' if shown and isinstance(shown, str) else ""
        value = self._escape_data(shown) if kind else shown
        return f"{kind}><f>{self._escape_data(formula)}</f><v>{value}</v>"
