"""Values that stay packed until they are asked for: a run holds what thousands of files say.

Pickle, but for the values of `schema.records` and moments only: opened bytes can make nothing else
(Python library reference, `pickle`, "Restricting Globals").
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from inspect import getmembers, isclass
from typing import Any

OPEN = 64  # bundles that stay open: steps go through the units sender by sender, file by file
_FAST = 1  # zlib's level: a fifth of the size for little time


@dataclass(frozen=True, slots=True)
class Kept:
    """One value of a bundle."""

    bundle: bytes
    number: int

    def open(self) -> Any:
        """The value itself."""
        return _opened(self.bundle)[self.number]


def kept(values: Iterable[object]) -> tuple[Kept, ...]:
    """The values in one bundle, in their order."""
    together = tuple(values)
    bundle = dumped(together)
    return tuple(Kept(bundle, number) for number in range(len(together)))


def opened(value: Any) -> Any:
    """A value that may be kept, open."""
    return value.open() if isinstance(value, Kept) else value


def dumped(value: object) -> bytes:
    """The bytes of a value."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _FAST)


def loaded(data: bytes) -> Any:
    """The value that these bytes hold.

    Raises:
        pickle.UnpicklingError: they are not what `dumped` makes of values that may flow.
    """
    try:
        return _Opener(io.BytesIO(zlib.decompress(data))).load()
    except pickle.UnpicklingError:
        raise
    except Exception as fault:  # damaged pickles raise whatever their opcodes stumble over
        raise pickle.UnpicklingError(type(fault).__name__) from None


@lru_cache(maxsize=OPEN)
def _opened(bundle: bytes) -> tuple[Any, ...]:
    values: tuple[Any, ...] = loaded(bundle)
    return values


class _Opener(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """A class of a value that may flow.

        Raises:
            pickle.UnpicklingError: it is none.
        """
        if name not in _known().get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        found: type = super().find_class(module, name)
        return found


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """The classes that values are made of, by module."""
    from schema import records  # noqa: PLC0415 - whose rows are kept here

    flowing = (n for n, kind in getmembers(records, isclass) if kind.__module__ == records.__name__)
    return {
        records.__name__: frozenset(flowing),
        __name__: frozenset({Kept.__name__}),
        "datetime": frozenset({"date", "datetime", "timedelta", "timezone"}),
    }
