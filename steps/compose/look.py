"""The look that all sheets share: styles, the builder of a sheet, the official headings.

Decree 30/2020/NĐ-CP, appendix I: Times New Roman, black, A4; state motto and name at the top right.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from schema.documents import Area, Cell, Chart, Choice, Mark, Merge, Rows, Sheet, Shown, Style
from schema.settings import Settings

# Fills that mean something
MISSING, DIFFERENT = "#FFF2A8", "#F8CBAD"
GOOD, PARTLY, BAD = "#D9EAD3", "#FFF2CC", "#F4CCCC"
_HEAD, _GROUP = "#E4ECF5", "#F2F2F2"

PLAIN = Style()
TITLE = Style(size=13, bold=True, align="center", wrap=True)
SUBTITLE = Style(size=13, italic=True, align="center", wrap=True)
NOTE = Style(size=11, italic=True, wrap=True)
CAPS = Style(size=12, align="center")
CAPS_BOLD = CAPS._replace(bold=True)
_NUMBER = CAPS._replace(size=13)
_APPENDIX = TITLE._replace(size=14)
MOTTO = Style(size=13, bold=True, align="center", underline=True)
RULE = Style(size=6, align="center", valign="top")
PLACE = Style(size=13, italic=True, align="center")
SIGNER = Style(size=13, bold=True, align="center", wrap=True)
RECIPIENTS_HEAD = Style(size=12, bold=True, italic=True)
RECIPIENTS = Style(size=11, wrap=True, valign="top")

# Tables
HEAD = Style(size=11, bold=True, align="center", wrap=True, border=1, fill=_HEAD)
NUMBERS = Style(size=10, italic=True, align="center", border=1)
GROUP = Style(size=11, bold=True, border=1, fill=_GROUP)
CELL = Style(size=11, wrap=True, border=1)
CENTER = CELL._replace(align="center")
TEXT = CELL._replace(number="@")  # phones, codes: digits that are no number
COUNT = CELL._replace(align="right", number="#,##0", indent=1)
RATE = CELL._replace(align="right", number="0.0%")  # always beside its done/due
DATE = CELL._replace(align="center", number="dd/mm/yyyy")
MOMENT = CELL._replace(align="center", number="dd/mm/yyyy hh:mm")
TOTAL = Style(size=11, bold=True, border=1, fill=_GROUP, wrap=True)
TOTAL_CENTER = TOTAL._replace(align="center")
TOTAL_COUNT = TOTAL._replace(align="right", number="#,##0", indent=1)
TOTAL_RATE = TOTAL._replace(align="right", number="0.0%")

# Print set-up, for `Draft.finish(**look.LANDSCAPE)`: A4, one page wide, rows as many as needed
PORTRAIT: Mapping[str, Any] = {"landscape": False, "fit": (1, 0)}
LANDSCAPE: Mapping[str, Any] = {"landscape": True, "fit": (1, 0)}
ONE_PAGE: Mapping[str, Any] = {"landscape": False, "fit": (1, 1)}

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE_MOTTO = "Độc lập - Tự do - Hạnh phúc"
DOTS = "……"


class Draft:
    """A sheet in the making; rows and columns are counted from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.heights: dict[int, float] = {}
        self.merges: list[Merge] = []
        self.marks: list[Mark] = []
        self.choices: list[Choice] = []
        self.charts: list[Chart] = []

    def put(self, row: int, col: int, value: Shown, style: Style = PLAIN, **cell: str) -> None:
        """Put one cell; `cell` may give its formula, note and link (see `documents.Cell`)."""
        self.cells[row, col] = Cell(value, style, **cell)

    def line(self, row: int, col: int, values: Any, style: Style = CELL) -> None:
        """Put values side by side from (row, col) on, in one style."""
        for offset, value in enumerate(values):
            self.put(row, col + offset, value, style)

    def merge(
        self, row: int, col: int, row2: int, col2: int, value: Shown, style: Style, **cell: str
    ) -> None:
        """Put one cell over a block, both corners included; a block of one cell is plain."""
        if (row, col) == (row2, col2):
            self.put(row, col, value, style, **cell)
        else:
            self.merges.append(Merge(Area(row, col, row2, col2), Cell(value, style, **cell)))

    def place(self, rows: Rows) -> None:
        """Put rows among the other cells."""
        for at, row in enumerate(rows, rows.first):
            self.heights[at] = row.height
            for col, cell in enumerate(row.cells):
                self.cells[at, col] = cell
            if row.over > 1:
                last = self.cells.pop((at, col))
                self.merges.append(Merge(Area(at, col, at, col + row.over - 1), last))

    def finish(self, **options: Any) -> Sheet:
        """The sheet as described; `options` are the further fields of `documents.Sheet`."""
        described = {
            "heights": self.heights,
            "merges": tuple(self.merges),
            "marks": tuple(self.marks),
            "choices": tuple(self.choices),
            "charts": tuple(self.charts),
        }
        return Sheet(self.name, self.cells, **{**described, **options})


