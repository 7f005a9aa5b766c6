"""Whose workbook it is: from its content, never from its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from schema.naming import find_unit
from schema.readings import RawRow, Reading
from schema.units import Registry, Unit


class Claim(NamedTuple):
    """The sender, and the code of a finding about how it was told ("" = plainly)."""

    sender: Unit | None
    doubt: str = ""


def claim(reading: Reading, registry: Registry) -> Claim:
    """The sender by the cell `Đơn vị`, else the stamp, else the units that its rows name.

    A claim that not a single row bears out gives way to the rows' majority.
    """
    typed, stamped = _typed(reading, registry), _stamped(reading, registry)
    claimed = typed or stamped
    if claimed and any(
        unit in registry.of_sender(claimed.code) for unit in _named(reading, registry, claimed)
    ):
        return Claim(claimed, "" if typed else "sender_inferred")
    votes = Counter(registry.sender_of(unit) for unit in _named(reading, registry, None))
    if not votes or (claimed and votes.total() < 2):
        return Claim(claimed)
    elected = votes.most_common(1)[0][0]
    return Claim(elected, "sender_contradicts" if typed else "sender_inferred")


def _typed(reading: Reading, registry: Registry) -> Unit | None:
    value = reading.general.values.get("unit") if reading.general else None
    if value is None:
        return None
    unit = find_unit(value, registry, None, registry.levels[0]).unit
    return unit if unit and unit.level == registry.levels[0] else None


def _stamped(reading: Reading, registry: Registry) -> Unit | None:
    return registry.by_code.get(reading.stamp.unit) if reading.stamp else None


def _named(reading: Reading, registry: Registry, sender: Unit | None) -> Iterator[Unit]:
    for row in reading.rows:
        unit = _unit(row, registry, sender)
        if unit:
            yield unit


def _unit(row: RawRow, registry: Registry, sender: Unit | None) -> Unit | None:
    value = row.values.get("unit")
    return None if value is None else find_unit(value, registry, sender, row.level).unit
