"""The signs and colours of a rate: a sign survives black-and-white print, a colour does not."""

from __future__ import annotations

from schema.documents import Area, Mark, Style
from steps.compose import look

BEHIND = 0.5  # below it a place is behind
FULL, PARTLY, LATE = "✓", "●", "✗"
LEGEND = f"{FULL} đạt 100 %   {PARTLY} từ 50 % đến dưới 100 %   {LATE} dưới 50 %"
BLUE, PALE, RED = "#1F4E79", "#9DC3E6", "#C00000"  # red = somebody must act
ORANGE = "#F4B183"  # the second accent: what is still missing


def traffic_lights(area: Area, percent: str = "0.0%") -> tuple[Mark, ...]:
    """Colour and sign for the rates of an area; the cells stay numbers."""
    first = look.address(area.top, area.left)
    lights = (
        (f"{first}>=1", look.GOOD, FULL),  # a sum may go beyond its target
        (f"{first}>={BEHIND}", look.PARTLY, PARTLY),
        (f"{first}<{BEHIND}", look.BAD, LATE),
    )
    return tuple(
        Mark(
            area,
            "formula",
            f"=AND(ISNUMBER({first}),{condition})",
            Style(fill=fill, number=f'"{sign} "{percent}'),
        )
        for condition, fill, sign in lights
    )


def sign_formula(cell: str) -> str:
    """The sign of the rate in a cell, as a live formula."""
    shown = f'IF({cell}=1,"{FULL}",IF({cell}>={BEHIND},"{PARTLY}","{LATE}"))'
    return f'=IF(ISNUMBER({cell}),{shown},"")'


def sign(permille: int | None) -> str:
    """The sign of a rate in tenths of a percent: what `sign_formula` comes to."""
    if permille is None:
        return ""
    return FULL if permille == 1000 else PARTLY if permille >= BEHIND * 1000 else LATE


RATE = look.RATE._replace(align="center")
TOTAL_RATE = look.TOTAL_RATE._replace(align="center")
