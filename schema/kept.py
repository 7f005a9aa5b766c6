"""Values that stay packed until they are asked for: a run holds what thousands of files say.

Pickle, but for values of `schema.readings` and `schema.records`, and moments: opened bytes can make
nothing else (Python library reference, `pickle`, "Restricting Globals").
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from inspect import getmembers, isclass
from typing import Any, NamedTuple, Protocol

OPEN = 64  # bundles that stay open: steps go through the units sender by sender, file by file
_FAST = 1  # zlib's level: a fifth of the size for little time


class Aside(Protocol):
    """Bytes that are not in memory."""

    def __hash__(self) -> int: ...

    def read(self) -> bytes:
        """The bytes."""
        ...


Bundle = bytes | Aside


class Kept(NamedTuple):
    """What is packed of one thing: the same place in one bundle or more."""

    bundles: tuple[Bundle, ...]
    number: int


def kept(*parts: Iterable[object]) -> Iterator[Kept]:
    """Things packed side by side, each part in a bundle of its own: it is opened alone."""
    values = [tuple(part) for part in parts]
    bundles = tuple(map(dumped, values))
    return (Kept(bundles, number) for number in range(len(values[0])))


def opened(value: Any, part: int = 0) -> Any:
    """A value that may be kept, open."""
    return _opened(value.bundles[part])[value.number] if isinstance(value, Kept) else value


def dumped(value: object, level: int = _FAST) -> bytes:
    """The bytes of a value; of level 0 where most of them are packed already."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), level)


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
def _opened(bundle: Bundle) -> tuple[Any, ...]:
    values: tuple[Any, ...] = loaded(bundle if isinstance(bundle, bytes) else bundle.read())
    return values


class _Opener(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """What makes a value that may flow; nothing is imported for it.

        Raises:
            pickle.UnpicklingError: it is none.
        """
        try:
            return _known()[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no value") from None


@cache
def _known() -> Mapping[tuple[str, str], Callable[..., object]]:
    """What values are made by, by module and name."""
    from schema import readings, records  # noqa: PLC0415 - whose values are kept here

    own = (
        kind
        for module in (readings, records)
        for _, kind in getmembers(module, isclass)
        if kind.__module__ == module.__name__
    )
    makers: tuple[Any, ...] = (*own, records.standing, Kept, date, datetime, timedelta, timezone)
    return {(maker.__module__, maker.__name__): maker for maker in makers}
