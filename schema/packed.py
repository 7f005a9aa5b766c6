"""What one file brings, as bytes: it travels between processes and is remembered between runs.

Pickle, but for the values of `schema.records` and moments only: opened bytes can make nothing else
(Python library reference, `pickle`, "Restricting Globals").
"""

from __future__ import annotations

import io
import pickle
import zlib
from inspect import getmembers, isclass

from schema import records
from schema.records import DistrictReturn

_FAST = 1  # zlib's level: a fifth of the size for little time
_VALUES = {
    name for name, kind in getmembers(records, isclass) if kind.__module__ == records.__name__
}
_MOMENTS = {"date", "datetime", "timedelta", "timezone"}


class _Opener(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """A class of a value that may flow.

        Raises:
            pickle.UnpicklingError: it is none.
        """
        known = {"schema.records": _VALUES, "datetime": _MOMENTS}
        if name not in known.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        found: type = super().find_class(module, name)
        return found


def packed(judged: DistrictReturn) -> bytes:
    """The bytes of what one file brings."""
    return zlib.compress(pickle.dumps(judged, pickle.HIGHEST_PROTOCOL), _FAST)


def opened(data: bytes) -> DistrictReturn:
    """What these bytes hold.

    Raises:
        pickle.UnpicklingError: they are not what `packed` makes.
    """
    try:
        judged = _Opener(io.BytesIO(zlib.decompress(data))).load()
    except pickle.UnpicklingError:
        raise
    except Exception as fault:  # damaged pickles raise whatever their opcodes stumble over
        raise pickle.UnpicklingError(type(fault).__name__) from None
    if not isinstance(judged, DistrictReturn):
        raise pickle.UnpicklingError(type(judged).__name__)
    return judged
