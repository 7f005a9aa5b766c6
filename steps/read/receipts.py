"""What a receipt (`Phiếu tiếp nhận`) says was received: the code of each file, and when."""

from __future__ import annotations

from datetime import date, datetime, time

from schema import returned
from schema.settings import HANOI
from steps.read import sheets
from steps.read.grid import Grid
from steps.read.kind import Refused, sniff
from steps.read.package import Package


def receipt(data: bytes) -> dict[str, datetime | None]:
    """File's code (short SHA-256) -> the instant at which the receipt says that it came.

    None = the receipt's time is no time. A workbook that has no receipt says nothing.
    """
    try:
        kind = sniff(data)
        grids = sheets.grids(data, kind, Package(data, kind) if kind.zipped else None)
    except Refused:
        return {}
    return next((_listed(grid) for grid in grids if grid.name == returned.RECEIPT), {})


def _listed(grid: Grid) -> dict[str, datetime | None]:
    found: dict[str, datetime | None] = {}
    heads: dict[object, int] = {}
    for _, cells in sorted(grid.rows.items()):
        labels: dict[object, int] = {value: column for column, value in cells.items()}
        if returned.CODE in labels and returned.WHEN in labels:
            heads = labels
        elif heads and isinstance(code := cells.get(heads[returned.CODE]), str):
            found[code] = _instant(cells.get(heads[returned.WHEN]))
    return found


def _instant(value: object) -> datetime | None:
    """A cell's date and time in Hanoi; the reader shows midnight as a bare date."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=HANOI)
    return datetime.combine(value, time(), HANOI) if isinstance(value, date) else None
