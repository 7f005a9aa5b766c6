"""The formulas by which a form counts how far it is filled, on its hidden sheet.

They count over whole columns, so that a line added below a unit counts too, and are no newer than
Excel 2010. Each column has a cell of its own: one formula for all would pass Excel's 8192
characters in a campaign of many columns.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from schema.campaign import Campaign
from schema.documents import Area
from steps.compose import look
from steps.compose.form.lists import general_name
from steps.compose.form.needs import Need, needs
from steps.compose.form.plan import Frame


class Formulas(NamedTuple):
    """All counts of a form."""

    listed: str  # the units that have a line
    blanks: tuple[str, ...]  # need by need: the cells that must be filled and are blank
    sections: tuple[tuple[str, int, str], ...]  # group, its needs, the units that lack none


@lru_cache(maxsize=64)  # many senders have as many units
def formulas(campaign: Campaign, body: Area) -> Formulas:
    """The counts of a form whose lines stand in these cells."""
    cells = _Cells(campaign, body)
    repeated = [column.field for column in campaign.row_columns if column.repeats]
    sections = []
    for title, members in groupby(needs(campaign), _section):
        part = tuple(members)
        lacking = "+".join(map(cells.lacking, part))
        sections.append((title, len(part), f"=SUMPRODUCT({cells.units}*(({lacking})=0))"))
    return Formulas(
        f"=SUMPRODUCT({cells.units})",
        tuple(_blank(cells, need, repeated) for need in needs(campaign)),
        tuple(sections),
    )


def _blank(cells: _Cells, need: Need, repeated: list[str]) -> str:
    formula = f"=SUMPRODUCT({cells.units}*{cells.lacking(need)})"
    if not need.column.repeats:
        return formula
    begun = "+".join(map(cells.length, repeated))
    more = f"(1-{cells.units})*{cells.lines}*(({begun})>0)*({cells.length(need.column.field)}=0)"
    return f"{formula}+SUMPRODUCT({more})"


def _section(need: Need) -> str:
    return need.column.group or need.column.label


class _Cells:
    """The columns of a data sheet as arrays for SUMPRODUCT."""

    def __init__(self, campaign: Campaign, body: Area) -> None:
        self._columns = {
            column.field: look.span(Area(body.top, col, body.bottom, col), campaign.data_sheet)
            for col, column in enumerate(Frame(campaign.row_columns).columns, 1)
        }
        first = look.span(Area(body.top, 0, body.bottom, 0), campaign.data_sheet)
        self.lines = f"(1-ISTEXT({first}))"  # 0 where it holds words: group headings, the total
        self.units = self._units()

    def _units(self) -> str:
        """1 on the first line of each unit: a line that repeats its unit is a further one."""
        cells = self._columns["unit"]
        first = f'MATCH({cells}&"",{cells}&"",0)={self._rows}-{self._top}+1'
        return f"(LEN({cells})>0)*({first})"

    def length(self, field: str) -> str:
        """How long the column's texts are; 0 = blank."""
        return f"LEN(TRIM({self._columns[field]}))"

    def lacking(self, need: Need) -> str:
        """1 where the column must be filled and is not."""
        blank = f"({self.length(need.column.field)}=0)"
        if need.holding:
            tests = [
                test
                for field, choices in need.holding.items()
                for test in (
                    f"({self.length(field)}=0)",
                    *(f'({self._columns[field]}="{choice}")' for choice in choices),
                )
            ]
            blank += f"*(({'+'.join(tests)})>0)"
        if need.carried:
            elsewhere = f"(LEN(TRIM({general_name(need.column.field)}))>0)"
            blank += f"*(1-({self._rows}={self._top})*{elsewhere})"
        return blank

    @property
    def _rows(self) -> str:
        return f"ROW({self._columns['unit']})"

    @property
    def _top(self) -> str:
        return f"ROW({self._columns['unit'].partition(':')[0]})"
