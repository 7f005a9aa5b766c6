"""A sender's return before it is spoilt: every cell good, and room for what is planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from schema.columns import Column
from schema.practice import people
from schema.practice.cells import Case, Typed, good
from schema.practice.mistakes import Told
from schema.settings import Settings
from schema.units import Unit

Cells = Mapping[str, Typed]


@dataclass(frozen=True, slots=True)
class Planted:
    """One trouble that a run must report: in a cell of the data sheet, or of the whole file."""

    code: str
    told: Told
    field: str = ""  # "" = of the whole file
    typed: Typed = None


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's line, the lines of its further persons, and what is planted in the first."""

    unit: Unit
    cells: Cells
    further: tuple[Cells, ...] = ()
    planted: tuple[Planted, ...] = ()
    hidden: bool = False
    kept: bool = False  # no mistake may be dealt to it


@dataclass(frozen=True, slots=True)
class Draft:
    """One sender's workbook."""

    name: str
    sender: Unit
    day: date  # of the report
    general: Cells
    rows: tuple[Row, ...]
    planted: tuple[Planted, ...] = ()
    extra: str = ""  # the head of a column that the form does not have
    old_font: str = ""  # the field that is typed in .VnTime
    remarks: tuple[Told, ...] = ()  # what is odd, but must be read all the same


@dataclass(frozen=True, slots=True)
class Office:
    """What all drafts of one rehearsal share."""

    settings: Settings
    seed: str

    def draft(self, sender: Unit) -> Draft:
        """The sender's faultless return, some days before the deadline."""
        day = self.settings.deadline - timedelta(days=3)
        campaign, units = self.settings.campaign, self.settings.registry.of_sender(sender.code)
        rows = tuple(
            Row(unit, {c.field: good(self.case(unit, c, day)) for c in campaign.row_columns})
            for unit in units
        )
        own = {c.field for c in campaign.row_columns} & set(campaign.carried)
        general = {
            c.field: good(self.case(sender, c, day))
            for c in campaign.general_columns
            if c.field not in own  # said once, in the sender's own row
        }
        name = self.file_name(sender, day)
        return Draft(name, sender, day, general | self.dated(day), rows)

    def dated(self, day: date) -> dict[str, Typed]:
        """The day of the report, where sheet 1 asks for it."""
        campaign = self.settings.campaign
        asked = [c.field for c in campaign.general_columns]
        return {campaign.reported: day} if campaign.reported in asked else {}

    def draw(self, *key: str) -> Random:
        """A draw of its own for each key."""
        return people.draw(self.seed, *key)

    def case(self, unit: Unit, column: Column, day: date) -> Case:
        """A cell to be filled."""
        return Case(self.settings, unit, column, day, self.seed)

    def file_name(self, sender: Unit, day: date) -> str:
        """The conventional name of a workbook sent on a day."""
        stem = self.settings.campaign.file_name(sender.code).removesuffix(".xlsx")
        return f"{stem}_{day:%Y%m%d}.xlsx"
