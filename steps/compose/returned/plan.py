"""Where each value that a sender typed stands in its returned workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from schema.documents import Shown
from schema.readings import Leftover, RawRow
from schema.records import Checked, DistrictReturn
from schema.settings import Settings
from schema.summary import Summary
from schema.units import Unit
from steps.compose.form.lists import FIRST_GENERAL
from steps.compose.form.plan import FIRST, Block, Frame, Line, block
from steps.compose.returned.wording import shown

NOT_READ = ("file_left",)
VALUE = 2  # the column of sheet 1's values
Cell = tuple[str, str, str]  # file, sheet and address in what was sent


class Spot(NamedTuple):
    """A cell of the returned workbook, counted from 0, and what stands in it."""

    sheet: str
    row: int
    col: int
    value: Shown


class Plan(NamedTuple):
    """The lines of the data sheet, and where each sent cell has gone."""

    sender: Unit
    blocks: tuple[Block, ...]
    spots: Mapping[Cell, Spot]
    general: Mapping[str, Spot]  # field -> its line of sheet 1
    spans: tuple[tuple[int, int], ...]  # first and last row of a unit with several lines
    missing: Mapping[str, int]  # unit without any content -> its row
    leftovers: tuple[Leftover, ...]


def plan(summary: Summary, settings: Settings, sender: Unit) -> Plan:
    """Lay out a sender's lines in the order in which they came; what is missing comes last."""
    sent = (item for item in summary.returns if item.submission.district == sender.code)
    counting = [item for item in sent if item.submission.status == "accepted"]
    made = _Lines(summary, settings, sender, counting)
    general = _general(counting, made.rows.get(sender.code), settings)
    spots = {**made.spots, **{cell: spot for cell, spot in general.values() if cell}}
    return Plan(
        sender,
        tuple(made.blocks),
        spots,
        {field: spot for field, (_, spot) in general.items()},
        tuple(made.spans),
        made.missing,
        tuple(dict.fromkeys(_left(counting))),
    )


def _left(counting: Sequence[DistrictReturn]) -> Iterator[Leftover]:
    for item in counting:
        for one in item.leftovers:
            yield one._replace(file=PurePosixPath(one.file).name)


class _Lines:
    """The blocks of the data sheet, made line by line."""

    def __init__(
        self, summary: Summary, settings: Settings, sender: Unit, counting: list[DistrictReturn]
    ) -> None:
        self.settings, self.frame = settings, Frame(settings.campaign.row_columns)
        units = settings.registry.of_sender(sender.code)
        codes = {unit.code for unit in units}
        self.rows = {u.unit: u.row for u in summary.units if u.row and u.unit in codes}
        self.spots: dict[Cell, Spot] = {}
        self.spans: list[tuple[int, int]] = []
        self.missing: dict[str, int] = {}
        self.blocks: list[Block] = []
        self._row = FIRST
        age = {item.submission.path: n for n, item in enumerate(reversed(counting))}
        for index, level in enumerate(settings.registry.levels):
            self._row += 1
            own = [unit for unit in units if unit.level == level]
            came = sorted(
                (unit for unit in own if unit.code in self.rows),
                key=lambda unit: _came(self.rows[unit.code], age),
            )
            silent = [unit for unit in own if unit.code not in self.rows]
            lines = [
                line for n, unit in enumerate([*came, *silent], 1) for line in self._unit(n, unit)
            ]
            self.blocks.append(block(settings, index, tuple(lines)))

    def _unit(self, number: int, unit: Unit) -> Iterator[Line]:
        row, first = self.rows.get(unit.code), self._row
        if row is None:
            self.missing[unit.code] = first
            yield Line(number, unit)
            self._row += 1
            return
        for n, line in enumerate(row.lines):
            values = self._values(row, line, unit if n == 0 else None)
            yield Line(None if n else number, None if n else unit, values)
            self._row += 1
        if self._row - first > 1:
            self.spans.append((first, self._row - 1))

    def _values(self, row: Checked, line: RawRow, unit: Unit | None) -> dict[str, Shown]:
        """The line's values; the spot of each of its cells is noted."""
        campaign, values = self.settings.campaign, {}
        for col, column in enumerate(self.frame.columns, 1):
            if column.field not in line.cells:
                continue
            value = shown(line, column.field, row.findings, campaign)
            if column.field == "unit":
                value = unit.title if unit else None
            values[column.field] = value
            place = (row.source.file, line.sheet, line.cells[column.field])
            self.spots[place] = Spot(campaign.data_sheet, self._row, col, value)
        return values


def _came(row: Checked, age: Mapping[str, int]) -> tuple[int, int]:
    """The newest file's units first, each file's in its own order."""
    return age.get(row.source.file, len(age)), row.source.row


def _general(
    counting: Sequence[DistrictReturn], own: Checked | None, settings: Settings
) -> dict[str, tuple[Cell | None, Spot]]:
    """Sheet 1 as the newest file fills it; what counts for the sender's row, as its file does."""
    campaign = settings.campaign
    forms = {item.submission.path: item for item in counting if item.form}
    newest = next(reversed(forms.values()), None)
    source = forms.get(own.source.file) if own else None
    found: dict[str, tuple[Cell | None, Spot]] = {}
    for row, column in enumerate(campaign.general_columns, FIRST_GENERAL):
        item = campaign.form_of(column.field, newest, source)
        form = item.form if item else None
        cell: Cell | None = None
        value: Shown = None
        if item and form and column.field in form.cells:
            value = shown(form, column.field, item.findings, campaign)
            cell = (item.submission.path, form.sheet, form.cells[column.field])
        found[column.field] = cell, Spot(campaign.general_sheet, row, VALUE, value)
    return found
