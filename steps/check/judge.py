"""One unit's lines through the row model: every pydantic error becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import create_model

from schema.columns import Column, Judging, Noted, Row, columns
from schema.findings import is_error
from schema.longest import LONGEST, SURE, shortened
from schema.readings import RawRow, Value, text_of
from schema.records import Checked, Finding, Said, Source
from schema.units import Unit
from schema.verdicts import Remark
from steps.check.desk import Desk, same
from steps.check.groups import Group, lines

Judged = tuple[Mapping[str, object], list[Finding]]


def judge(
    desk: Desk, model: type[Row], row: RawRow, unit: Unit | None, excused: frozenset[str]
) -> Judged:
    """The good values by field, and the findings, of one line under one row model."""
    context = Judging(desk.about._replace(unit=unit), desk.hints(row, unit), excused)
    fields = {column.field: column for column in columns(model)}
    given = {name: value for name, value in row.values.items() if name in fields}
    kept = model.model_validate(given, context=context)
    values = {name: value for name in fields if (value := getattr(kept, name)) is not None}
    return values, findings(desk, row, context, fields, unit, values)


def findings(
    desk: Desk,
    row: RawRow,
    context: Judging,
    fields: Mapping[str, Column],
    unit: Unit | None,
    values: Mapping[str, object],
) -> list[Finding]:
    """The findings of one line; each notice carries the cell's final text."""
    found = []
    for noted in (*context.errors, *context.notices):
        finding = desk.finding(row, noted, fields[noted.field], unit)
        if not is_error(finding.code):
            finding = finding._replace(value=text_of(values.get(noted.field)))
        found.append(finding)
    return found


@cache
def further(model: type[Row]) -> type[Row]:
    """The model of a unit's further lines: the columns that may repeat, and no other."""
    fields: dict[str, Any] = {
        c.field: (Annotated[object, c], None) for c in columns(model) if c.repeats
    }
    return create_model(f"Further{model.__name__}", __base__=Row, **fields)


def unit_row(
    desk: Desk, group: Group, excused: frozenset[str], carried: Mapping[str, object]
) -> Checked:
    """Judge one unit: its own line, its further lines, and what they contradict.

    `carried` are the good values that sheet 1 gives for fields that the line leaves blank.
    """
    model, unit = desk.campaign.rows, group.unit
    top = _filled_down(group, model)
    values, found = judge(desk, model, top, unit, excused | frozenset(carried))
    found += [_noted(desk, group, noted) for noted in group.noted]
    conflicts = [f for line in group.lines[1:] for f in _conflicts(desk, top, line, unit, model)]
    more: list[Mapping[str, object]] = []
    repeated = tuple(c.field for c in columns(model) if c.repeats)
    for line in lines(group, repeated):
        good, wrong = judge(desk, further(model), line, unit, excused)
        more.append(good)
        found += wrong
    found += _crowded(desk, group, top, values, more)
    contradicted = {f.field for f in conflicts}
    faulty = {f.cell for f in (*found, *conflicts) if is_error(f.code)}
    return Checked(
        unit=unit.code,
        source=Source(desk.file, top.sheet, group.top.number),
        said=Said(
            values={**carried, **{k: v for k, v in values.items() if k not in contradicted}},
            found={n: text_of(v) for n, v in top.values.items() if v is not None},
            cells=top.cells,
            more=tuple(more),
        ),
        findings=tuple(found + conflicts),
        typed=tuple(desk.readable(line, faulty) for line in group.lines),
    )


def _crowded(
    desk: Desk, group: Group, top: RawRow, values: Mapping[str, object],
    more: Sequence[Mapping[str, object]],
) -> Iterator[Finding]:  # fmt: skip
    """A notice where a unit's lines are together longer than one cell of the summary can be."""
    for column in columns(desk.campaign.rows) if more else ():
        if not column.repeats:
            continue
        first = values.get(column.field)
        shown = text_of(top.values.get(column.field)) if first is None else column.lines((first,))
        text = f"{shown}\n{column.lines(each.get(column.field) for each in more)}"
        if len(text) > SURE and shortened(text) != text:
            told = {"count": str(1 + len(more)), "most": str(LONGEST)}
            noted = Noted(column.field, Remark("lines_too_many", (), told))
            finding = desk.finding(group.top, noted, column, group.unit)
            yield finding._replace(value=None if first is None else text_of(first))


def _noted(desk: Desk, group: Group, noted: Noted) -> Finding:
    """The finding on the unit's own cell; a notice carries the unit's title."""
    column = next(c for c in desk.campaign.row_columns if c.field == noted.field)
    finding = desk.finding(group.top, noted, column, group.unit)
    return finding if is_error(finding.code) else finding._replace(value=group.unit.title)


def _filled_down(group: Group, model: type[Row]) -> RawRow:
    """The unit's own line; a blank cell takes what a further line says of the same column."""
    if len(group.lines) == 1:
        return group.top
    top, once = group.top, [c.field for c in columns(model) if not c.repeats]
    values: dict[str, Value] = dict(top.values)
    cells = dict(top.cells)
    for line in group.lines[1:]:
        for name in once:
            if values.get(name) is None and line.values.get(name) is not None:
                values[name], cells[name] = line.values[name], line.cells[name]
    return top._replace(values=values, cells=cells)


def _conflicts(
    desk: Desk, top: RawRow, line: RawRow, unit: Unit, model: type[Row]
) -> list[Finding]:
    """A further line that says something else of a column that is filled once a unit."""
    return [
        desk.finding(
            line,
            Noted(column.field, Remark("row_conflict", (), {"first": top.cells[column.field]})),
            column,
            unit,
        )
        for column in columns(model)
        if not column.repeats
        and column.field != "unit"
        and line.values.get(column.field) is not None
        and not same(line.values[column.field], top.values.get(column.field))
    ]
