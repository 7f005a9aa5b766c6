"""The registry of administrative units: levels as data, validity by date, former units.

A registry is one table `schema/units/<table>.csv` (columns code, level, type, name, parent,
valid_from, valid_to; GSO codes, bare names) and, where it exists, `<table>_former.csv`. Codes are
reused over the years with another name, so a code means something only within its registry.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from schema.index import Index
from schema.unit import COMMUNE, DISTRICT, PROVINCE, FormerUnit, Unit
from schema.unit_lists import Codes, Units, packed

__all__ = [
    "COMMUNE",
    "DISTRICT",
    "PROVINCE",
    "TABLES",
    "FormerUnit",
    "Registry",
    "Unit",
    "Units",
    "registry",
]

TABLES = Path(__file__).with_name("units")


@dataclass(frozen=True, eq=False)
class Registry:
    """All units of the campaign's area on one day, in the table's order (official order)."""

    table: str
    units: Units
    former: tuple[FormerUnit, ...] = ()

    @cached_property
    def by_code(self) -> Codes:
        """Code -> unit."""
        return Codes(self.units)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that report, upper first: (district, commune) or (commune,)."""
        present = {level for level, _ in self.units.kinds}
        return tuple(level for level in (DISTRICT, COMMUNE) if level in present)

    @cached_property
    def provinces(self) -> Units:
        """The provinces of the area, in official order."""
        return self.units.of(PROVINCE)

    @cached_property
    def senders(self) -> Units:
        """The units that send a workbook: districts, or communes where there are no districts."""
        return self.units.of(self.levels[0])

    @cached_property
    def reporting(self) -> Units:
        """The units that must have a page: every unit below the province, sender by sender."""
        return self.units.at(
            at
            for place, sender in zip(self.senders.places, self.senders, strict=True)
            for at in (place, *self._below.places(sender.code))
        )

    @cached_property
    def _order(self) -> Sequence[int]:
        """Place in the table -> place among the reporting units, in official order."""
        order = array("i", [-1]) * len(self.units)
        for number, place in enumerate(self.reporting.places):
            order[place] = number
        return order

    def place(self, code: str | None) -> int:
        """The place of a reporting unit in official order; -1 where the code is of no such unit."""
        place = self.by_code.place(code or "")
        return -1 if place is None else self._order[place]

    @cached_property
    def _below(self) -> Index[Unit]:
        return Index(self.units, lambda unit: unit.parent)

    def children(self, code: str) -> tuple[Unit, ...]:
        """The units directly below `code`, in official order."""
        return tuple(self._below.get(code))

    def of_sender(self, code: str) -> tuple[Unit, ...]:
        """The units that the sender's workbook must list: itself first, then its communes."""
        return (self.by_code[code], *self.children(code))

    def sender_of(self, unit: Unit) -> Unit:
        """Whose workbook lists this unit."""
        return unit if unit.level == self.levels[0] else self.by_code[unit.parent]

    def above(self, unit: Unit) -> Iterator[Unit]:
        """The units that contain `unit`, nearest first, the province last."""
        upper = self.by_code.find(unit.parent)
        while upper:
            yield upper
            upper = self.by_code.find(upper.parent)

    def province_of(self, unit: Unit) -> Unit:
        """The province that contains `unit`."""
        return [unit, *self.above(unit)][-1]


_UNIT = ("valid_from", "valid_to", "code", "level", "type", "name", "parent")
_FORMER = ("type", "name", "parent", "successors", "effective", "source")


def _rows(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """The cells of these columns, row by row; csv's own dictionaries take three times as long."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        wanted = [head.index(column) for column in columns]
        yield from ([row[at] for at in wanted] for row in rows if row)


def _units(path: Path, day: str) -> Iterator[Unit]:
    """The units of a table that are valid on a day."""
    for begin, end, *told in _rows(path, _UNIT):
        if begin <= day <= (end or day):
            yield Unit(*told)


def tables(table: str) -> list[Path]:
    """The files of a registry: its units and, where there are any, its former units."""
    both = TABLES / f"{table}.csv", TABLES / f"{table}_former.csv"
    return [path for path in both if path.exists()]


def _former(path: Path) -> Iterator[FormerUnit]:
    for kind, name, parent, heirs, effective, source in _rows(path, _FORMER):
        day = date.fromisoformat(effective)
        yield FormerUnit(kind, name, parent, tuple(heirs.split()), day, source)


def _of_province(path: Path, day: str, province: str) -> Iterator[Unit]:
    """The units of one province, itself among them."""
    upper = {unit.code: unit.parent for unit in _units(path, day) if unit.level != COMMUNE}
    for unit in _units(path, day):
        top, above = unit.code, unit.parent
        while above in upper:
            top, above = above, upper[above]
        if top == province:
            yield unit


@cache
def registry(table: str, province: str, on: date) -> Registry:
    """Read the registry of one province (code; "" = the whole country) as valid on a day.

    Raises:
        LookupError: the table does not exist, or holds no such province valid on that day.

    """
    if not (found := tables(table)):
        raise LookupError(table)
    path, *others = found
    day = on.isoformat()
    chosen = packed(_of_province(path, day, province) if province else _units(path, day))
    if not chosen:
        raise LookupError(province)
    former = (unit for other in others for unit in _former(other) if unit.effective <= on)
    return Registry(table, chosen, tuple(former))
