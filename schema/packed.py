"""What one file brings, as bytes: it travels between processes and is remembered between runs."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cache
from typing import Any

from schema.kept import Bundle, Kept, dumped, kept, loaded
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


def aside(judged: DistrictReturn, lay: Callable[[bytes], Bundle]) -> DistrictReturn:
    """The same, each of its bundles laid somewhere else."""
    elsewhere = cache(lambda bundles: tuple(map(lay, bundles)))  # a file's rows share theirs

    def moved(value: object) -> Any:
        return Kept(elsewhere(value.bundles), value.number) if isinstance(value, Kept) else value

    rows = []
    for row in judged.rows:
        said = moved(row.said)
        rows.append(row._replace(said=said, typed=said))
    return judged._replace(rows=tuple(rows), typed=moved(judged.typed))
