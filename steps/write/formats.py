"""Styles -> xlsxwriter formats, each made once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format

from schema.documents import Style

FONT = "Times New Roman"  # Decree 30/2020, appendix I
PLAIN = {"font_name": FONT, "font_size": 11, "font_scheme": False, "theme_font_name": FONT}
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
        try:
            return self._known[id(style)][1]
        except KeyError:
            made = self._made_once(style, partial=False)
        if len(self._known) < MOST:
            self._known[id(style)] = style, made  # so that no other style takes its place
        return made

    def partial(self, style: Style) -> Any:
        """The format of a mark: only what differs from a plain cell (Excel's dxf)."""
        return self._made_once(style, partial=True)

    def _made_once(self, style: Style, *, partial: bool) -> Any:
        key = (style, partial)
        if key not in self._made:
            self._made[key] = _look(style, partial).of(self.workbook)
        return self._made[key]


class _Look(Format):  # type: ignore[misc]  # xlsxwriter has no types
    """A format of no workbook yet; xlsxwriter would make it, and its keys, anew for each."""

    def __init__(self, properties: dict[str, Any]) -> None:
        super().__init__(properties)
        self._font: str = super()._get_font_key()
        self._border: str = super()._get_border_key()
        self._get_format_key()  # which it keeps

    def of(self, workbook: Any) -> _Look:
        """The same format, of this workbook."""
        own = _Look.__new__(_Look)
        own.__dict__ |= self.__dict__
        own.xf_format_indices = workbook.xf_format_indices
        own.dxf_format_indices = workbook.dxf_format_indices
        workbook.formats.append(own)
        return own

    def _get_font_key(self) -> str:
        return self._font

    def _get_border_key(self) -> str:
        return self._border


@lru_cache(maxsize=512)
def _look(style: Style, partial: bool) -> _Look:  # noqa: FBT001 - a part of the key
    return _Look(PLAIN | (_differences(style) if partial else _properties(style)))


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
