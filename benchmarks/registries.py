"""Invented registries, where the country's 705 districts are not enough: one table of CSV each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from examples.people import draw
from schema.unit_tables import TABLES

PROVINCE = "99"
_FIELDS = ("code", "level", "type", "name", "parent", "valid_from", "valid_to")
_KINDS = ("xã", "xã", "xã", "phường", "thị trấn")


def write(path: Path, districts: int, communes: int) -> None:
    """Write a registry of one province with so many districts and so many communes in each.

    Names are made of the syllables of the country's real commune names; none comes twice.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_FIELDS)
        table.writerows((*unit, "2021-07-01", "") for unit in _units(districts, communes))


def _units(districts: int, communes: int) -> Iterator[tuple[str, ...]]:
    names = _names()
    yield PROVINCE, "province", "tỉnh", "Thử Nghiệm", ""
    for district in range(1, districts + 1):
        code = f"{100 + district:05d}"
        yield code, "district", "huyện", next(names), PROVINCE
        for place in range(communes):
            number = (district - 1) * communes + place + 1
            yield f"{number:06d}", "commune", _KINDS[number % 5], next(names), code


def _names() -> Iterator[str]:
    """Two syllables each, over a million different pairs, in the same order on every run."""
    with (TABLES / "vietnam_2021.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"].split() for row in csv.DictReader(lines) if row["level"] == "commune"]
    pairs = [name for name in names if len(name) == 2 and all(w.isalpha() for w in name)]
    first, second = ([*dict.fromkeys(pair[place] for pair in pairs)] for place in (0, 1))
    draw("syllables").shuffle(second)
    return (f"{one} {other}" for other in second for one in first if one != other)
