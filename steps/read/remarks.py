"""What the clerk wrote in the call list of an earlier summary, before it is written anew."""

from __future__ import annotations

from schema import calls
from steps.read import sheets
from steps.read.grid import Grid
from steps.read.kind import Refused, sniff
from steps.read.package import Package


def remarks(data: bytes) -> dict[str, str]:
    """Sender's code -> remark, for each line of the list; "" = the clerk left it or made it blank.

    Columns are found by their heads, so that lines may have been sorted or columns moved. A
    workbook that cannot be read, or has no such list, says nothing.
    """
    try:
        kind = sniff(data)
        grids = sheets.grids(data, kind, Package(data, kind) if kind.zipped else None)
    except Refused:
        return {}
    return next((_written(grid) for grid in grids if grid.name == calls.SHEET), {})


def _written(grid: Grid) -> dict[str, str]:
    found: dict[str, str] = {}
    columns: dict[object, int] = {}
    for _, cells in sorted(grid.rows.items()):
        heads: dict[object, int] = {value: column for column, value in cells.items()}
        if calls.CODE in heads and calls.REMARK in heads:
            columns = heads
        elif columns and cells.get(columns[calls.CODE]) is not None:
            code, said = cells[columns[calls.CODE]], cells.get(columns[calls.REMARK])
            found[str(code)] = "" if said is None else str(said)[: calls.LONGEST]
    return found
