"""One table of the sheet `Tỷ lệ hoàn thành`: its head, one line a sender, Tổng cộng."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from schema.documents import Cell, Row, Rows
from schema.settings import Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE, Unit
from steps.compose import completion_notes, list_layout, listing, look, signs, wording
from steps.compose.completion_frame import Frame
from steps.compose.completion_plan import Block, Plan

ROW_HEIGHT = 21  # points


def put(draft: look.Draft, where: Plan, block: Block, summary: Summary, settings: Settings) -> Rows:
    """Put head and total of one table where the plan has them; its rows are one for each sender."""
    frame = Frame.of(summary, settings, where, block, draft)
    _head(frame)
    _total(frame)
    for area in block.rate_areas():
        draft.marks.extend(signs.traffic_lights(area))
    return Rows(block.first, settings.registry.senders, partial(_sender, frame))


def _head(frame: Frame) -> None:
    draft, block, last = frame.draft, frame.block, frame.plan.width - 1
    top = block.head
    if block.title:
        draft.merge(top - 1, 0, top - 1, last, block.title, look.PLAIN._replace(bold=True))
        draft.heights[top - 1] = ROW_HEIGHT
    for col, text in ((0, "TT"), (1, "Đơn vị")):
        draft.merge(top, col, top + 2, col, text, look.HEAD)
    _band(frame, 0, 2, block.own[-1][2])
    for _, label, col in block.own:
        draft.merge(top + 1, col, top + 2, col, label, look.HEAD)
    if block.lower:
        _band(frame, 1, block.due, block.end - 1)
        draft.merge(top + 1, block.due, top + 2, block.due, "Tổng số", look.HEAD)
    for _, label, col in block.lower:
        draft.merge(top + 1, col, top + 1, col + 1, label, look.HEAD)
        draft.line(top + 2, col, ("Số lượng", "Tỷ lệ (%)"), look.HEAD)
    draft.line(top + 3, 0, [f"({n})" for n in range(1, block.end + 1)], look.NUMBERS)
    draft.heights.update(
        {
            top: 34 if block is not frame.plan.blocks[0] else 22,
            top + 1: 34,
            top + 2: 34,
            top + 3: 15,
        }
    )
    completion_notes.put_head(frame)


def _band(frame: Frame, at: int, left: int, right: int) -> None:
    level, registry = frame.plan.levels[at], frame.settings.registry
    due = len(registry.reporting.of(level))
    text = f"{wording.LEVELS[level]} ({wording.count(due)} {wording.units(registry, level)})"
    frame.draft.merge(frame.block.head, left, frame.block.head, right, text, look.HEAD)


def _sender(frame: Frame, number: int, sender: Unit) -> Row:
    own = (_own(frame, sender, code) for code, *_ in frame.block.own)
    lower = (cell for _, cell in _lower(frame, sender.code, frame.block.rows[sender.code]))
    right = completion_notes.right(frame, sender)
    height = ROW_HEIGHT * listing.lines_of(sender.title, frame.plan.widths[1])
    head = (Cell(number, look.CENTER), Cell(sender.title, look.CELL))
    return Row((*head, *own, *lower, *right.cells), max(height, right.height), right.over)


def _own(frame: Frame, sender: Unit, code: str) -> Cell:
    """A cross where the sender itself has it."""
    done = frame.summary.tally(sender.code, sender.level, code).done
    count = frame.counted(sender.code, sender.level, code)
    return Cell("x" if done else "", look.CENTER, formula=f'=IF({count}>0,"x","")')


def _lower(frame: Frame, scope: str, row: int) -> Iterator[tuple[int, Cell]]:
    """What is due below a sender, and number and rate of each thing counted there."""
    block = frame.block
    if not block.lower:
        return
    level, due = frame.plan.levels[1], look.address(row, block.due)
    size = frame.summary.tally(scope, level, list_layout.SUBMITTED).due
    yield block.due, Cell(size, look.COUNT, formula=f"={frame.counted(scope, level)}")
    for code, _, col in block.lower:
        tally = frame.summary.tally(scope, level, code)
        counted = f"={frame.counted(scope, level, code)}"
        yield col, Cell(tally.done, look.COUNT, formula=counted)
        rate = _rate(look.address(row, col), due)
        yield col + 1, Cell(_cached(tally), signs.RATE, formula=rate)


def _total(frame: Frame) -> None:
    draft, block, own = frame.draft, frame.block, frame.plan.levels[0]
    row = block.total
    draft.merge(row, 0, row, 1, "Tổng cộng", look.TOTAL_CENTER)
    label = f"Tỷ lệ {wording.LEVELS[own].lower()} (%)"
    draft.merge(row + 1, 0, row + 1, 1, label, look.TOTAL_CENTER)
    draft.heights.update({row: ROW_HEIGHT, row + 1: ROW_HEIGHT})
    for line in (row, row + 1):
        if line > row and block.lower:
            draft.line(line, block.due, [""] * (block.end - block.due), look.TOTAL)
        behind = completion_notes.of_all(frame) if line == row else ""
        draft.merge(line, block.end, line, frame.plan.width - 1, behind, look.TOTAL)
    for code, _, col in block.own:
        tally = frame.summary.tally(PROVINCE, own, code)
        style = look.TOTAL_CENTER._replace(number=f'0"/{tally.due}"')
        draft.put(row, col, tally.done, style, formula=f'=COUNTIF({block.body(col)},"x")')
        rate = _rate(look.address(row, col), frame.counted(PROVINCE, own))
        draft.put(row + 1, col, _cached(tally), signs.TOTAL_RATE, formula=rate)
    _lower_total(frame, row)


def _lower_total(frame: Frame, row: int) -> None:
    """Sums of the counts above; the rate of the sums (tallies add, rates do not)."""
    for col, cell in _lower(frame, PROVINCE, row):
        summed = cell.style is look.COUNT
        frame.draft.cells[row, col] = cell._replace(
            style=look.TOTAL_COUNT if summed else signs.TOTAL_RATE,
            formula=f"=SUM({frame.block.body(col)})" if summed else cell.formula,
        )


def _rate(done: str, due: str) -> str:
    return f'=IF({due}=0,"-",ROUNDDOWN({done}/{due},3))'


def _cached(tally: Tally) -> float | str:
    return "-" if tally.permille is None else tally.permille / 1000
