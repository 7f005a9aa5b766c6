"""Styles -> xlsxwriter formats, each made once."""

from __future__ import annotations

from typing import Any

from schema.documents import Style

FONT = "Times New Roman"  # Decree 30/2020, appendix I
MOST = 10_000  # styles known by identity
_TEXT = 49  # Excel's own number for "@"


class Formats:
    """The formats of one workbook by style; the same object for an equal style."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self._made: dict[tuple[Style, bool], Any] = {}
        self._known: dict[int, tuple[Style, Any]] = {}  # by identity: a hash for each cell is dear

    def of(self, style: Style) -> Any:
        """The format of a cell."""
        known = self._known.get(id(style))
        if known is None:
            known = style, self._made_once(style, partial=False)
            if len(self._known) < MOST:
                self._known[id(style)] = known  # with the style, so that no other takes its place
        return known[1]

    def partial(self, style: Style) -> Any:
        """The format of a mark: only what differs from a plain cell (Excel's dxf)."""
        return self._made_once(style, partial=True)

    def _made_once(self, style: Style, *, partial: bool) -> Any:
        key = (style, partial)
        if key not in self._made:
            wanted = _differences(style) if partial else _properties(style)
            self._made[key] = self.workbook.add_format(wanted)
        return self._made[key]


def _properties(style: Style) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "font_name": style.font or FONT,
        "font_scheme": False,
        "font_size": style.size,
        "font_color": style.color,
        "num_format": _TEXT if style.number == "@" else style.number,
        "valign": style.valign,
        "locked": style.locked,
        "hidden": style.hidden,
    }
    optional = {
        "bold": style.bold,
        "italic": style.italic,
        "underline": int(style.underline),
        "bg_color": style.fill,
        "align": style.align,
        "text_wrap": style.wrap,
        "indent": style.indent,
        "shrink": style.shrink,
        "rotation": style.rotation,
    }
    return wanted | {name: value for name, value in optional.items() if value} | _borders(style)


def _borders(style: Style) -> dict[str, Any]:
    lines = {"border": style.border, "top": style.top, "bottom": style.bottom}
    return {side: line for side, line in lines.items() if line}


def _differences(style: Style) -> dict[str, Any]:
    plain = Style()
    optional = {
        "bold": style.bold,
        "italic": style.italic,
        "bg_color": style.fill,
        "font_color": style.color if style.color != plain.color else "",
        "num_format": style.number if style.number != plain.number else "",
    }
    return {name: value for name, value in optional.items() if value} | _borders(style)
