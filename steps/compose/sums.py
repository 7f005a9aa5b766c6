"""The sheet `Tổng hợp số liệu`: what the units add up to, sender by sender, against its target.

Every figure is a live formula over the list sheet with its cached value; a rate is cut, never
capped, and "-" where no target is set (counting rules 2 and 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.campaign import Sum
from schema.documents import Area, Cell, Sheet
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from steps.compose import closing, list_layout, listing, look, signs, wording
from steps.compose.completion_plan import FEW

NAME = "Tổng hợp số liệu"
HEAD = 4  # head rows: the sum, the level, what stands below it, the columns' numbers
PLACE, FIGURE, RATE = 24, 17, 10  # widths
ROW_HEIGHT = 21  # points


class Part(NamedTuple):
    """One sum at one level: the columns target, figure and rate, or the figure alone."""

    total: Sum
    level: str
    col: int  # its first column, counted from 0
    targeted: bool

    @property
    def done(self) -> int:
        """The column of the figure."""
        return self.col + self.targeted

    @property
    def heads(self) -> tuple[str, ...]:
        """What its columns are called."""
        return ("Chỉ tiêu", "Thực hiện", "Tỷ lệ (%)") if self.targeted else ("Thực hiện",)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet, for a campaign that adds anything up."""
    draft, parts = look.Draft(NAME), tuple(_parts(settings))
    widths = (5, PLACE, *(RATE if head[-1] == ")" else FIGURE for p in parts for head in p.heads))
    width, senders = len(widths), settings.registry.senders
    head = _title(draft, widths, summary, settings)
    _head(draft, head, parts)
    first, total = head + HEAD, head + HEAD + len(senders)
    for number, sender in enumerate(senders, 1):
        row = first + number - 1
        draft.put(row, 0, number, look.CENTER)
        draft.put(row, 1, sender.title, look.CELL)
        _line(draft, row, sender.code, parts, summary, settings)
    _total(draft, Area(first, 0, total, width - 1), parts, summary)
    for part in parts:
        if part.targeted:
            rates = Area(first, part.done + 1, total, part.done + 1)
            draft.marks.extend(signs.traffic_lights(rates))
    draft.merge(total + 1, 0, total + 1, width - 1, f"Dấu: {signs.LEGEND}.", look.NOTE)
    draft.heights.update(dict.fromkeys(range(first, total + 1), ROW_HEIGHT))
    bottom = closing.put(draft, total + 3, settings, width, width * 3 // 5)
    return draft.finish(
        widths=widths,
        freeze=(first, 2),
        repeat=(head, first - 1),
        print_area=Area(0, 0, bottom, width - 1),
        zoom=90,
        landscape=True,
        fit=(1, int(len(senders) <= FEW)),
    )


def _parts(settings: Settings) -> Iterator[Part]:
    col = 2
    for total in settings.campaign.sums:
        for level in (each for each in settings.registry.levels if each in total.levels):
            part = Part(total, level, col, bool(settings.target(total.code, level)))
            yield part
            col += len(part.heads)


def _title(draft: look.Draft, widths: Sequence[float], summary: Summary, settings: Settings) -> int:
    """Put heading, title and note; return the first row of the table's head."""
    on, last = summary.as_of.astimezone(HANOI).date(), len(widths) - 1
    row = look.heading(draft, settings, len(widths), on=on)
    title = f"BIỂU {settings.campaign.summary_title}"
    note = f"(Số liệu đến {wording.moment(summary.as_of)}; chỉ tiêu do tỉnh giao từng địa phương)"
    draft.merge(row, 0, row, last, title, look.TITLE)
    draft.merge(row + 1, 0, row + 1, last, note, look.SUBTITLE)
    draft.heights[row] = 19 * listing.lines_of(title, sum(widths) * 12 / 14) + 3
    draft.heights[row + 1] = 20
    return row + 3


def _head(draft: look.Draft, top: int, parts: Sequence[Part]) -> None:
    draft.merge(top, 0, top + 2, 0, "TT", look.HEAD)
    draft.merge(top, 1, top + 2, 1, "Địa phương", look.HEAD)
    for total in dict.fromkeys(part.total for part in parts):
        own = [part for part in parts if part.total == total]
        last = own[-1].col + len(own[-1].heads) - 1
        draft.merge(top, own[0].col, top, last, f"{total.label} ({total.measure})", look.HEAD)
    for part in parts:
        right = part.col + len(part.heads) - 1
        draft.merge(top + 1, part.col, top + 1, right, wording.LEVELS[part.level], look.HEAD)
        draft.line(top + 2, part.col, part.heads, look.HEAD)
    width = parts[-1].col + len(parts[-1].heads)
    draft.line(top + 3, 0, [f"({n})" for n in range(1, width + 1)], look.NUMBERS)
    draft.heights.update({top: 22, top + 1: 20, top + 2: 20, top + 3: 15})


def _line(
    draft: look.Draft, row: int, scope: str, parts: Sequence[Part], summary: Summary,
    settings: Settings,
) -> None:  # fmt: skip
    """One sender: what its units add up to, as SUMIFS over the list; its target as it is set."""
    where = list_layout.layout(settings)
    for part in parts:
        tally = summary.tally(scope, part.level, part.total.code)
        criteria = {
            "its level": f'"{wording.LEVELS[part.level]}"',
            "its sender's code": f'"{scope}"',
        }
        formula = f"={where.reckoned(criteria, list_layout.added(part.total.code))}"
        draft.put(row, part.done, tally.done, look.COUNT, formula=formula)
        if part.targeted:
            draft.put(row, part.col, tally.due, look.COUNT)
            draft.cells[row, part.done + 1] = _rate(tally, row, part)


def _total(draft: look.Draft, body: Area, parts: Sequence[Part], summary: Summary) -> None:
    """Tổng cộng: sums of the figures and of the targets; the rate of the sums."""
    row = body.bottom
    draft.merge(row, 0, row, 1, "Tổng cộng", look.TOTAL_CENTER)
    for part in parts:
        tally = summary.tally(PROVINCE, part.level, part.total.code)
        figures = ((part.done, tally.done), (part.col, tally.due))
        for col, shown in figures[: 1 + part.targeted]:
            cells = f"{look.address(body.top, col)}:{look.address(row - 1, col)}"
            draft.put(row, col, shown, look.TOTAL_COUNT, formula=f"=SUM({cells})")
        if part.targeted:
            draft.cells[row, part.done + 1] = _rate(tally, row, part)._replace(
                style=signs.TOTAL_RATE
            )


def _rate(tally: Tally, row: int, part: Part) -> Cell:
    done, due = look.address(row, part.done), look.address(row, part.col)
    shown = "-" if tally.permille is None else tally.permille / 1000
    return Cell(shown, signs.RATE, formula=f'=IF({due}=0,"-",ROUNDDOWN({done}/{due},3))')
