"""An OLE compound file, its tables followed by ourselves before any reader sees it ([MS-CFB]).

A half-copied file leads beyond its own end, or is full of zeros that read as links to sector 0, on
which calamine runs in a circle for ever: here every chain has a greatest length.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

HEADER = 512
POWERS = {3: 9, 4: 12}  # version -> the size of its sectors as a power of 2
LAST = 0xFFFFFFFA  # the greatest number that a sector can have; beyond are marks (end, free ...)
LISTED = 109  # entries of the DIFAT in the header
SMALL, PIECE = 4_096, 64  # a stream under SMALL bytes stands in the mini stream, in such pieces
ENTRY, ROOT, STREAM = 128, 5, 2


class CutError(ValueError):
    """The file leads beyond its own end: it is not whole."""


class TangledError(ValueError):
    """A table leads in a circle, to two places at once or to none."""


class Entry(NamedTuple):
    """A directory entry; `left`, `right` are its neighbours, `child` is the first one inside."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The tables of a compound file, each one read and checked when it is needed.

    Raises:
        CutError: the file is not whole.
        TangledError: a table makes no sense.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < HEADER:
            raise CutError("header")
        version, order, power = struct.unpack_from("<26x3H", data)
        if order != 0xFFFE or POWERS.get(version) != power:
            raise TangledError("header")
        self._data, self._sector = data, 1 << power
        self._tables, self._directory = struct.unpack_from("<44x2L", data)
        self._small, self._listing, self._listings = struct.unpack_from("<60xL4x2L", data)
        self._listed = struct.unpack_from(f"<76x{LISTED}L", data)

    @cached_property
    def streams(self) -> dict[str, Entry]:
        """The streams of the topmost level (not of embedded objects) by their lower-case names."""
        found: dict[str, Entry] = {}
        waiting, seen = [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries):
                if number in seen:
                    raise TangledError("directory")
                seen.add(number)
                entry = self._entries[number]
                waiting += [entry.left, entry.right]
                found.setdefault(entry.name.lower(), entry)
        return found

    def read(self, name: str) -> bytes:
        """The bytes of a stream, by its lower-case name, as many as its entry promises.

        Raises:
            KeyError: there is none of this name.
        """
        entry = self.streams[name]
        if entry.size < SMALL:
            return self._mini(entry)
        chain = self._chain(entry.start, self._fat, -(-entry.size // self._sector))
        self._is_nobody_elses(chain)
        self._is_filled(chain)
        return self._joined(chain, entry.size)

    def _mini(self, entry: Entry) -> bytes:
        links = _numbers(self._table(self._small))
        root = self._entries[0]
        whole = self._joined(self._chain(root.start, self._fat), root.size)
        chain = self._chain(entry.start, links, -(-entry.size // PIECE))
        found = b"".join(whole[PIECE * n : PIECE * n + PIECE] for n in chain)
        if len(found) < entry.size:
            raise CutError(entry.name)
        return found[: entry.size]

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        table = self._table(self._directory)
        entries = tuple(_entry(table[at : at + ENTRY]) for at in range(0, len(table), ENTRY))
        if not entries or entries[0].kind != ROOT:
            raise TangledError("root")
        return entries

    @cached_property
    def _fat(self) -> Sequence[int]:
        """Which sector follows which."""
        return _numbers(b"".join(self._full(number) for number in self._difat()))

    def _difat(self) -> list[int]:
        """The sectors that the table of sectors stands in."""
        listed, following = [*self._listed], self._listing
        for _ in range(min(self._listings, len(self._data) // self._sector)):
            *more, following = _numbers(self._full(following))
            listed += more
        if self._tables > len(listed):
            raise TangledError("DIFAT")
        return listed[: self._tables]

    def _table(self, first: int) -> bytes:
        chain = self._chain(first, self._fat)
        return self._joined(chain, len(chain) * self._sector)

    def _chain(self, first: int, links: Sequence[int], most: int | None = None) -> list[int]:
        """The numbers of a chain, to its end, or exactly the first `most` of them."""
        chain, number = list[int](), first
        while number <= LAST and (most is None or len(chain) < most):
            if number >= len(links):
                raise CutError("chain")
            if len(chain) == len(links):
                raise TangledError("chain")
            chain.append(number)
            number = links[number]
        if most is not None and len(chain) < most:
            raise TangledError("chain")
        return chain

    def _is_nobody_elses(self, chain: Sequence[int]) -> None:
        """A sector that two chains lead to holds what at least one of them does not mean."""
        ways = Counter(self._fat)
        ways.update(e.start for e in self._entries if e.kind == STREAM and e.size >= SMALL)
        if sum(ways[number] for number in chain) != len(chain):
            raise TangledError("two chains")

    def _is_filled(self, chain: Sequence[int]) -> None:
        """The zeros that a file ends in are a stream's end or none of it, never its middle."""
        filled = len(self._data.rstrip(b"\0"))
        blank = [number for number in chain if (number + 1) * self._sector >= filled]
        if blank != chain[len(chain) - len(blank) :]:
            raise CutError("zeros")

    def _joined(self, chain: Sequence[int], size: int) -> bytes:
        """So many bytes of these sectors; only the very last byte used may end the file."""
        pieces = [self._at(number) for number in chain]
        whole = b"".join(pieces)
        if len(whole) < size or any(len(piece) < self._sector for piece in pieces[:-1]):
            raise CutError("sector")
        return whole[:size]

    def _full(self, number: int) -> bytes:
        return self._joined([number], self._sector)

    def _at(self, number: int) -> bytes:
        if number > LAST:
            raise TangledError("a mark where a sector should be")
        begin = (number + 1) * self._sector
        return self._data[begin : begin + self._sector]


def _numbers(table: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(table) // 4}L", table)


def _entry(raw: bytes) -> Entry:
    length, kind, left, right, child, start, size = struct.unpack("<64xHBx3L36xLQ", raw)
    name = raw[: min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
    return Entry(name, kind, left, right, child, start, size & 0xFFFFFFFF)
