"""The sheet `Tiến độ`: the province's rates day by day, as a line chart and as its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from schema.documents import Area, Cell, Chart, Series, Sheet
from schema.history import Facts
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from steps.compose import look, signs, wording
from steps.compose.list_layout import REPORTED, SUBMITTED

NAME = "Tiến độ"
COLORS = (signs.BLUE, "#C55A11", "#548235", "#7F7F7F", "#7030A0")
ROW_HEIGHT, CHART_ROWS, CHART_TOP = 20, 15, 3
HEAD = CHART_TOP + CHART_ROWS + 1  # a blank row below the chart
FIXED = (("Ngày", 12.0), ("Lần chạy cuối trong ngày", 11.0), ("Hạn của kỳ", 12.0))
PARTS = (("Đạt", 7.0), ("Phải đạt", 7.0), ("Tỷ lệ", 9.0))
CLOCK = look.CENTER._replace(number="hh:mm")
PIXEL = 4 / 3  # pixels in a point


class Measure(NamedTuple):
    """One line of the chart: something that is counted at one level."""

    code: str
    level: str
    label: str


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet: the chart above, so that the table may grow below it."""
    draft, lines = look.Draft(NAME), measures(settings)
    points = list(daily(summary))
    widths = [width for _, width in (*FIXED, *PARTS * len(lines))]
    last, bottom = len(widths) - 1, HEAD + 1 + len(points)
    note = "(Toàn tỉnh; mỗi ngày lấy lần chạy cuối cùng, giờ Hà Nội; số liệu của ngày ấy)"
    for row, (text, style) in enumerate((("TIẾN ĐỘ THỰC HIỆN", look.TITLE), (note, look.SUBTITLE))):
        draft.merge(row, 0, row, last, text, style)
        draft.heights[row] = 22
    _heads(draft, lines)
    for row, (at, facts) in enumerate(points, HEAD + 2):
        _line(draft, row, at, facts, lines)
    if len(points) > 1:
        draft.charts.append(_chart(lines, bottom, sum(widths), len(widths)))
    else:  # one point is no line, and some programs date it 01/01
        alone = "Biểu đồ có từ ngày chạy thứ hai của kỳ."
        draft.merge(CHART_TOP, 0, CHART_TOP, last, alone, look.NOTE._replace(align="center"))
    height = ROW_HEIGHT if draft.charts else ROW_HEIGHT / CHART_ROWS
    draft.heights.update(dict.fromkeys(range(CHART_TOP + 1, HEAD), height))
    draft.heights[CHART_TOP] = ROW_HEIGHT
    return draft.finish(
        widths=tuple(widths),
        freeze=(0, 1),
        repeat=(HEAD, HEAD + 1),
        print_area=Area(0, 0, bottom, last),
        **look.LANDSCAPE,
    )


def measures(settings: Settings) -> tuple[Measure, ...]:
    """The letter's own targets and the reporting at the lowest level; the first indicator above."""
    registry, indicators = settings.registry, settings.campaign.indicators
    *upper, lowest = registry.levels
    found = [
        *(
            Measure(i.code, lowest, i.label)
            for i in indicators
            if i.targeted and lowest in i.levels
        ),
        Measure(SUBMITTED, lowest, REPORTED[SUBMITTED]),
        *(Measure(indicators[0].code, level, indicators[0].label) for level in upper),
    ]
    named = (m._replace(label=f"{m.label} ({wording.LEVELS[m.level].lower()})") for m in found)
    return tuple(named)


def daily(summary: Summary) -> Iterator[tuple[datetime, Facts]]:
    """The last run of each day in Hanoi time, oldest first; this run is its own day's last."""
    days: dict[date, tuple[datetime, Facts]] = {}
    for at, facts in (*summary.past, (summary.as_of, summary.facts)):
        here = at.astimezone(HANOI)
        days[here.date()] = (here, facts)
    yield from days.values()


def _heads(draft: look.Draft, lines: Sequence[Measure]) -> None:
    for col, (head, _) in enumerate(FIXED):
        draft.merge(HEAD, col, HEAD + 1, col, head, look.HEAD)
    for n, measure in enumerate(lines):
        col = _col(n)
        draft.merge(HEAD, col, HEAD, col + len(PARTS) - 1, measure.label, look.HEAD)
        draft.line(HEAD + 1, col, [head for head, _ in PARTS], look.HEAD)
    draft.heights.update({HEAD: 34, HEAD + 1: 34})


def _line(
    draft: look.Draft, row: int, at: datetime, facts: Facts, lines: Sequence[Measure]
) -> None:
    due = facts.deadline.astimezone(HANOI).date() if facts.deadline else None
    draft.put(row, 0, at.date(), look.DATE)
    draft.put(row, 1, at, CLOCK)
    draft.put(row, 2, due, look.DATE)
    for n, measure in enumerate(lines):
        tally = facts.tally(PROVINCE, measure.level, measure.code)
        for offset, cell in enumerate(_cells(tally, row, _col(n))):
            draft.cells[row, _col(n) + offset] = cell
    draft.heights[row] = ROW_HEIGHT


def _cells(tally: Tally, row: int, col: int) -> Iterator[Cell]:
    done, due = look.address(row, col), look.address(row, col + 1)
    yield Cell(tally.done, look.COUNT)
    yield Cell(tally.due, look.COUNT)
    shown = "-" if tally.permille is None else tally.permille / 1000
    yield Cell(shown, signs.RATE, formula=f'=IF({due}=0,"-",ROUNDDOWN({done}/{due},3))')


def _col(number: int) -> int:
    return len(FIXED) + len(PARTS) * number


def _chart(lines: Sequence[Measure], bottom: int, chars: float, columns: int) -> Chart:
    days = Area(HEAD + 2, 0, bottom, 0)
    series = [
        Series(m.label, NAME, days, Area(HEAD + 2, _col(n) + 2, bottom, _col(n) + 2),
               COLORS[n % len(COLORS)])
        for n, m in enumerate(lines)
    ]  # fmt: skip
    return Chart(
        kind="line",
        title="Tỷ lệ toàn tỉnh theo ngày",
        series=tuple(series),
        row=CHART_TOP,
        col=0,
        width=round(chars * 7 + 5 * columns),
        height=round(CHART_ROWS * ROW_HEIGHT * PIXEL) - 6,
        alt="Biểu đồ đường: tỷ lệ toàn tỉnh theo ngày. Số liệu ở bảng ngay phía dưới.",
        labels=False,
        legend=True,
    )
