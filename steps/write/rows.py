"""The rows of a worksheet as XML, each in one piece.

xlsxwriter puts each cell together attribute by attribute, and looks in each for what to escape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellStringTuple, Worksheet

from steps.write.texts import element

_letters = cache(xl_col_to_name)


class RowSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet that writes its rows, and which cells are merged, itself.

    Its cells are texts, numbers, days, blanks and formulas, and each has a look.
    """

    def _write_rows(self) -> None:
        """The rows as xlsxwriter writes them, but without which columns each one spans.

        Readers may use the spans; none needs them.
        """
        for row in sorted({*self.table, *self.row_info, *self.comments}):
            self._write_whole(row, self.table.get(row))

    def _write_whole(self, row: int, cells: Mapping[int, Any] | None) -> None:
        """Write one row: its cells by column, or nothing but a height."""
        size = self.row_info.get(row)
        if cells:
            self._write_row(row, None, size)
            self._write_cells(row, cells)
            self.fh.write("</row>")
        else:
            self._write_empty_row(row, None, size)

    def _write_cells(self, row: int, cells: Mapping[int, Any]) -> None:
        self.fh.write("".join(self._cells(row + 1, cells)))

    def _cells(self, number: int, cells: Mapping[int, Any]) -> Iterator[str]:
        for col in sorted(cells):
            cell = cells[col]
            kind, look = type(cell), cell.format
            begin = f'<c r="{_letters(col)}{number}" s="{look.xf_index or look._get_xf_index()}"'
            if kind is CellBlankTuple:
                yield f"{begin}/>"
            elif kind is CellFormulaTuple:
                yield f"{begin}{self._reckoned(*cell)}</c>"
            elif kind is not CellStringTuple:
                yield f"{begin}><v>{cell.number:.16G}</v></c>"
            elif self.constant_memory:
                yield f'{begin} t="inlineStr"><is>{element(cell.string)}</is></c>'
            else:
                yield f'{begin} t="s"><v>{cell.string}</v></c>'

    def _reckoned(self, formula: str, _: Any, shown: str | float) -> str:
        kind = ' t="str"' if shown and isinstance(shown, str) else ""
        value = self._escape_data(shown) if kind else shown
        return f"{kind}><f>{self._escape_data(formula)}</f><v>{value}</v>"

    def _write_merge_cells(self) -> None:
        if self.merge:
            blocks = "".join(f'<mergeCell ref="{xl_range(*area)}"/>' for area in self.merge)
            self.fh.write(f'<mergeCells count="{len(self.merge)}">{blocks}</mergeCells>')
