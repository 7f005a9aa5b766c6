"""An index of things that holds no keys: of a country's units it takes twelve bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Index(Generic[Thing]):
    """Things by a key of theirs: the digests of the keys in order, each with its thing's place.

    Workers share it as it is, for looking up touches nothing in it; a dictionary of lists takes
    twenty times as much, and each worker would soon have a copy of its own.
    """

    def __init__(
        self,
        things: Sequence[Thing],
        key: Callable[[Thing], Hashable],
        keys: Iterable[Hashable] | None = None,
    ) -> None:
        """Index things by this key; `keys` are those of all of them, where they are known."""
        self._things, self._key = things, key
        digests = array("q", map(hash, map(key, things) if keys is None else keys))
        self._places = array("I", sorted(range(len(digests)), key=digests.__getitem__))
        self._digests = array("q", map(digests.__getitem__, self._places))

    def get(self, key: Hashable) -> list[Thing]:
        """The things of this key, in their order."""
        near = self._near(hash(key))
        return [thing for at in near if self._key(thing := self._things[at]) == key]

    def places(self, key: Hashable) -> list[int]:
        """Where the things of this key stand."""
        return [at for at in self._near(hash(key)) if self._key(self._things[at]) == key]

    def _near(self, digest: int) -> Sequence[int]:
        first = bisect_left(self._digests, digest)
        return self._places[first : bisect_right(self._digests, digest, first)]
