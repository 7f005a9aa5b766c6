"""Every unit of the registry (pure) with the row that counts for it, and what is counted of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial

from schema.campaign import Campaign
from schema.records import Checked, Standing
from schema.settings import Settings
from schema.summary import UnitResult
from schema.units import Unit


def units(
    counting: Mapping[str, Checked], settings: Settings, valid: Mapping[str, datetime]
) -> tuple[UnitResult, ...]:
    """Each unit in official order; `valid`: unit -> when its first version without errors came."""
    figured = cache(partial(_figured, settings.campaign))  # few differ, and units share them
    return tuple(
        _unit(unit, counting.get(unit.code), valid.get(unit.code), settings, figured)
        for unit in settings.registry.reporting
    )


Figured = tuple[Mapping[str, bool | None], Mapping[str, int]]


def _unit(
    unit: Unit,
    row: Checked | None,
    valid: datetime | None,
    settings: Settings,
    figured: Callable[..., Figured],
) -> UnitResult:
    standing = settings.campaign.counted(row).standing if row else None
    indicators, figures = figured(unit.level, standing)
    on_time = row is not None and valid is not None and valid <= settings.due
    code = row.unit if row else unit.code  # the one that is held already
    return UnitResult(code, row, indicators, valid if row else None, on_time, figures)


def _figured(campaign: Campaign, level: str, standing: Standing | None) -> Figured:
    """What is counted of a unit of one level."""
    holds, figures = standing or Standing((), (0,) * len(campaign.sums))
    added = zip(campaign.sums, figures, strict=True)
    return (
        {i.code: i.code in holds if level in i.levels else None for i in campaign.indicators},
        {total.code: figure for total, figure in added if level in total.levels},
    )
