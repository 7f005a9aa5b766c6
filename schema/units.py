"""The registry of administrative units: levels as data, validity by date, former units.

A registry is one table `schema/units/<table>.csv` (columns code, level, type, name, parent,
valid_from, valid_to; GSO codes, bare names) and, where it exists, `<table>_former.csv`. Codes are
reused over the years with another name, so a code means something only within its registry.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple

TABLES = Path(__file__).with_name("units")
PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit as the registry has it; `name` is bare, `type` lower case."""

    code: str
    level: str
    type: str
    name: str
    parent: str

    @property
    def title(self) -> str:
        """Type and name, first letter capital: `Phường Vĩnh Ninh`."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}"

    @property
    def place(self) -> str:
        """Type in lower case and name, as it stands in running text: `thành phố Huế`."""
        return f"{self.type} {self.name}"


class FormerUnit(NamedTuple):
    """A unit that no longer exists; `parent` and `successors` are codes of today's registry."""

    type: str
    name: str
    parent: str
    successors: tuple[str, ...]
    effective: date
    source: str

    @property
    def title(self) -> str:
        """Type and name, first letter capital: `Phường Phú Hiệp`."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}"


@dataclass(frozen=True, eq=False)
class Registry:
    """All units of the campaign's area on one day, in the table's order (official order)."""

    table: str
    units: tuple[Unit, ...]
    former: tuple[FormerUnit, ...] = ()
    by_code: dict[str, Unit] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {unit.code: unit for unit in self.units})

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that report, upper first: (district, commune) or (commune,)."""
        return tuple(lv for lv in (DISTRICT, COMMUNE) if any(u.level == lv for u in self.units))

    @cached_property
    def provinces(self) -> tuple[Unit, ...]:
        """The provinces of the area, in official order."""
        return tuple(unit for unit in self.units if unit.level == PROVINCE)

    @cached_property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that must have a page: every unit below the province, sender by sender."""
        return tuple(unit for sender in self.senders for unit in self.of_sender(sender.code))

    @cached_property
    def places(self) -> dict[str, int]:
        """Code of a reporting unit -> its place in official order."""
        return {unit.code: place for place, unit in enumerate(self.reporting)}

    @cached_property
    def senders(self) -> tuple[Unit, ...]:
        """The units that send a workbook: districts, or communes where there are no districts."""
        return tuple(unit for unit in self.units if unit.level == self.levels[0])

    @cached_property
    def _children(self) -> dict[str, list[Unit]]:
        children: dict[str, list[Unit]] = {}
        for unit in self.units:
            children.setdefault(unit.parent, []).append(unit)
        return children

    def children(self, code: str) -> tuple[Unit, ...]:
        """The units directly below `code`, in official order."""
        return tuple(self._children.get(code, ()))

    def of_sender(self, code: str) -> tuple[Unit, ...]:
        """The units that the sender's workbook must list: itself first, then its communes."""
        return (self.by_code[code], *self.children(code))

    def sender_of(self, unit: Unit) -> Unit:
        """Whose workbook lists this unit."""
        return unit if unit.level == self.levels[0] else self.by_code[unit.parent]

    def above(self, unit: Unit) -> Iterator[Unit]:
        """The units that contain `unit`, nearest first, the province last."""
        while unit.parent in self.by_code:
            unit = self.by_code[unit.parent]
            yield unit

    def province_of(self, unit: Unit) -> Unit:
        """The province that contains `unit`."""
        return [unit, *self.above(unit)][-1]


_UNIT = ("name", "valid_from", "valid_to", "code", "level", "type", "parent")
_FORMER = ("type", "name", "parent", "successors", "effective", "source")


def _rows(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """The cells of these columns, row by row; csv's own dictionaries take three times as long."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        wanted = [head.index(column) for column in columns]
        yield from ([row[at] for at in wanted] for row in rows if row)


def _units(path: Path, day: str) -> Iterator[Unit]:
    """The units of a table that are valid on a day; what many share is one object."""
    for name, begin, end, *shared in _rows(path, _UNIT):
        if begin <= day <= (end or day):
            code, level, kind, parent = map(intern, shared)
            yield Unit(code, level, kind, name, parent)


def _former(table: str) -> tuple[FormerUnit, ...]:
    path = TABLES / f"{table}_former.csv"
    return tuple(
        FormerUnit(kind, name, parent, tuple(heirs.split()), date.fromisoformat(effective), source)
        for kind, name, parent, heirs, effective, source in (
            _rows(path, _FORMER) if path.exists() else ()
        )
    )


def _within(units: dict[str, Unit], unit: Unit, province: str) -> bool:
    while unit.parent in units:
        unit = units[unit.parent]
    return unit.code == province


@cache
def registry(table: str, province: str, on: date) -> Registry:
    """Read the registry of one province (code; "" = the whole country) as valid on a day.

    Raises:
        LookupError: the table does not exist, or holds no such province valid on that day.

    """
    path = TABLES / f"{table}.csv"
    if not path.exists():
        raise LookupError(table)
    units = {unit.code: unit for unit in _units(path, on.isoformat())}
    chosen = tuple(u for u in units.values() if not province or _within(units, u, province))
    if not chosen:
        raise LookupError(province)
    return Registry(table, chosen, tuple(f for f in _former(table) if f.effective <= on))
