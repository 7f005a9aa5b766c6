"""Which columns a unit must fill, and when: what the yellow marks and the counts are made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from schema.campaign import Campaign
from schema.columns import ALWAYS, Column, Row
from schema.documents import Shown
from schema.settings import Settings

Values = Mapping[str, Shown]


class Need(NamedTuple):
    """One column that must be filled: always, or where another cell holds one of these choices."""

    column: Column
    holding: Mapping[str, tuple[str, ...]]  # field -> its choices that ask for it; {} = always
    carried: bool  # the sender's own may stand on sheet 1 instead

    def lacks(self, values: Values) -> bool:
        """Whether a line lacks it; a deciding cell that is still blank excuses from nothing."""
        return is_blank(values.get(self.column.field)) and (
            not self.holding
            or any(
                is_blank(values.get(field)) or _key(values.get(field)) in map(_key, choices)
                for field, choices in self.holding.items()
            )
        )


@cache
def needs(campaign: Campaign) -> tuple[Need, ...]:
    """The needs of a line, left to right; the unit itself is not one: it makes the line."""
    found = []
    for column in campaign.row_columns:
        holding = _holding(campaign, column.must)
        if column.field != "unit" and (column.must == ALWAYS or holding):
            found.append(Need(column, holding, column.field in campaign.carried))
    return tuple(found)


def general_needs(settings: Settings) -> tuple[Column, ...]:
    """The lines of sheet 1 that must be filled, and the sender."""
    needed = (ALWAYS, settings.registry.levels[0])
    return tuple(
        column
        for column in settings.campaign.general_columns
        if column.must in needed or column.field == "unit"
    )


def is_blank(value: Shown) -> bool:
    """Whether LEN(TRIM(cell)) is 0."""
    return value is None or not str(value).strip(" ")


def _key(value: Shown) -> str:
    return str(value).casefold()  # as Excel's = compares


def _holding(campaign: Campaign, condition: str) -> dict[str, tuple[str, ...]]:
    """The choices that bring a condition of the row model about: the model itself is asked."""
    if condition in ("", ALWAYS):
        return {}
    found = {
        column.field: tuple(
            value
            for value in column.kind.choices
            if getattr(_row(campaign.rows, column.field, value), condition, False)
        )
        for column in campaign.row_columns
    }
    return {field: choices for field, choices in found.items() if choices}


def _row(model: type[Row], field: str, value: object) -> Row:
    values: dict[str, Any] = {field: value}
    return model.model_construct(**values)
