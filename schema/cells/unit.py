"""The unit's own two kinds of cell: which unit it is, and the name of its page."""

from __future__ import annotations

from collections.abc import Mapping

from schema import naming
from schema.columns import Kind
from schema.readings import Value
from schema.units import Registry, Unit
from schema.verdicts import About, Verdict


def judge_unit(value: Value, about: About) -> Verdict:
    """Which unit the cell names, inside the sender's own units first."""
    level = about.unit.level if about.unit else about.sender.level if about.sender else None
    match = naming.find_unit(value, about.registry, about.sender, level, about.encoding)
    return Verdict(match.unit.title if match.unit else None, match.remarks)


def expected_name(unit: Unit, registry: Registry, patterns: Mapping[str, str]) -> str:
    """The page name that the settings' pattern gives a unit."""
    return naming.page_name(unit, registry, patterns[unit.level])


UNIT = Kind("unit", judge_unit, format="@", privacy="open")
PAGE_NAME = Kind("page name", naming.judge, format="@", privacy="open", expected=expected_name)
