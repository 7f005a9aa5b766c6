"""The sheet `Tổng quan`: the leader's one A4 page, readable on a phone and in print."""

from __future__ import annotations

from collections.abc import Iterable

from schema.documents import Area, Chart, Series, Sheet, Style
from schema.settings import HANOI, Settings
from schema.summary import Summary
from steps.compose import (
    changes,
    closing,
    completion_seal,
    listing,
    look,
    sentences,
    signs,
    wording,
)
from steps.compose import overview_table as table

NAME = "Tổng quan"
LAST = len(table.WIDTHS) - 1
CHARS = sum(table.WIDTHS)
HEADLINE = Style(size=14, bold=True, align="center", wrap=True, color=signs.BLUE)
FURTHER = Style(size=13, align="center", wrap=True)
SECTION = Style(size=13, bold=True, color=signs.BLUE, bottom=1)
POINT = Style(size=12, wrap=True, valign="top")
URGENT = POINT._replace(color=signs.RED)
CHART_ROWS, ROW_HEIGHT = 10, 20  # points
PIXEL = 4 / 3  # pixels in a point
ROOM = {True: 0.95, False: 1.08}  # letters to a character of width, bold or not


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the page from top to bottom."""
    draft = look.Draft(NAME)
    row = _head(draft, summary, settings)
    placed = table.put(draft, row, summary, settings)
    row = _chart(draft, placed, settings)
    if news := list(changes.said(summary, settings)):
        row = _points(draft, row, "Thay đổi", news, POINT)
    missing = list(sentences.missing(summary, settings))
    row = _points(draft, row, "Chưa báo cáo", missing or ["Mọi đơn vị đã báo cáo."],
                  URGENT if missing else POINT)  # fmt: skip
    todo = list(sentences.decisions(summary, settings))
    row = _points(draft, row, sentences.DECISIONS, todo or [sentences.NOTHING_LEFT], POINT)
    bottom = closing.put(draft, row + 1, settings, LAST + 1, 5)
    return draft.finish(
        widths=table.WIDTHS, print_area=Area(0, 0, bottom, LAST), tab=signs.BLUE, **look.ONE_PAGE
    )


def _wide(draft: look.Draft, row: int, text: str, style: Style) -> int:
    """Put one text over the whole width, as high as it needs; return the next row."""
    draft.merge(row, 0, row, LAST, text, style)
    lines = listing.lines_of(text, CHARS * ROOM[style.bold] * 12 / style.size)
    draft.heights[row] = lines * (style.size * 1.25) + 4
    return row + 1


def _head(draft: look.Draft, summary: Summary, settings: Settings) -> int:
    on = summary.as_of.astimezone(HANOI).date()
    row = look.heading(draft, settings, LAST + 1, split=3, on=on)
    row = _wide(draft, row, settings.campaign.summary_title, look.TITLE)
    row = _wide(draft, row, sentences.headline(summary, settings), HEADLINE)
    for sentence in sentences.further(summary, settings):
        row = _wide(draft, row, sentence, FURTHER)
    if sealed := completion_seal.headline(summary, settings):
        row = _wide(draft, row, sealed, FURTHER)
    draft.heights[row] = 6
    return row + 1


def _chart(draft: look.Draft, placed: table.Placed, settings: Settings) -> int:
    row = placed.bottom + 1
    draft.merge(row, 0, row, LAST, f"Dấu: {signs.LEGEND}.", look.NOTE._replace(align="right"))
    draft.heights[row] = 16
    for line in range(row + 1, row + 1 + CHART_ROWS):
        draft.heights[line] = ROW_HEIGHT
    described = _gaps if placed.by_sender else _rates
    draft.charts.append(
        described(placed, settings)._replace(
            row=row + 1,
            width=round(CHARS * 7 + 5 * (LAST + 1)),
            height=round(CHART_ROWS * ROW_HEIGHT * PIXEL) - 6,
        )
    )
    return row + 1 + CHART_ROWS


def _gaps(placed: table.Placed, settings: Settings) -> Chart:
    """What is done before what is due: where the pale column looks out, a place is behind."""
    first = settings.campaign.indicators[0].label
    lower = wording.units(settings.registry, settings.registry.levels[-1])
    title = f"{first}: số {lower} đã đạt và còn thiếu"
    due = _column(placed, f"Số {lower}", table.DUE, signs.ORANGE)
    done = _column(placed, first, table.DONE, signs.BLUE)
    return Chart(
        kind="column", title=title, series=(due, done), row=0, col=0, width=0, height=0,
        number="#,##0;;", maximum=None, legend=True,  # no label on a column of no height
        alt=f"Biểu đồ cột: {title} theo địa phương. Số liệu ở bảng ngay phía trên.",
    )  # fmt: skip


def _rates(placed: table.Placed, _: Settings) -> Chart:
    title = "Tỷ lệ đạt từng chỉ tiêu"
    return Chart(
        kind="column", title=title, row=0, col=0, width=0, height=0,
        series=(_column(placed, "Tỷ lệ", table.RATE, signs.BLUE),),
        number="0.0%",  # 99,6 % must not read 100 %
        maximum=1.15,  # room for the label of 100 %
        alt=f"Biểu đồ cột: {title}. Số liệu ở bảng ngay phía trên.",
    )  # fmt: skip


def _column(placed: table.Placed, name: str, col: int, color: str) -> Series:
    names, values = (Area(placed.first, at, placed.last, at) for at in (1, col))
    return Series(name, NAME, names, values, color)


def _points(draft: look.Draft, row: int, title: str, points: Iterable[str], style: Style) -> int:
    draft.merge(row, 0, row, LAST, title, SECTION)
    draft.heights[row] = 21
    row += 1
    for point in points:
        row = _wide(draft, row, f"- {point}", style)
    return row
