"""How far a form is filled, counted by its own formulas on the hidden sheet.

They count over whole columns, so that a line added below a unit counts too, and are no newer than
Excel 2010. Each column has a cell of its own: one formula for all would pass Excel's 8192
characters in a campaign of many columns.
"""

from __future__ import annotations

from itertools import groupby

from schema.campaign import Campaign
from schema.documents import Area
from steps.compose import look
from steps.compose.form.lists import Figure, general_name
from steps.compose.form.needs import Need, Values, is_blank, needs
from steps.compose.form.plan import Block, Frame, Line


class Counts:
    """The counts of one form; `general` is what stands on its sheet 1 already, by field."""

    def __init__(self, campaign: Campaign, blocks: tuple[Block, ...], general: Values) -> None:
        frame = Frame(campaign.row_columns)
        self._cells = _Cells(campaign, frame, frame.body(blocks))
        self._lines = [line for block in blocks for line in block.lines]
        self._repeated = [column.field for column in campaign.row_columns if column.repeats]
        self._needs, self._general = needs(campaign), general

    @property
    def listed(self) -> Figure:
        """How many units have a line."""
        value = sum(line.unit is not None for line in self._lines)
        return Figure("Đơn vị có dòng", f"=SUMPRODUCT({self._cells.units})", value)

    def blanks(self) -> tuple[Figure, ...]:
        """Column by column: the cells that must be filled and are blank."""
        return tuple(
            Figure(f"Ô trống: {need.column.title}", self._formula(need), self._blank(need))
            for need in self._needs
        )

    def sections(self) -> tuple[Figure, ...]:
        """Group by group: the units of which nothing is missing there."""
        found = []
        for title, members in groupby(self._needs, _section):
            part = tuple(members)
            lacking = "+".join(self._cells.lacking(need) for need in part)
            formula = f"=SUMPRODUCT({self._cells.units}*(({lacking})=0))"
            done = sum(
                line.unit is not None and not any(self._lacks(need, line) for need in part)
                for line in self._lines
            )
            found.append(Figure(title, formula, done))
        return tuple(found)

    def _formula(self, need: Need) -> str:
        cells = self._cells
        formula = f"=SUMPRODUCT({cells.units}*{cells.lacking(need)})"
        if not need.column.repeats:
            return formula
        begun = "+".join(cells.length(field) for field in self._repeated)
        more = (
            f"(1-{cells.units})*{cells.lines}*(({begun})>0)*({cells.length(need.column.field)}=0)"
        )
        return f"{formula}+SUMPRODUCT({more})"

    def _blank(self, need: Need) -> int:
        return sum(
            self._lacks(need, line) if line.unit else self._is_begun(need, line)
            for line in self._lines
        )

    def _lacks(self, need: Need, line: Line) -> bool:
        field = need.column.field
        excused = need.carried and line is self._lines[0]
        return need.lacks(line.values) and not (excused and not is_blank(self._general.get(field)))

    def _is_begun(self, need: Need, line: Line) -> bool:
        """Whether a further line says something and lacks this column."""
        begun = not all(is_blank(line.values.get(field)) for field in self._repeated)
        return need.column.repeats and begun and is_blank(line.values.get(need.column.field))


def _section(need: Need) -> str:
    return need.column.group or need.column.label


class _Cells:
    """The columns of a data sheet as arrays for SUMPRODUCT."""

    def __init__(self, campaign: Campaign, frame: Frame, body: Area) -> None:
        self._columns = {
            column.field: look.span(Area(body.top, col, body.bottom, col), campaign.data_sheet)
            for col, column in enumerate(frame.columns, 1)
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
