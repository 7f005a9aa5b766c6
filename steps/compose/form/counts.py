"""How far a form is filled when it is written: each count of the hidden sheet, and its value."""

from __future__ import annotations

from itertools import islice

from schema.campaign import Campaign
from steps.compose.form.counting import formulas
from steps.compose.form.lists import Figure
from steps.compose.form.needs import Need, Values, is_blank, needs
from steps.compose.form.plan import Block, Frame, Line


class Counts:
    """The counts of one form; `general` is what stands on its sheet 1 already, by field."""

    def __init__(self, campaign: Campaign, blocks: tuple[Block, ...], general: Values) -> None:
        lines = [line for block in blocks for line in block.lines]
        repeated = [column.field for column in campaign.row_columns if column.repeats]
        self._formulas = formulas(campaign, Frame(campaign.row_columns).body(blocks))
        self._needs, self._general = needs(campaign), general
        self._own = [line for line in lines if line.unit]
        self._begun = [line for line in lines if not line.unit and _says(line, repeated)]
        self._lacking = [
            [self._lacks(need, line, is_first=line is lines[0]) for line in self._own]
            for need in self._needs
        ]

    @property
    def listed(self) -> Figure:
        """How many units have a line."""
        return Figure("Đơn vị có dòng", self._formulas.listed, len(self._own))

    def blanks(self) -> tuple[Figure, ...]:
        """Column by column: the cells that must be filled and are blank."""
        each = zip(self._needs, self._formulas.blanks, self._lacking, strict=True)
        return tuple(
            Figure(f"Ô trống: {need.column.title}", formula, sum(lacking) + self._further(need))
            for need, formula, lacking in each
        )

    def sections(self) -> tuple[Figure, ...]:
        """Group by group: the units of which nothing is missing there."""
        left = iter(self._lacking)
        found = []
        for title, size, formula in self._formulas.sections:
            units = zip(*islice(left, size), strict=True)
            found.append(Figure(title, formula, sum(not any(unit) for unit in units)))
        return tuple(found)

    def _lacks(self, need: Need, line: Line, *, is_first: bool) -> bool:
        excused = need.carried and is_first and not is_blank(self._general.get(need.column.field))
        return need.lacks(line.values) and not excused

    def _further(self, need: Need) -> int:
        """The further lines that say something and lack this column."""
        if not need.column.repeats:
            return 0
        return sum(not _says(line, [need.column.field]) for line in self._begun)


def _says(line: Line, fields: list[str]) -> bool:
    return any(not is_blank(line.values.get(field)) for field in fields)
