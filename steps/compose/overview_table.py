"""The small table of the leader's page: live figures from the sheet `Tỷ lệ hoàn thành`.

With few senders and a level below them there is one line a sender; else one line an indicator,
so that the page stays one page for 40 or 705 senders.
"""

from __future__ import annotations

from typing import NamedTuple

from schema.documents import Area, Cell, Mark, Shown, Style
from schema.settings import Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE, Unit
from steps.compose import look, reasons, signs, wording
from steps.compose.completion_plan import FEW, NAME, Plan, plan
from steps.compose.list_layout import SUBMITTED

WIDTHS = (5, 24, 10, 11, 10, 17, 6, 10, 10)
OWN, DUE, DONE, RATE, SIGN = 2, 3, 4, 5, 6  # columns
BAR = look.RATE._replace(size=12, bold=True, align="center")
BAR_TOTAL = BAR._replace(fill=look.TOTAL.fill)
SIGNED = look.CENTER._replace(size=13, bold=True)
NUMBER = look.COUNT._replace(align="center", indent=0)
TOTAL_NUMBER = look.TOTAL_COUNT._replace(align="center", indent=0)


class Placed(NamedTuple):
    """Where the table came to stand: its body's first row, its last row, and its names."""

    first: int
    last: int  # of the body
    bottom: int  # the table's last row
    by_sender: bool


def by_sender(settings: Settings) -> bool:
    """Whether the table has a line for each sender."""
    registry = settings.registry
    return len(registry.levels) > 1 and len(registry.senders) <= FEW


def put(draft: look.Draft, row: int, summary: Summary, settings: Settings) -> Placed:
    """Put the table at a row; return where it stands."""
    senders = by_sender(settings)
    lines = _senders(summary, settings) if senders else _indicators(summary, settings)
    draft.line(row, 0, _heads(settings) if senders else _INDICATOR_HEADS, look.HEAD)
    draft.heights[row] = 48
    for at, line in enumerate(lines, row + 1):
        for col, cell in enumerate(line):
            draft.cells[at, col] = _placed(cell, at)
        draft.heights[at] = 19
    bottom = row + len(lines)
    rates = Area(row + 1, RATE, bottom, RATE)
    draft.marks.append(Mark(rates, "bar", color=signs.PALE))
    late = look.PLAIN._replace(color=signs.RED)
    for col in (OWN, SIGN):
        condition = f'={look.address(row + 1, col)}="{signs.LATE}"'
        draft.marks.append(Mark(Area(row + 1, col, bottom, col), "formula", condition, late))
    return Placed(row + 1, bottom - senders, bottom, senders)


def _placed(cell: Cell, row: int) -> Cell:
    """A formula that looks at its own line's rate learns here which line it is."""
    return cell._replace(formula=cell.formula.replace("{rate}", look.address(row, RATE)))


def _heads(settings: Settings) -> tuple[str, ...]:
    registry = settings.registry
    upper, lower = (wording.units(registry, level) for level in registry.levels)
    first = settings.campaign.indicators[0].label
    own = f"{first} {wording.LEVELS[registry.levels[0]].lower()}"
    return (
        "TT", upper[:1].upper() + upper[1:], own, f"Số {lower}", first, "Tỷ lệ", "Dấu",
        "Đã báo cáo", "Nội dung cần sửa",
    )  # fmt: skip


_INDICATOR_HEADS = (
    "TT", "Chỉ tiêu", "Cấp", "Phải đạt", "Đã đạt", "Tỷ lệ", "Dấu", "Còn lại", "Công văn giao",
)  # fmt: skip


def _there(row: int, col: int) -> str:
    return f"'{NAME}'!{look.address(row, col)}"


def _live(shown: Shown, style: Style, formula: str) -> Cell:
    return Cell(shown, style, formula=f"={formula}")


def _rate(tally: Tally) -> float | str:
    return "-" if tally.permille is None else tally.permille / 1000


def _senders(summary: Summary, settings: Settings) -> list[list[Cell]]:
    where = plan(settings)
    lines = [
        _sender(number, sender, where, summary, settings)
        for number, sender in enumerate(settings.registry.senders, 1)
    ]
    return [*lines, _sum(where, summary, settings)]


