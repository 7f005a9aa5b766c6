"""Units, packed: a country's take a tenth of what they take as objects.

Workers share them as they are, for to look at an object is to copy its page: only what was made
of the text is a worker's own.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import overload

from schema.index import Index
from schema.unit import Unit

OPEN = 12_000  # units that stay objects: all those of the country of 2021
SPLIT = "\0"  # in no table: csv takes none


class Units(Sequence[Unit]):
    """Units of one table, in order; each is made when it is asked for."""

    def __init__(self, table: Callable[[int], Unit], places: Sequence[int]) -> None:
        self._table, self.places = table, places

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Unit]:
        return map(self._table, self.places)

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> Units: ...
    def __getitem__(self, at: int | slice) -> Unit | Units:
        chosen = self.places[at]
        return self._table(chosen) if isinstance(chosen, int) else Units(self._table, chosen)

    def at(self, places: Iterable[int]) -> Units:
        """The units at these places of the table."""
        return Units(self._table, array("I", places))

    def only(self, holds: Callable[[Unit], bool]) -> Units:
        """The units of which this holds."""
        return self.at(place for place in self.places if holds(self._table(place)))


def packed(units: Iterable[Unit]) -> Units:
    """A table of units as one text."""
    text, ends = bytearray(), array("I", [0])
    for unit in units:
        text += SPLIT.join((unit.code, unit.level, unit.type, unit.name, unit.parent)).encode()
        ends.append(len(text))

    @lru_cache(maxsize=OPEN)
    def made(place: int) -> Unit:
        code, level, kind, name, parent = text[ends[place] : ends[place + 1]].decode().split(SPLIT)
        return Unit(code, intern(level), intern(kind), name, intern(parent))

    return Units(made, range(len(ends) - 1))


class Codes(Mapping[str, Unit]):
    """The units of one table by their codes."""

    def __init__(self, units: Units) -> None:
        self._units, self._index = units, Index(units, lambda unit: unit.code)
        self.find = lru_cache(maxsize=OPEN)(self._found)

    def place(self, code: str) -> int | None:
        """Where the unit stands in its table."""
        return next(iter(self._index.places(code)), None)

    def _found(self, code: str) -> Unit | None:
        """The unit of this code, if there is one: what `get` says in half the time."""
        return next(iter(self._index.get(code)), None)

    def __getitem__(self, code: str) -> Unit:
        unit = self.find(code)
        if unit is None:
            raise KeyError(code)
        return unit

    def __iter__(self) -> Iterator[str]:
        return (unit.code for unit in self._units)

    def __len__(self) -> int:
        return len(self._units)
