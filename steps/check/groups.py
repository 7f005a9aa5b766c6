"""Lines -> units: which line belongs to which unit, and which lines are held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schema.columns import Noted
from schema.naming import find_unit
from schema.readings import Leftover, RawRow, Reading, text_of
from schema.records import Count, Finding
from schema.units import Unit
from schema.verdicts import Remark
from steps.check.desk import Desk, same


@dataclass(slots=True)
class Group:
    """The lines of one unit in one file, top line first."""

    unit: Unit
    lines: list[RawRow]
    noted: list[Noted] = field(default_factory=list)

    @property
    def top(self) -> RawRow:
        """The unit's own line."""
        return self.lines[0]


@dataclass(slots=True)
class Groups:
    """All units of a file, the findings of lines held back, and the count of lines."""

    units: dict[str, Group] = field(default_factory=dict)
    held: list[Finding] = field(default_factory=list)
    left: list[Leftover] = field(default_factory=list)  # what the lines held back say
    filled: int = 0  # lines that say something, held-back ones included
    named: int = 0  # lines that name a unit of the sender


def group(reading: Reading, desk: Desk) -> Groups:
    """Sort a file's lines under its units (counting rule 7, within a file)."""
    groups = Groups()
    current: Group | None = None
    for row in reading.rows:
        if row.values.get("unit") is None or row.joined:
            _continue(row, current, groups, desk)
        else:
            current = _begin(row, groups, desk)
    return groups


def count(reading: Reading, groups: Groups, units: Iterable[str], desk: Desk) -> Count:
    """What became of a file's rows, each of the four figures counted by itself."""
    silent = [row for row in reading.rows if not row.says_something(desk.campaign.answers)]
    merged = sum(len(groups.units[unit].lines) for unit in units)
    return Count(len(reading.rows), merged, len(groups.held), len(silent))


def _continue(row: RawRow, current: Group | None, groups: Groups, desk: Desk) -> None:
    """A line without a unit of its own: it goes on with the unit above, or with nobody."""
    if not row.says_something(desk.campaign.answers):
        return
    groups.filled += 1
    if current and (row.joined or _goes_on(row, current.top, desk)):
        current.lines.append(row)
    else:
        _hold(row, Remark("row_unit_missing"), None, groups, desk)


def _begin(row: RawRow, groups: Groups, desk: Desk) -> Group | None:
    about = desk.about
    match = find_unit(
        row.values["unit"], about.registry, about.sender, row.level, desk.encoding(row, "unit")
    )
    says = row.says_something(desk.campaign.answers)
    groups.filled += says
    if match.unit is None:
        if says:
            _hold(row, match.remarks[0], None, groups, desk)
        return None
    sender = about.registry.sender_of(match.unit) if match.unit.parent else None
    if sender != about.sender:
        if says:
            where = {"owner": sender.title if sender else match.unit.title}
            _hold(row, Remark("row_other_sender", (), where), match.unit, groups, desk)
        return None
    groups.named += 1
    return _add(row, match.unit, groups, desk)


def _add(row: RawRow, unit: Unit, groups: Groups, desk: Desk) -> Group | None:
    known = groups.units.get(unit.code)
    answers = desk.campaign.answers
    if known is None or not any(line.says_something(answers) for line in known.lines):
        if row.says_something(answers) or known is None:
            groups.units[unit.code] = Group(unit, [row])
    elif row.says_something(answers):
        if _goes_on(row, known.top, desk):
            known.lines.append(row)
        else:
            twice = Remark(
                "row_unit_twice", (), {"first": str(known.top.number), "second": str(row.number)}
            )
            known.noted.append(Noted("unit", twice))
            _hold(row, twice, unit, groups, desk)
            return None
    return groups.units[unit.code]


def _goes_on(row: RawRow, top: RawRow, desk: Desk) -> bool:
    """Whether it is a further line of the unit: nothing that tells units apart differs."""
    fields = desk.campaign.same
    return bool(fields) and all(
        row.values.get(name) is None or same(row.values.get(name), top.values.get(name))
        for name in fields
    )


def _hold(row: RawRow, remark: Remark, unit: Unit | None, groups: Groups, desk: Desk) -> None:
    column = next(c for c in desk.campaign.row_columns if c.field == "unit")
    groups.held.append(desk.finding(row, Noted("unit", remark), column, unit))
    groups.left += [
        Leftover(row.sheet, row.cells[c.field], text_of(value), c.title)
        for c in desk.campaign.row_columns
        if (value := row.values.get(c.field)) is not None
    ]


def lines(group: Group, fields: tuple[str, ...]) -> Iterator[RawRow]:
    """The further lines of a unit that fill one of these fields."""
    return (row for row in group.lines[1:] if row.says_something(fields))
