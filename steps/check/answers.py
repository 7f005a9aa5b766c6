"""What the sender answered in a returned workbook: its ticked proposals, put into their cells."""

from __future__ import annotations

from collections.abc import Iterator

from schema.readings import Answer, RawRow, Reading, text_of
from schema.returned import digest
from steps.check.desk import Desk


def applied(reading: Reading, desk: Desk) -> tuple[Reading, int]:
    """The reading with the accepted proposals, and how many there are; foreign answers are lost.

    A proposal is taken only where the cell still says what was faulty.
    """
    if not reading.answers:
        return reading, 0
    ours = {unit.code for unit in desk.about.registry.of_sender(desk.sender.code)}
    answers = tuple(answer for answer in reading.answers if answer.unit in ours)
    rows, general, count = list(reading.rows), reading.general, 0
    units = list(_units(rows, desk))
    for answer in (answer for answer in answers if answer.accepted):
        if answer.place == "general":
            if general and _is_faulty(general, answer):
                general, count = _corrected(general, answer), count + 1
            continue
        for index, row in enumerate(rows):
            if units[index] == answer.unit and _is_faulty(row, answer):
                rows[index], count = _corrected(row, answer), count + 1
                break
    return reading._replace(rows=tuple(rows), general=general, answers=answers), count


def _units(rows: list[RawRow], desk: Desk) -> Iterator[str]:
    """The unit of each row by its preprinted title; a further line has that of the line above."""
    codes = {u.title: u.code for u in desk.about.registry.of_sender(desk.sender.code)}
    unit = ""
    for row in rows:
        title = row.values.get("unit")
        unit = unit if title is None or row.joined else codes.get(str(title).strip(), "")
        yield unit


def _is_faulty(row: RawRow, answer: Answer) -> bool:
    known = answer.field in row.cells and answer.field != "unit"
    return known and digest(text_of(row.values.get(answer.field))) == answer.found


def _corrected(row: RawRow, answer: Answer) -> RawRow:
    """The row with one accepted proposal, as if it had been typed."""
    links = {name: link for name, link in row.links.items() if name != answer.field}
    fonts = {name: font for name, font in row.fonts.items() if name != answer.field}
    values = {**row.values, answer.field: answer.accepted}
    return row._replace(values=values, links=links, fonts=fonts)
