"""Conditional formats that speak while the form is filled: a required blank, a differing name.

Every formula stands for the first line of the body; Excel shifts it down the lines.
"""

from __future__ import annotations

from typing import Any

from schema.campaign import Campaign
from schema.columns import ALWAYS, Column, Row
from schema.documents import Area, Mark, Style
from steps.compose import look
from steps.compose.form.lists import general_name
from steps.compose.form.plan import Frame

_YELLOW, _ORANGE = Style(fill=look.MISSING), Style(fill=look.DIFFERENT)


def put_marks(draft: look.Draft, campaign: Campaign, frame: Frame, body: Area) -> None:
    """Mark required blanks yellow, and a name that differs from the expected one orange."""
    for column in frame.columns:
        condition = _needed(campaign, frame, column, body)
        if condition:
            _mark(draft, frame, column.field, body, condition, _YELLOW)
    if named := frame.named:
        typed, wanted = _at(frame.at(named.field) or 0, body), _at(frame.expected, body)
        differs = f'{typed}<>"",{wanted}<>"",NOT(EXACT({typed},{wanted}))'
        _mark(draft, frame, named.field, body, differs, _ORANGE)


def _mark(
    draft: look.Draft, frame: Frame, field: str, body: Area, condition: str, style: Style
) -> None:
    col = frame.at(field) or 0
    area = Area(body.top, col, body.bottom, col)
    draft.marks.append(Mark(area, "formula", f"=AND({condition})", style))


def _needed(campaign: Campaign, frame: Frame, column: Column, body: Area) -> str:
    """When a blank of this column is wrong, as arguments of AND; "" = never."""
    when = _when(campaign.rows, frame, column, body)
    if not when or column.field == "unit":
        return ""
    cell, unit = _at(frame.at(column.field) or 0, body), _at(1, body)
    said = f'AND({unit}<>"",COUNTA({_at(2, body)}:{_at(frame.expected - 1, body)})>0)'
    if column.repeats:  # a further operator's line has no unit, but must be whole
        again = ",".join(_at(frame.at(c.field) or 0, body) for c in frame.columns if c.repeats)
        said = f"OR({said},COUNTA({again})>0)"
    parts = [f"LEN(TRIM({cell}))=0", said, when]
    if column.field in campaign.carried:  # the sender's own may stand on sheet 1 instead
        here = f"ROW()<>ROW(${look.column_name(1)}${body.top + 1})"
        parts.append(f"OR({here},LEN({general_name(column.field)})=0)")
    return ",".join(parts)


def _when(model: type[Row], frame: Frame, column: Column, body: Area) -> str:
    if column.must == ALWAYS:
        return "TRUE"
    tests = [
        f'{_at(frame.at(field) or 0, body)}="{value}"'
        for field, value in _holding(model, frame, column.must)
    ]
    return f"OR({','.join(tests)})" if tests else ""


def _holding(model: type[Row], frame: Frame, condition: str) -> list[tuple[str, str]]:
    """The choices that bring a condition of the row model about: the model itself is asked."""
    return [
        (column.field, value)
        for column in frame.columns
        for value in column.kind.choices
        if condition and getattr(_row(model, column.field, value), condition, False)
    ]


def _at(col: int, body: Area) -> str:
    return f"${look.address(body.top, col)}"


def _row(model: type[Row], field: str, value: object) -> Row:
    values: dict[str, Any] = {field: value}
    return model.model_construct(**values)
