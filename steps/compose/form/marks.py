"""Conditional formats that speak while the form is filled: a required blank, a differing name.

Every formula stands for the first line of the body; Excel shifts it down the lines.
"""

from __future__ import annotations

from functools import lru_cache

from schema.campaign import Campaign
from schema.documents import Area, Mark, Style
from steps.compose import look
from steps.compose.form.lists import general_name
from steps.compose.form.needs import Need, needs
from steps.compose.form.plan import Frame

_YELLOW, _ORANGE = Style(fill=look.MISSING), Style(fill=look.DIFFERENT)


@lru_cache(maxsize=64)  # many senders have as many units
def marks(campaign: Campaign, body: Area) -> tuple[Mark, ...]:
    """Required blanks are yellow, a name that differs from the expected one is orange."""
    frame = Frame(campaign.row_columns)
    found = [
        _mark(frame, need.column.field, body, _needed(need, frame, body), _YELLOW)
        for need in needs(campaign)
    ]
    if named := frame.named:
        typed, wanted = _at(frame.at(named.field) or 0, body), _at(frame.expected, body)
        differs = f'{typed}<>"",{wanted}<>"",NOT(EXACT({typed},{wanted}))'
        found.append(_mark(frame, named.field, body, differs, _ORANGE))
    return tuple(found)


def _mark(frame: Frame, field: str, body: Area, condition: str, style: Style) -> Mark:
    col = frame.at(field) or 0
    area = Area(body.top, col, body.bottom, col)
    return Mark(area, "formula", f"=AND({condition})", style)


def _needed(need: Need, frame: Frame, body: Area) -> str:
    """When a blank of this column is wrong, as arguments of AND."""
    cell, unit = _cell(frame, need.column.field, body), _at(1, body)
    said = f'AND({unit}<>"",COUNTA({_at(2, body)}:{_at(frame.expected - 1, body)})>0)'
    if need.column.repeats:  # a further operator's line has no unit, but must be whole
        again = ",".join(_cell(frame, c.field, body) for c in frame.columns if c.repeats)
        said = f"OR({said},AND(NOT(ISTEXT({_at(0, body)})),COUNTA({again})>0))"
    parts = [f"LEN(TRIM({cell}))=0", said, _when(need, frame, body)]
    if need.carried:  # the sender's own may stand on sheet 1 instead
        here = f"ROW()<>ROW(${look.column_name(1)}${body.top + 1})"
        parts.append(f"OR({here},LEN({general_name(need.column.field)})=0)")
    return ",".join(parts)


def _when(need: Need, frame: Frame, body: Area) -> str:
    tests = [
        f'{_cell(frame, field, body)}="{choice}"'
        for field, choices in need.holding.items()
        for choice in choices
    ]
    return f"OR({','.join(tests)})" if tests else "TRUE"


def _cell(frame: Frame, field: str, body: Area) -> str:
    return _at(frame.at(field) or 0, body)


def _at(col: int, body: Area) -> str:
    return f"${look.address(body.top, col)}"
