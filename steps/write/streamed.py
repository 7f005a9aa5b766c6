"""A worksheet whose list never stands in memory."""

from __future__ import annotations

from typing import Any

from steps.write.worksheet import NumberedSheet


class StreamedSheet(NumberedSheet):
    """Its list goes to a file row by row, by xlsxwriter's `constant_memory`.

    That option wants all of a sheet from top to bottom, and no merge over several rows; here what
    stands around the list waits in memory, may come in any order, and must come first. Nothing is
    kept of a row once it is written, so no chart and no note may stand beside the list.
    """

    first = 0  # the list's first row
    previous_row: int  # xlsxwriter's own
    _below: dict[int, dict[int, Any]]  # what stands below the list

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """Write the row before this one, as xlsxwriter asks; 0 = the sheet ends."""
        written = self.previous_row
        if written:
            self._write_whole(written, self.table.pop(written, None))
            self.row_info.pop(written, None)
            self.row_sizes.pop(written, None)  # where a chart or a note would stand beside it
            self.previous_row = current_row_num
            if not current_row_num:
                self._write_held(self._below)
        elif current_row_num == self.first:
            self._below = self._held(lambda row: row > self.first)
            self._write_held(self._held(lambda row: row < self.first))
            self.table.clear()
            self.previous_row = self.first

    def _held(self, wanted: Any) -> dict[int, dict[int, Any]]:
        """The rows around the list with their cells, also those that have only a height."""
        rows = sorted(row for row in {*self.table, *self.row_info} if wanted(row))
        return {row: self.table.get(row, {}) for row in rows}

    def _write_held(self, rows: dict[int, dict[int, Any]]) -> None:
        for row, cells in rows.items():
            self._write_whole(row, cells)
