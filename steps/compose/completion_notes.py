"""The right end of each table of `Tỷ lệ hoàn thành`: when a sender sent, and who is behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schema.documents import Cell, Row
from schema.settings import HANOI, Settings
from schema.summary import Summary, UnitResult
from schema.units import Unit
from steps.compose import listing, look, wording
from steps.compose.completion_frame import Frame
from steps.compose.completion_plan import HEAD
from steps.compose.list_layout import REPORTED, SUBMITTED

MOST = 40  # names of one kind in one cell: every commune of the largest district here


def put_head(frame: Frame) -> None:
    """Put the heads: date and note, or who is behind beside the second table."""
    draft, where, block = frame.draft, frame.plan, frame.block
    last, top = where.width - 1, block.head
    if block is where.blocks[0]:
        draft.merge(top, last - 1, top + 2, last - 1, "Ngày gửi báo cáo", look.HEAD)
        draft.merge(top, last, top + 2, last, "Ghi chú", look.HEAD)
        draft.line(top + 3, last - 1, (f"({last})", f"({last + 1})"), look.NUMBERS)
    else:
        text = "Đơn vị chưa báo cáo, còn lỗi hoặc quá hạn"
        draft.merge(top, block.end, top + HEAD - 2, last, text, look.HEAD)
        draft.merge(top + 3, block.end, top + 3, last, f"({block.end + 1})", look.NUMBERS)


def right(frame: Frame, sender: Unit) -> Row:
    """The end of one sender's row: date and note, or the names of its units that are behind."""
    where, block = frame.plan, frame.block
    if block is where.blocks[0]:
        received = frame.received.get(sender.code)
        day = Cell(received.astimezone(HANOI) if received else None, look.DATE)
        return Row((day, Cell(_note(frame, sender), look.CELL)), 0)
    text = ". ".join(_behind(frame.summary, sender, frame.settings))
    height = 14.5 * listing.lines_of(text, sum(where.widths[block.end :])) + 3
    return Row((Cell(text, look.CELL),), height, where.width - block.end)


def _note(frame: Frame, sender: Unit) -> str:
    tallies = [frame.summary.tally(sender.code, level, SUBMITTED) for level in frame.plan.levels]
    if not any(tally.done for tally in tallies):
        return wording.SILENT
    wrong = frame.errors[sender.code]
    return f"Cần sửa {wording.count(wrong)} nội dung" if wrong else ""


def _behind(summary: Summary, sender: Unit, settings: Settings) -> Iterator[str]:
    """Names by what they lack; a sender of whom nobody reported is one word."""
    codes = {unit.code for unit in settings.registry.of_sender(sender.code)}
    results = [result for result in summary.units if result.unit in codes]
    kinds = _kinds(results)
    if len(kinds[wording.SILENT]) == len(results):
        yield "Tất cả chưa báo cáo"
        return
    for word, found in kinds.items():
        if found:
            yield f"{word}: {wording.some([_name(r, settings) for r in found], MOST)}"


def of_all(frame: Frame) -> str:
    """How many units of all senders are behind, for the line Tổng cộng of the second table."""
    if frame.block is frame.plan.blocks[0]:
        return ""
    kinds = _kinds(frame.summary.units).items()
    return "; ".join(f"{word}: {wording.count(len(found))}" for word, found in kinds if found)


def _kinds(results: Iterable[UnitResult]) -> dict[str, list[UnitResult]]:
    """The units that are behind, each by the first thing that it lacks."""
    kinds: dict[str, list[UnitResult]] = {wording.SILENT: [], "Còn lỗi": [], "Quá hạn": []}
    for result in results:
        facts = (result.facts[name] for name in REPORTED)
        lacking = next((word for word, held in zip(kinds, facts, strict=True) if not held), None)
        if lacking:
            kinds[lacking].append(result)
    return kinds


def _name(result: UnitResult, settings: Settings) -> str:
    return settings.registry.by_code[result.unit].title
