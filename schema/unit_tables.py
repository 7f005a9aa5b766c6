"""The tables of a registry: `schema/units/<table>.csv` and, where it exists, `<table>_former.csv`.

Columns of the first: code, level, type, name, parent, valid_from, valid_to; GSO codes, bare names.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from schema.unit import COMMUNE, FormerUnit, Unit

TABLES = Path(__file__).with_name("units")
_UNIT = ("valid_from", "valid_to", "code", "level", "type", "name", "parent")
_FORMER = ("type", "name", "parent", "successors", "effective", "source")


def _rows(text: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """The cells of these columns, row by row; csv's own dictionaries take three times as long."""
    rows = csv.reader(io.StringIO(text, newline=""))
    head = next(rows)
    wanted = [head.index(column) for column in columns]
    yield from ([row[at] for at in wanted] for row in rows if row)


def units_in(text: str, day: str) -> Iterator[Unit]:
    """The units of a table that are valid on a day."""
    for begin, end, *told in _rows(text, _UNIT):
        if begin <= day <= (end or day):
            yield Unit(*told)


def tables(table: str) -> list[bytes]:
    """The files of a registry: its units and, where there are any, its former units."""
    both = TABLES / f"{table}.csv", TABLES / f"{table}_former.csv"
    return [path.read_bytes() for path in both if path.exists()]


def sha256(files: Sequence[bytes]) -> str:
    """What stands for the bytes of a registry."""
    return hashlib.sha256(b"\0".join(files)).hexdigest()


def former_in(text: str) -> Iterator[FormerUnit]:
    """The former units of a table."""
    for kind, name, parent, heirs, effective, source in _rows(text, _FORMER):
        day = date.fromisoformat(effective)
        yield FormerUnit(kind, name, parent, tuple(heirs.split()), day, source)


def of_province(text: str, day: str, province: str) -> Iterator[Unit]:
    """The units of one province, itself among them."""
    upper = {unit.code: unit.parent for unit in units_in(text, day) if unit.level != COMMUNE}
    for unit in units_in(text, day):
        top, above = unit.code, unit.parent
        while above in upper:
            top, above = above, upper[above]
        if top == province:
            yield unit
