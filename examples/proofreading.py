"""What is wrong with a printed workbook: texts lost, cut off, run into each other; `###`.

LibreOffice leaves out the lines that do not fit, draws others behind a window that hides a part,
or over their neighbours. So each cell's text must stand whole on the pages of its sheet, inside its
window, and apart from the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any
from unicodedata import combining

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from examples.rendering import Box, Page, Text

_SLACK = 1.0  # points: less is rounding, or the overhang of an italic letter


def faults(workbook: Path, printed: Mapping[str, Sequence[Page]]) -> Iterator[str]:
    """Every fault of a workbook that was printed as these pages, in words."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield from (f"{sheet.title}: {fault}" for fault in _sheet(sheet, printed[sheet.title]))


def _sheet(sheet: Any, pages: Sequence[Page]) -> Iterator[str]:
    seen = [[text for text in page.texts if _shows(text)] for page in pages]
    yield from _lost(sheet, "".join(_bare(text.words) for texts in seen for text in texts))
    for number, texts in enumerate(seen, 1):
        for text in texts:
            if re.fullmatch(r"#+", text.words.strip()):
                yield f"page {number}: a number does not fit its column"
            if not _inside(text.box, text.window):
                yield f"page {number}: cut off: {text.words}"
        for one, other in _collisions(texts):
            yield f"page {number}: over each other: {one.words} | {other.words}"


def _lost(sheet: Any, seen: str) -> Iterator[str]:
    """The cells whose text is seen less often than the cells say it."""
    cells = [cell for cell in _cells(sheet) if isinstance(cell.value, str) and _bare(cell.value)]
    wanted = Counter(_bare(cell.value) for cell in cells)
    for cell in cells:
        if seen.count(_bare(cell.value)) < wanted[_bare(cell.value)]:
            yield f"{cell.coordinate} is not wholly on the page: {cell.value}"


def _bare(text: str) -> str:
    """The letters and digits alone.

    Spaces and hyphens change with the wrapping; signs like ✓ are of another font and drawn apart.
    """
    return "".join(letter for letter in text if letter.isalnum() or combining(letter))


def _cells(sheet: Any) -> Iterator[Any]:
    """The cells that are printed."""
    area = (sheet.print_area or sheet.dimensions).split("!")[-1].replace("$", "")
    left, top, right, bottom = range_boundaries(area)
    for row in sheet.iter_rows(top, bottom, left, right):
        if not sheet.row_dimensions[row[0].row].hidden:
            yield from (
                c for c in row if not sheet.column_dimensions[get_column_letter(c.column)].hidden
            )


def _shows(text: Text) -> bool:
    """Whether anything of a text is seen: hidden columns are drawn too, behind no window at all."""
    across, up = _shared(text.box, text.window)
    return min(across, up) > 0


def _inside(box: Box, window: Box) -> bool:
    beyond = (window[0] - box[0], window[1] - box[1], box[2] - window[2], box[3] - window[3])
    return max(beyond) <= _SLACK


def _shared(one: Box, other: Box) -> tuple[float, float]:
    """How wide and how high two boxes overlap; negative: how far they are apart."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]),
        min(one[3], other[3]) - max(one[1], other[1]),
    )


def _collisions(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Texts drawn over each other; accents may reach into the line above."""
    for one, other in combinations([text for text in texts if _bare(text.words)], 2):
        across, up = _shared(one.box, other.box)
        lower = min(text.box[3] - text.box[1] for text in (one, other))
        if across > _SLACK and up > lower / 2:
            yield one, other
