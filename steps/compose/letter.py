"""A letter's body, said once and shown twice: HTML and its plain-text twin.

HTML for mail programs: tables and inline colours only, no picture, no style sheet, no outside
address; every text passes `html.escape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from steps.compose import signs

FONT = "font-family:'Times New Roman',Times,serif;font-size:16px;line-height:1.45;color:#000000"
CELL = "padding:3px 8px;border-bottom:1px solid #D9D9D9"
WIDE = 160  # pixels of a bar of 100 %
GREEN, EMPTY = "#70AD47", "#EDEDED"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; a strong one stands out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A short heading over a list."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a table: a place, done of due, the rate in words and in tenths of a percent."""

    place: str
    ratio: str
    percent: str
    permille: int | None


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of rates with bars made of coloured cells."""

    title: str
    bars: tuple[Bar, ...]


Block = Said | Points | Bars


def text(blocks: Iterable[Block]) -> str:
    """The plain-text twin."""
    return "\n\n".join(_plain(block) for block in blocks) + "\n"


def _plain(block: Block) -> str:
    if isinstance(block, Said):
        return block.text
    if isinstance(block, Points):
        return "\n".join((f"{block.title}:", *(f"- {point}" for point in block.points)))
    lines = (f"- {bar.place}: {bar.ratio} ({bar.percent})" for bar in block.bars)
    return "\n".join((f"{block.title}:", *lines))


def page(blocks: Iterable[Block], title: str) -> str:
    """The HTML page."""
    body = "\n".join(_shown(block) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}'
        f'</title></head>\n<body style="{FONT}">\n{body}\n</body></html>\n'
    )


def _shown(block: Block) -> str:
    if isinstance(block, Said):
        said = escape(block.text).replace("\n", "<br>\n")
        return f"<p><b>{said}</b></p>" if block.strong else f"<p>{said}</p>"
    if isinstance(block, Points):
        items = "\n".join(f"<li>{escape(point)}</li>" for point in block.points)
        return f"<p><b>{escape(block.title)}:</b></p>\n<ul>\n{items}\n</ul>"
    return f"<p><b>{escape(block.title)}:</b></p>\n{_table(block.bars)}"


def _table(bars: Sequence[Bar]) -> str:
    lines = "\n".join(
        f'<tr><td style="{CELL}">{escape(bar.place)}</td>'
        f'<td style="{CELL}" align="right">{escape(bar.ratio)}</td>'
        f'<td style="{CELL}" align="right">{escape(bar.percent)}</td>'
        f'<td style="{CELL}">{_bar(bar.permille or 0)}</td></tr>'
        for bar in bars
    )
    return f'<table cellpadding="0" cellspacing="0" border="0">\n{lines}\n</table>'


def _bar(permille: int) -> str:
    """Two cells side by side; any rate above 0 and below 100 % shows both colours."""
    full = 0 if permille == 0 else max(1, permille * WIDE // 1000)
    colour = GREEN if permille == 1000 else signs.BLUE
    cells = "".join(
        f'<td width="{width}" height="12" bgcolor="{shade}" '
        f'style="width:{width}px;height:12px;background-color:{shade};font-size:1px">&nbsp;</td>'
        for width, shade in ((full, colour), (WIDE - full, EMPTY))
        if width
    )
    return (
        f'<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="{WIDE}">'
        f"<tr>{cells}</tr></table>"
    )
