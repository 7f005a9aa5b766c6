"""The registry of administrative units: levels as data, validity by date, former units.

Its files are read in `unit_tables`. Codes are reused over the years with another name, so a code
means something only within its registry.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from schema.index import Index
from schema.unit import COMMUNE, DISTRICT, PROVINCE, FormerUnit, Unit
from schema.unit_lists import Codes, Units, packed
from schema.unit_tables import former_in, of_province, sha256, tables, units_in

__all__ = [
    "COMMUNE",
    "DISTRICT",
    "PROVINCE",
    "FormerUnit",
    "Registry",
    "Unit",
    "Units",
    "look_again",
    "registry",
]


@dataclass(frozen=True, eq=False)
class Registry:
    """All units of the campaign's area on one day, in the table's order (official order)."""

    table: str
    units: Units
    former: tuple[FormerUnit, ...] = ()
    digest: str = ""  # SHA-256 of the bytes that it was made of

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


_read: dict[str, set[str]] = {}  # table -> the digests of all that was read of it


@cache
def registry(table: str, province: str, on: date) -> Registry:
    """Read the registry of one province (code; "" = the whole country) as valid on a day.

    Raises:
        LookupError: the table does not exist, or holds no such province valid on that day.

    """
    if not (files := tables(table)):
        raise LookupError(table)
    digest = sha256(files)
    _read.setdefault(table, set()).add(digest)
    text, *others = (file.decode("utf-8") for file in files)
    day = on.isoformat()
    chosen = packed(of_province(text, day, province) if province else units_in(text, day))
    if not chosen:
        raise LookupError(province)
    former = (unit for other in others for unit in former_in(other) if unit.effective <= on)
    return Registry(table, chosen, tuple(former), digest)


def look_again(table: str) -> None:
    """Have a registry whose files have changed since read anew: `watch` goes on for days."""
    if table in _read and _read[table] != {sha256(tables(table))}:
        registry.cache_clear()
        _read.clear()
