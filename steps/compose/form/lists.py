"""The hidden sheet `Danh mục`: the form's stamp, its drop-down lists, the expected names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schema.campaign import HELPERS
from schema.columns import Column, Expected
from schema.documents import Area, Sheet
from schema.settings import Settings
from schema.units import Unit
from steps.compose import look

NAME = "Danh mục"
_HEADS = 2  # row of the list headings, counted from 0; the stamp stands in A1
_LINE = look.CELL._replace(wrap=False)
FIRST_GENERAL = 6  # the first line of sheet 1, counted from 0


def names(settings: Settings) -> dict[str, str]:
    """Defined names of the lines of sheet 1: a format or a list may refer to no other sheet."""
    campaign = settings.campaign
    return {
        general_name(column.field): "="
        + look.span(Area(row, 2, row, 2), campaign.general_sheet).rpartition(":")[0]
        for row, column in enumerate(campaign.general_columns, FIRST_GENERAL)
    }


def general_name(field: str) -> str:
    """The defined name of one line of sheet 1."""
    return f"general_{field}"


def stamp(settings: Settings, sender: Unit | None) -> str:
    """What the workbook is, its schema version, its sender and its one data sheet."""
    campaign = settings.campaign
    code = sender.code if sender else ""
    return f"consolidate:appendix:{campaign.version}:{code}:{campaign.data_sheet}"


class Figure(NamedTuple):
    """One count: its label, its formula, and what that comes to when the form is written."""

    label: str
    formula: str
    value: int


class Lists:
    """The lists of one form and where each stands."""

    def __init__(self, settings: Settings, sender: Unit | None) -> None:
        self.settings, self.sender = settings, sender
        registry = settings.registry
        self.senders = (sender,) if sender else registry.senders
        self.units = registry.of_sender(sender.code) if sender else registry.reporting
        campaign = settings.campaign
        asked = (*campaign.row_columns, *campaign.general_columns)
        self.choices = {c.kind.name: c.kind.choices for c in asked if c.kind.choices}
        kinds = (column.kind for column in campaign.row_columns)
        self.name: Expected | None = next((k.expected for k in kinds if k.expected), None)
        self._below = tuple(unit for unit in self.units if unit.level != registry.levels[0])

    def choice_source(self, column: Column) -> str:
        """The list of a column's allowed values."""
        col = 1 + list(self.choices).index(column.kind.name)
        return "=" + self._range(col, len(column.kind.choices))

    def unit_source(self, level: str) -> str:
        """The list of units: the senders, or the communes of the sender chosen on sheet 1."""
        if level == self.settings.registry.levels[0]:
            return "=" + self._range(0, len(self.senders))
        chosen, size = general_name("unit"), len(self._below)
        owners, units = self._range(self._table, size), self._range(self._table + 1, size)
        first = units.partition(":")[0]
        count = f"COUNTIF({owners},{chosen})"
        some = f"OFFSET({first},MATCH({chosen},{owners},0)-1,0,{count},1)"
        return f"=IF({count}=0,{units},{some})"

    def expected(self, unit_cell: str) -> str:
        """The formula of the expected name of the unit chosen in a cell."""
        size = len(self._below) + len(self.senders)
        keys, found = self._range(self._table + 2, size), self._range(self._table + 3, size)
        key = f'{unit_cell}&"|"&{general_name("unit")}'
        return f'=IF({unit_cell}="","",IFERROR(INDEX({found},MATCH({key},{keys},0)),""))'

    def figure(self, number: int) -> str:
        """The cell of one count of the form, counted from 0."""
        row, col = _HEADS + 1 + number, self._figures + 1
        return look.span(Area(row, col, row, col), NAME).rpartition(":")[0]

    def total(self, first: int, size: int) -> str:
        """The formula that adds up counts that follow each other."""
        row, col = _HEADS + 1 + first, self._figures + 1
        return f"=SUM({look.span(Area(row, col, row + size - 1, col), NAME)})" if size else "=0"

    def due(self, listed: int) -> str:
        """The formula of how many units the chosen sender has, or are listed if more are."""
        chosen, size = general_name("unit"), len(self._below)
        below = f"+COUNTIF({self._range(self._table, size)},{chosen})" if size else ""
        return f"=MAX({self.figure(listed)},IF(LEN(TRIM({chosen}))=0,0,1{below}))"

    def sheet(self, figures: Sequence[Figure]) -> Sheet:
        """The hidden sheet itself, with the counts of the form."""
        draft = look.Draft(NAME)
        draft.put(0, 0, stamp(self.settings, self.sender), look.NOTE)
        draft.put(_HEADS, 0, "Đơn vị báo cáo", look.HEAD)
        for row, unit in enumerate(self.senders, _HEADS + 1):
            draft.put(row, 0, unit.title, look.CELL)
        for col, (kind, choices) in enumerate(self.choices.items(), 1):
            draft.put(_HEADS, col, self._title(kind), look.HEAD)
            for row, choice in enumerate(choices, _HEADS + 1):
                draft.put(row, col, choice, look.CELL)
        self._put_units(draft)
        draft.line(_HEADS, self._figures, ("Số đếm của biểu", "Số lượng"), look.HEAD)
        for row, (label, formula, value) in enumerate(figures, _HEADS + 1):
            draft.put(row, self._figures, label, _LINE)
            draft.put(row, self._figures + 1, value, look.COUNT, formula=formula)
        widths = (20, *[20] * len(self.choices), 22, 22, *((40, 60) if self.name else ()), 40, 10)
        return draft.finish(widths=widths, hidden=True, protected=True, **look.LANDSCAPE)

    def _put_units(self, draft: look.Draft) -> None:
        registry, patterns = self.settings.registry, self.settings.patterns
        heads = ("Thuộc", "Đơn vị", *(("Khóa", HELPERS[0]) if self.name else ()))
        draft.line(_HEADS, self._table, heads, look.HEAD)
        for row, unit in enumerate((*self._below, *self.senders), _HEADS + 1):
            owner = registry.sender_of(unit)
            line = [owner.title if owner != unit else "", unit.title]
            if self.name:
                line += [f"{unit.title}|{owner.title}", self.name(unit, registry, patterns)]
            draft.line(row, self._table, line, _LINE)

    @property
    def _table(self) -> int:
        return 1 + len(self.choices)

    @property
    def _figures(self) -> int:
        return self._table + (4 if self.name else 2)

    def _range(self, col: int, size: int) -> str:
        return look.span(Area(_HEADS + 1, col, _HEADS + size, col), NAME)

    def _title(self, kind: str) -> str:
        campaign = self.settings.campaign
        asked = (*campaign.row_columns, *campaign.general_columns)
        return next(column.label for column in asked if column.kind.name == kind)
