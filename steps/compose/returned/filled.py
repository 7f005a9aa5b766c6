"""The form's two sheets with the sender's values: cells coloured, notes put, lines joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schema.documents import Area, Cell, Merge, Sheet, Style
from schema.settings import Settings
from steps.compose import look
from steps.compose.form import entry, pages
from steps.compose.returned.faults import FILLS, WORDS, Fault, State
from steps.compose.returned.plan import Plan
from steps.compose.returned.wording import origin, sentence

COLOURS = (
    "Ô nền đỏ nhạt: cần sửa. Nền xanh: lưu ý. Nền xám: đã giải trình. Nền vàng: phải điền mà còn "
    "trống."
)
REASON = "Lý do ghi trong chú thích của ô."
_DIFFERENT = Style(fill=look.DIFFERENT)
Cells = dict[tuple[int, int], Cell]


def general(blank: Sheet, where: Plan, found: Sequence[Fault], settings: Settings) -> Sheet:
    """Sheet 1, filled and marked; the sender's own cell stays as it is printed."""
    cells = dict(blank.cells)
    for column in settings.campaign.general_columns:
        spot = where.general[column.field]
        if column.field != "unit":
            style = entry.upright(entry.filled(column, spot.value))
            cells[spot.row, spot.col] = Cell(spot.value, style)
    return blank._replace(cells=_marked(cells, _by_cell(found, blank.name)))


def rows(blank: Sheet, where: Plan, found: Sequence[Fault], settings: Settings) -> Sheet:
    """The data sheet, marked; the number and the unit of several lines are one cell."""
    cells = _marked(dict(blank.cells), _by_cell(found, blank.name))
    joined = [
        Merge(Area(first, col, last, col), cells[first, col])
        for first, last in where.spans
        for col in (0, 1)
    ]
    below = {(row, col) for first, last in where.spans for row in range(first + 1, last + 1)
             for col in (0, 1)}  # fmt: skip
    kept = {place: cell for place, cell in cells.items() if place not in below}
    plain = tuple(mark for mark in blank.marks if mark.style != _DIFFERENT)  # it hides our fill
    campaign = settings.campaign
    blanks = pages.remark(campaign)
    remark = " ".join(filter(None, (COLOURS, pages.adding(campaign), REASON)))
    told = (
        merge._replace(cell=merge.cell._replace(value=remark))
        if merge.cell.value == blanks
        else merge
        for merge in blank.merges
    )
    return blank._replace(cells=kept, merges=(*told, *joined), marks=plain)


def _by_cell(found: Sequence[Fault], sheet: str) -> dict[tuple[int, int], list[Fault]]:
    faults: dict[tuple[int, int], list[Fault]] = {}
    for fault in found:
        if fault.spot and fault.spot.sheet == sheet:
            faults.setdefault((fault.spot.row, fault.spot.col), []).append(fault)
    return faults


def _marked(cells: Cells, faults: Mapping[tuple[int, int], list[Fault]]) -> Cells:
    for place, here in faults.items():
        fill = FILLS[_worst(here)]
        cell = cells[place]
        notes = [f"{WORDS[fault.state].upper()}: {_told(fault)}" for fault in here]
        stood = f"Trong tệp đã gửi: {origin(here[0].finding)}."
        note = "\n".join((*notes, stood))
        cells[place] = cell._replace(style=cell.style._replace(fill=fill), note=note)
    return cells


def _told(fault: Fault) -> str:
    proposed = f"\nĐề nghị: {fault.proposal}" if fault.proposal else ""
    return sentence(fault.finding) + proposed


def _worst(here: Sequence[Fault]) -> State:
    return min((fault.state for fault in here), key=list(FILLS).index)
