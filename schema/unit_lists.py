"""Units, packed: a country's take a tenth of what they take as objects.

Workers share them as they are, for to look at an object is to copy its page: only what was made
of the text is a worker's own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import overload

from schema.index import Index
from schema.unit import Unit

OPEN = 12_000  # units that stay objects: all those of the country of 2021
SPLIT = "\0"  # in no table: csv takes none


class _Table:
    """All units of a table as one text, and of each its kind: a level and a type."""

    def __init__(self, units: Iterable[Unit]) -> None:
        text, self._ends, self.kind = bytearray(), array("I", [0]), array("H")
        kinds: dict[tuple[str, str], int] = {}
        for unit in units:
            text += SPLIT.join((unit.code, unit.name, unit.parent)).encode()
            self._ends.append(len(text))
            self.kind.append(kinds.setdefault((unit.level, unit.type), len(kinds)))
        self._text, self.kinds = bytes(text), tuple(kinds)
        self.unit = lru_cache(maxsize=OPEN)(self._made)

    def _made(self, place: int) -> Unit:
        told = self._text[self._ends[place] : self._ends[place + 1]].decode()
        code, name, parent = told.split(SPLIT)
        return Unit(code, *self.kinds[self.kind[place]], name, intern(parent))


class Units(Sequence[Unit]):
    """Units of one table, in order; each is made when it is asked for."""

    def __init__(self, table: _Table, places: Sequence[int]) -> None:
        self._table, self.places = table, places

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Unit]:
        return map(self._table.unit, self.places)

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> Units: ...
    def __getitem__(self, at: int | slice) -> Unit | Units:
        chosen = self.places[at]
        return self._table.unit(chosen) if isinstance(chosen, int) else Units(self._table, chosen)

    def at(self, places: Iterable[int]) -> Units:
        """The units at these places of the table."""
        return Units(self._table, array("I", places))

    def of(self, *levels: str) -> Units:
        """The units of these levels."""
        meant = [level in levels for level, _ in self._table.kinds]
        return self.at(place for place in self.places if meant[self._table.kind[place]])

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Level and type of these units, each once."""
        present = {self._table.kind[place] for place in self.places}
        return [kind for number, kind in enumerate(self._table.kinds) if number in present]


def packed(units: Iterable[Unit]) -> Units:
    """A table of units as one text."""
    table = _Table(units)
    return Units(table, range(len(table.kind)))


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
