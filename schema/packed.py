"""What one file brings, as bytes: it travels between processes and is remembered between runs."""

from __future__ import annotations

import pickle

from schema.kept import dumped, kept, loaded
from schema.records import DistrictReturn


def packed(judged: DistrictReturn) -> bytes:
    """The bytes of what one file brings."""
    rows = judged.rows
    each = kept((row.said for row in rows), (row.lines for row in rows))
    heads = (row._replace(said=one, typed=one) for row, one in zip(rows, each, strict=True))
    (form,) = kept((judged.form,))
    return dumped(judged._replace(rows=tuple(heads), typed=form if judged.form else None), 0)


def opened(data: bytes) -> DistrictReturn:
    """What these bytes hold; what its rows say stays packed until it is asked for.

    Raises:
        pickle.UnpicklingError: they are not what `packed` makes.
    """
    judged = loaded(data)
    if not isinstance(judged, DistrictReturn):
        raise pickle.UnpicklingError(type(judged).__name__)
    return judged