@cache
def column_name(col: int) -> str:
    """The letters of a column counted from 0: 0 -> A, 26 -> AA."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, col: int) -> str:
    """The address of a cell counted from 0: (0, 2) -> C1."""
    return f"{column_name(col)}{row + 1}"


def span(area: Area, sheet: str = "") -> str:
    """An area as an absolute reference: 'Danh mục'!$A$2:$A$4."""
    top, left, bottom, right = area
    cells = f"${column_name(left)}${top + 1}:${column_name(right)}${bottom + 1}"
    return f"'{sheet}'!{cells}" if sheet else cells


def long_date(on: date | None, year: int | None = None) -> str:
    """The date as an official letter writes it: 0 before days < 10 and months 1, 2 (Decree 30)."""
    if on is None:
        return f"ngày {DOTS} tháng {DOTS} năm {year or DOTS}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def heading(  # noqa: PLR0913 - where it stands, and what it says
    draft: Draft,
    settings: Settings,
    width: int,
    *,
    split: int = 0,
    row: int = 0,
    on: date | None = None,
    number: str = f"Số: {DOTS}/BC-MTTQ-BTT",
) -> int:
    """Put the full official heading over `width` columns; return the first row below it.

    `split` is the first column of the right-hand block (default: two fifths of the columns).
    """
    letter, middle = settings.letter, split or max(1, width * 2 // 5)
    left = [(line, CAPS) for line in letter.superior.split("\n")]
    left += [(letter.issuer, CAPS_BOLD), ("─" * 14, RULE), (number, _NUMBER)]
    place = f"{letter.place}, {long_date(on, settings.deadline.year)}"
    right = [(STATE, CAPS_BOLD), (STATE_MOTTO, MOTTO), *[("", PLAIN)] * (len(left) - 3)]
    right.append((place, PLACE))
    for offset, (here, there) in enumerate(zip(left, right, strict=True)):
        draft.merge(row + offset, 0, row + offset, middle - 1, *here)
        draft.merge(row + offset, middle, row + offset, width - 1, *there)
        draft.heights[row + offset] = 8 if here[1] is RULE else 18
    return row + len(left) + 1


def appendix_heading(draft: Draft, settings: Settings, width: int, title: str, row: int = 0) -> int:
    """Put the heading of an appendix (no second state heading); return the first row below it."""
    letter = settings.letter
    number = letter.number or f"{DOTS}/MTTQ-BTT"
    when = long_date(letter.date, settings.deadline.year)
    provinces = settings.registry.provinces
    province = f" {provinces[0].place}" if len(provinces) == 1 else ""
    lines = (
        ("Phụ lục", _APPENDIX),
        (title, TITLE),
        (
            f"(Kèm theo Công văn số {number} {when} của Ban Thường trực "
            f"Ủy ban MTTQ Việt Nam{province})",
            SUBTITLE,
        ),
    )
    for offset, (text, style) in enumerate(lines):
        draft.merge(row + offset, 0, row + offset, width - 1, text, style)
        draft.heights[row + offset] = 20
    return row + len(lines)
