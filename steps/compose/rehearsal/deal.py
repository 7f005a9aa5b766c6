"""Who gets which trouble: dealt like cards, the same cards for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from schema.practice import people
from schema.practice.mistakes import mistakes
from schema.units import Unit
from steps.compose.rehearsal.drafts import Draft, Office, Planted, Row
from steps.compose.rehearsal.troubles import TROUBLES, moved

_SHARED = ("hai đơn vị cùng ghi một địa chỉ", "two units give the same address")


def dealt(office: Office, senders: Sequence[Unit], silent: Unit) -> list[Draft]:
    """The drafts of all senders but the silent one.

    The first is faultless, the last will come in two versions, the others have the troubles.
    """
    first, *others = [office.draft(sender) for sender in senders]
    last = others.pop() if len(others) > 1 else None
    for trouble, index in zip(TROUBLES, cycle(range(len(others))), strict=False):
        others[index] = trouble(others[index], office, silent)
    others = _shared(_spoilt(others, office), office)
    return [first, *others, *([moved(last, office, silent)] if last else [])]


def _spoilt(drafts: list[Draft], office: Office) -> list[Draft]:
    """Deal each typical mistake of each column to a row of its own, while rows are left."""
    places = [
        (d, r) for d, draft in enumerate(drafts) for r, row in enumerate(draft.rows) if not row.kept
    ]
    places = people.shuffled(office.draw("places"), places)
    deck = [(c, m) for c in office.settings.campaign.row_columns for m in mistakes(c)]
    deck = people.shuffled(office.draw("deck"), deck)
    rows = [list(draft.rows) for draft in drafts]
    for d, r in places:
        for n, (column, mistake) in enumerate(deck):
            case = office.case(rows[d][r].unit, column, drafts[d].day)
            right = rows[d][r].cells[column.field]
            typed = mistake.spoil(right, case) if right is not None else right
            if typed != right and column.field != drafts[d].old_font:
                planted = Planted(mistake.code, mistake.told, column.field, typed)
                rows[d][r] = _planted(rows[d][r], planted)
                del deck[n]
                break
    return [replace(draft, rows=tuple(r)) for draft, r in zip(drafts, rows, strict=True)]


def _planted(row: Row, one: Planted) -> Row:
    cells = {**row.cells, one.field: one.typed}
    return replace(row, cells=cells, planted=(*row.planted, one), kept=True)


def _shared(drafts: list[Draft], office: Office) -> list[Draft]:
    """Two rows give the same page, where the campaign wants each unit to have its own."""
    unique = office.settings.campaign.unique
    if unique is None or len(free := list(_free(drafts, unique.field))) < 2:
        return drafts
    (d1, r1), (d2, r2) = free[0], free[-1]
    same = drafts[d1].rows[r1].cells[unique.field]
    for d, r in ((d1, r1), (d2, r2)):
        rows = list(drafts[d].rows)
        rows[r] = _planted(rows[r], Planted(unique.code, _SHARED, unique.field, same))
        drafts[d] = replace(drafts[d], rows=tuple(rows))
    return drafts


def _free(drafts: list[Draft], field: str) -> Iterator[tuple[int, int]]:
    for d, draft in enumerate(drafts):
        for r, row in enumerate(draft.rows):
            faulty = {planted.field for planted in row.planted} - {draft.old_font}
            if not faulty and row.cells.get(field):
                yield d, r
