"""The stamp of our own workbooks: a cell `consolidate:<kind>:<version>:<unit>:<data sheet>`."""

from __future__ import annotations

from collections.abc import Iterable

from schema.readings import Stamp
from steps.read.grid import Grid

PREFIX, KINDS = "consolidate:", {"appendix", "summary"}


def stamp(grids: Iterable[Grid]) -> Stamp | None:
    """The first stamp of the workbook; hidden sheets are asked first."""
    for grid in sorted(grids, key=lambda grid: not grid.hidden):
        for text in grid.texts():
            if text.startswith(PREFIX):
                found = _parsed(text.removeprefix(PREFIX))
                if found:
                    return found
    return None


def _parsed(text: str) -> Stamp | None:
    kind, version, unit, sheet, *_ = *text.strip().split(":", 3), "", "", ""
    return Stamp(kind, version, sheet, unit) if kind in KINDS else None
