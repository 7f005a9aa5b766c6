"""The sealed figures on `Tỷ lệ hoàn thành`: each table once more as it was at the deadline.

They come from the seal as they were frozen, never counted again; only what has been added since is
a live difference with the table above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schema.documents import Area
from schema.settings import Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from steps.compose import look, signs, wording
from steps.compose.completion_plan import Block, Plan

ROW_HEIGHT = 21  # points
GAP, TURN = 2, 5  # blank rows above the first table, and above each further one
ADDED = look.TOTAL_CENTER._replace(number="+0;-0;0")
Tallies = Mapping[tuple[str, str, str], Tally]


def headline(summary: Summary, settings: Settings) -> str:
    """The first indicator as it was sealed, and what has been added; "" = nothing is sealed."""
    if summary.seal is None:
        return ""
    registry, code = settings.registry, settings.campaign.indicators[0].code
    parts = []
    for level in reversed(registry.levels):
        frozen = summary.seal.facts.tally(PROVINCE, level, code)
        added = summary.tally(PROVINCE, level, code).done - frozen.done
        parts.append(
            f"{wording.ratio(frozen)} {wording.units(registry, level)} "
            f"({frozen.percent}), bổ sung sau hạn: {added:+d}"
        )
    return f"Đã chốt lúc {wording.moment(summary.deadline)}: {'; '.join(parts)}."


def put(draft: look.Draft, row: int, where: Plan, summary: Summary, settings: Settings) -> int:
    """Put the sealed tables below a row, if anything is sealed; return the last row."""
    if summary.seal is None:
        return row
    tallies = {rate[:3]: rate.tally for rate in summary.seal.facts.rates}
    for gap, block in zip((GAP, *[TURN] * len(where.blocks)), where.blocks, strict=False):
        title = f"SỐ LIỆU ĐÃ CHỐT LÚC {wording.moment(summary.deadline).upper()}"
        part = block.title.partition(". ")[2]
        top = row + 1 + gap
        _head(draft, where, block, top, f"{title} – {part}" if part else title)
        row = _body(draft, where, block, top + 4, tallies, settings)
    return row


def _head(draft: look.Draft, where: Plan, block: Block, top: int, title: str) -> None:
    draft.merge(top, 0, top, block.end - 1, title, look.PLAIN._replace(bold=True))
    for col, text in ((0, "TT"), (1, "Đơn vị")):
        draft.merge(top + 1, col, top + 3, col, text, look.HEAD)
    own = block.own[-1][2]
    draft.merge(top + 1, 2, top + 1, own, wording.LEVELS[where.levels[0]], look.HEAD)
    for _, label, col in block.own:
        draft.merge(top + 2, col, top + 3, col, label, look.HEAD)
    if block.lower:
        level = wording.LEVELS[where.levels[1]]
        draft.merge(top + 1, block.due, top + 1, block.end - 1, level, look.HEAD)
        draft.merge(top + 2, block.due, top + 3, block.due, "Tổng số", look.HEAD)
    for _, label, col in block.lower:
        draft.merge(top + 2, col, top + 2, col + 1, label, look.HEAD)
        draft.line(top + 3, col, ("Số lượng", "Tỷ lệ (%)"), look.HEAD)
    draft.heights.update({top: ROW_HEIGHT, top + 1: 22, top + 2: 34, top + 3: 34})


def _body(
    draft: look.Draft, where: Plan, block: Block, first: int, tallies: Tallies, settings: Settings
) -> int:
    senders = settings.registry.senders
    total = first + len(senders)
    for number, sender in enumerate(senders, 1):
        row = first + number - 1
        draft.line(row, 0, (number, sender.title))
        draft.cells[row, 0] = draft.cells[row, 0]._replace(style=look.CENTER)
        for code, _, col in block.own:
            done = tallies.get((sender.code, sender.level, code), Tally()).done
            draft.put(row, col, "x" if done else "", look.CENTER)
        for col, rate, shown in _lower(where, block, sender.code, tallies):
            draft.put(row, col, shown, signs.RATE if rate else look.COUNT)
    _total(draft, where, block, total, tallies)
    for row in range(first, total + 2):
        draft.heights[row] = ROW_HEIGHT
    _light(draft, block, first, total)
    return total + 1


def _lower(
    where: Plan, block: Block, scope: str, tallies: Tallies
) -> Iterator[tuple[int, bool, float | str]]:
    """Column, whether it is a rate, and the frozen figure of everything below a sender."""
    for n, (code, _, col) in enumerate(block.lower):
        tally = tallies.get((scope, where.levels[1], code), Tally())
        if n == 0:
            yield block.due, False, tally.due
        yield col, False, tally.done
        yield col + 1, True, "-" if tally.permille is None else tally.permille / 1000


def _total(draft: look.Draft, where: Plan, block: Block, row: int, tallies: Tallies) -> None:
    """The sealed sums, and below them what the table above has more by now."""
    draft.merge(row, 0, row, 1, "Tổng cộng đã chốt", look.TOTAL_CENTER)
    draft.merge(row + 1, 0, row + 1, 1, "Bổ sung sau hạn", look.TOTAL_CENTER)
    now = block.total
    for code, _, col in block.own:
        tally = tallies.get((PROVINCE, where.levels[0], code), Tally())
        style = look.TOTAL_CENTER._replace(number=f'0"/{tally.due}"')
        draft.put(row, col, tally.done, style)
        _added(draft, row, now, col)
    for col, rate, shown in _lower(where, block, PROVINCE, tallies):
        draft.put(row, col, shown, signs.TOTAL_RATE if rate else look.TOTAL_COUNT)
        if rate or col == block.due:
            draft.put(row + 1, col, "", look.TOTAL)
        else:
            _added(draft, row, now, col)


def _added(draft: look.Draft, row: int, now: int, col: int) -> None:
    before, after = draft.cells[row, col].value, draft.cells[now, col].value
    difference = int(str(after)) - int(str(before))
    formula = f"={look.address(now, col)}-{look.address(row, col)}"
    draft.put(row + 1, col, difference, ADDED, formula=formula)


def _light(draft: look.Draft, block: Block, first: int, total: int) -> None:
    for _, _, col in block.lower:
        draft.marks.extend(signs.traffic_lights(Area(first, col + 1, total, col + 1)))
