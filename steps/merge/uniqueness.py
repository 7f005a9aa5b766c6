"""Uniqueness (pure): what no two units may share."""

from __future__ import annotations

from schema.campaign import Unique
from schema.records import Checked, Finding
from schema.settings import Settings


def unshared(
    counting: dict[str, Checked], settings: Settings
) -> tuple[dict[str, Checked], list[Finding]]:
    """Rows that share what must be unique lose it: an error on each of them."""
    unique = settings.campaign.unique
    if unique is None:
        return counting, []
    users: dict[str, list[Checked]] = {}
    for row in counting.values():
        if (key := settings.campaign.counted(row).key) is not None:
            users.setdefault(key, []).append(row)
    kept, found = dict(counting), []
    for rows in (rows for rows in users.values() if len(rows) > 1):
        for row in rows:
            found.append(_shared(row, rows, unique, settings))
            good = {name: value for name, value in row.values.items() if name != unique.field}
            kept[row.unit] = row.saying(values=good)
    return kept, found


def _shared(row: Checked, rows: list[Checked], unique: Unique, settings: Settings) -> Finding:
    titles = {code: unit.title for code, unit in settings.registry.by_code.items()}
    column = next(c for c in settings.campaign.row_columns if c.field == unique.field)
    others = ", ".join(titles[other.unit] for other in rows if other is not row)
    return Finding(
        code=unique.code,
        file=row.source.file,
        sheet=row.source.sheet,
        cell=row.cells.get(column.field),
        unit=row.unit,
        field=column.field,
        found=row.found[column.field],
        details={"label": column.title, "unit": titles[row.unit], "others": others},
    )