def _sender(
    number: int, sender: Unit, where: Plan, summary: Summary, settings: Settings
) -> list[Cell]:
    code, lower = settings.campaign.indicators[0].code, where.levels[1]
    block, reporting = where.block(code), where.block(SUBMITTED)
    row = block.rows[sender.code]
    own = summary.tally(sender.code, sender.level, code)
    tally = summary.tally(sender.code, lower, code)
    reported = summary.tally(sender.code, lower, SUBMITTED)
    done, sent = block.lower_col(code), reporting.lower_col(SUBMITTED)
    mark = f'IF({_there(row, block.own_col(code))}="x","{signs.FULL}","{signs.LATE}")'
    return [
        Cell(number, look.CENTER),
        Cell(sender.title, look.CELL),
        _live(signs.FULL if own.done else signs.LATE, SIGNED, mark),
        _live(tally.due, NUMBER, _there(row, block.due)),
        _live(tally.done, NUMBER, _there(row, done)),
        _live(_rate(tally), BAR, _there(row, done + 1)),
        Cell(signs.sign(tally.permille), SIGNED, formula=signs.sign_formula("{rate}")),
        _live(reported.done, NUMBER, _there(reporting.rows[sender.code], sent)),
        Cell(reasons.errors(summary)[sender.code], NUMBER),
    ]


def _sum(where: Plan, summary: Summary, settings: Settings) -> list[Cell]:
    code = settings.campaign.indicators[0].code
    block, reporting = where.block(code), where.block(SUBMITTED)
    row = block.total
    own, lower = (summary.tally(PROVINCE, level, code) for level in where.levels)
    reported = summary.tally(PROVINCE, where.levels[1], SUBMITTED)
    errors = reasons.errors(summary)
    errors.pop(None, None)  # of files that nobody knows whose they are: they stand in no line
    done, sent = block.lower_col(code), reporting.lower_col(SUBMITTED)
    style = look.TOTAL_CENTER._replace(number=f'0"/{own.due}"')
    return [
        Cell("", look.TOTAL_CENTER),
        Cell("Tổng cộng", look.TOTAL_CENTER),
        _live(own.done, style, _there(row, block.own_col(code))),
        _live(lower.due, TOTAL_NUMBER, _there(row, block.due)),
        _live(lower.done, TOTAL_NUMBER, _there(row, done)),
        _live(_rate(lower), BAR_TOTAL, _there(row, done + 1)),
        Cell(signs.sign(lower.permille), SIGNED._replace(fill=look.TOTAL.fill),
             formula=signs.sign_formula("{rate}")),
        _live(reported.done, TOTAL_NUMBER, _there(reporting.total, sent)),
        Cell(errors.total(), TOTAL_NUMBER),
    ]  # fmt: skip


def _indicators(summary: Summary, settings: Settings) -> list[list[Cell]]:
    where = plan(settings)
    lines: list[list[Cell]] = []
    for level in where.levels:
        for indicator in settings.campaign.indicators:
            if level not in indicator.levels:
                continue
            tally = summary.tally(PROVINCE, level, indicator.code)
            due, done, rate = _cells(where, level, indicator.code)
            left = f"{due}-{done}"
            lines.append([
                Cell(len(lines) + 1, look.CENTER),
                Cell(indicator.label, look.CELL),
                Cell(wording.LEVELS[level], look.CENTER),
                _live(tally.due, NUMBER, due),
                _live(tally.done, NUMBER, done),
                _live(_rate(tally), BAR, rate),
                Cell(signs.sign(tally.permille), SIGNED, formula=signs.sign_formula("{rate}")),
                _live(tally.due - tally.done, NUMBER, left),
                Cell("x" if indicator.targeted else "", look.CENTER),
            ])  # fmt: skip
    return lines


def _cells(where: Plan, level: str, code: str) -> tuple[str, str, str]:
    """Where due, done and rate of the whole province stand, as references."""
    block = where.block(code)
    total = block.total
    if level == where.levels[0]:
        names, col = f"'{NAME}'!{block.body(1)}", block.own_col(code)
        return f"ROWS({names})", _there(total, col), _there(total + 1, col)
    col = block.lower_col(code)
    return _there(total, block.due), _there(total, col), _there(total, col + 1)
