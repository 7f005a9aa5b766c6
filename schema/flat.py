"""A value as bytes that depend on what it says only, not on which of its parts are one object.

What is packed in it (`schema.kept`) stays packed, and each bundle is held once.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from schema.kept import Bundle, Kept


def flat(value: object) -> bytes:
    """The bytes of a value."""
    target = io.BytesIO()
    pickler = _Pickler(target)
    pickler.dump(value)
    bundles = [one if isinstance(one, bytes) else one.read() for one in pickler.bundles]
    return pickle.dumps((target.getvalue(), bundles), pickle.HIGHEST_PROTOCOL)


def raised(data: bytes) -> Any:
    """The value of these bytes, which this run has made itself."""
    told, bundles = pickle.loads(data)  # noqa: S301 - this run's own
    return _Unpickler(told, bundles).load()


class _Pickler(pickle.Pickler):
    """Names what is packed by the numbers of its bundles; remembers no object (`fast`)."""

    def __init__(self, target: io.BytesIO) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self.fast = True
        self.bundles: dict[Bundle, int] = {}

    def persistent_id(self, value: object) -> tuple[tuple[int, ...], int] | None:
        if not isinstance(value, Kept):
            return None
        numbers = (self.bundles.setdefault(one, len(self.bundles)) for one in value.bundles)
        return tuple(numbers), value.number


class _Unpickler(pickle.Unpickler):
    def __init__(self, told: bytes, bundles: list[bytes]) -> None:
        super().__init__(io.BytesIO(told))
        self._bundles = bundles

    def persistent_load(self, named: tuple[tuple[int, ...], int]) -> Kept:
        numbers, number = named
        return Kept(tuple(self._bundles[one] for one in numbers), number)
