"""What stands where on the data sheet, before any look: columns, group headings, their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schema.columns import Column
from schema.documents import Area, Shown
from schema.settings import Settings
from schema.units import Registry, Unit

ENTRY_LINES = 40  # the largest district has 36 communes
HEAD, NUMBERS, FIRST = 7, 9, 10  # from 0: rows 8-9 header, 10 (1)...(18), 11 the first group
ROMAN = ("I", "II", "III", "IV", "V")


class Line(NamedTuple):
    """One line of the data sheet: its running number, its unit if preprinted, what is filled.

    Without a number it is a further line of the unit above.
    """

    number: int | None
    unit: Unit | None = None
    values: Mapping[str, Shown] = {}


class Block(NamedTuple):
    """One level's part of the data sheet: `II. CẤP XÃ` and its lines."""

    level: str
    heading: str
    lines: tuple[Line, ...]


class Frame(NamedTuple):
    """Where the columns of a data sheet stand, counted from 0: A is the running number."""

    columns: tuple[Column, ...]

    @property
    def named(self) -> Column | None:
        """The column of which it is known beforehand what each unit's cell must say."""
        return next((column for column in self.columns if column.kind.expected), None)

    @property
    def expected(self) -> int:
        """The first column beside the form, where there is one that of the expected name (S)."""
        return 1 + len(self.columns)

    @property
    def sign(self) -> int:
        """The column of the sign that compares (T)."""
        return self.expected + 1

    def at(self, field: str) -> int | None:
        """The column of a field."""
        return next((n for n, column in enumerate(self.columns, 1) if column.field == field), None)

    def body(self, blocks: tuple[Block, ...]) -> Area:
        """The cells from the first unit's line to the total, columns B to R.

        With the total, so that every formula covers a line that is inserted just above it.
        """
        rows = sum(1 + len(block.lines) for block in blocks)
        return Area(FIRST + 1, 1, FIRST + rows, self.expected - 1)


def blank_blocks(settings: Settings) -> tuple[Block, ...]:
    """One line for the sender itself, empty lines for the level below it."""
    levels = settings.registry.levels
    counts = dict.fromkeys(levels, ENTRY_LINES) | {levels[0]: 1}
    return tuple(
        block(settings, index, tuple(Line(n) for n in range(1, counts[level] + 1)))
        for index, level in enumerate(levels)
    )


def sender_blocks(settings: Settings, sender: Unit) -> tuple[Block, ...]:
    """The sender's own line, then one line for each of its communes, in official order."""
    registry = settings.registry
    return tuple(
        block(settings, index, _lines(registry, sender, level))
        for index, level in enumerate(registry.levels)
    )


def block(settings: Settings, index: int, lines: tuple[Line, ...]) -> Block:
    """The part of one level of the registry, counted from 0."""
    level = settings.registry.levels[index]
    return Block(level, f"{ROMAN[index]}. {settings.campaign.groups[level]}", lines)


def _lines(registry: Registry, sender: Unit, level: str) -> tuple[Line, ...]:
    units = (unit for unit in registry.of_sender(sender.code) if unit.level == level)
    return tuple(Line(number, unit) for number, unit in enumerate(units, 1))
