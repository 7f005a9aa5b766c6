"""Uniqueness (pure): what no two units may share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from schema.campaign import Campaign, Unique
from schema.records import Checked, Finding
from schema.settings import Settings


def unshared(
    counting: dict[str, Checked], settings: Settings
) -> tuple[dict[str, Checked], list[Finding]]:
    """Rows that share what must be unique lose it: an error on each of them."""
    unique = settings.campaign.unique
    if unique is None:
        return counting, []
    kept, found = dict(counting), []
    for rows in _sharing(counting.values(), unique, settings.campaign):
        for row in rows:
            found.append(_shared(row, rows, unique, settings))
            good = {name: value for name, value in row.values.items() if name != unique.field}
            kept[row.unit] = row.saying(values=good)
    return kept, found


def _sharing(
    rows: Collection[Checked], unique: Unique, campaign: Campaign
) -> Iterator[list[Checked]]:
    """The rows that share it, group by group; only those of one digest are looked at."""
    digests = Counter(campaign.counted(row).key for row in rows)
    del digests[None]  # shared by those who say nothing
    users: dict[str | None, list[Checked]] = {}
    for row in rows:
        if digests[campaign.counted(row).key] > 1:
            users.setdefault(unique.of(row), []).append(row)
    return (same for key, same in users.items() if key is not None and len(same) > 1)


def _shared(row: Checked, rows: list[Checked], unique: Unique, settings: Settings) -> Finding:
    units = settings.registry.by_code
    column = next(c for c in settings.campaign.row_columns if c.field == unique.field)
    others = ", ".join(units[other.unit].title for other in rows if other is not row)
    return Finding(
        code=unique.code,
        file=row.source.file,
        sheet=row.source.sheet,
        cell=row.cells.get(column.field),
        unit=row.unit,
        field=column.field,
        found=row.found[column.field],
        details={"label": column.title, "unit": units[row.unit].title, "others": others},
    )
