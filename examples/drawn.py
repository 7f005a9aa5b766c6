"""Read the drawings: `drawn/*.toml`, one workbook each, only what departs from a plain return.

file = "PL_TrangCongDong_474_20211217.xlsx"
sender = "474"
layout = "form"            # form: the province's form; own: made by the district; xls: Excel 97
reported = 2021-12-17      # "Ngày báo cáo"
[units.19783]              # a unit's code; "" in a cell = left blank
page_name = "{right} "     # {right} = the page name by the letter's pattern
page_url = { shown = "Trang của phường", link = "https://..." }
leader_name = { tcvn3 = "Nguyễn Văn An" }    # or nfd, vni: the same text so written
further = [{ operator_name = "..." }]        # more operators of the unit
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from examples import fonts
from schema.units import Registry, Unit, registry

FOLDER = Path(__file__).with_name("drawn")
Plain = str | int | float | date | None
HUE = registry("thua_thien_hue_2021", "46", date(2021, 12, 20))


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into one cell, in which font, and the hyperlink behind it."""

    value: Plain
    font: str = ""
    link: str = ""


Cells = Mapping[str, Typed]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One workbook as drawn."""

    file: str
    sender: str
    layout: Literal["form", "own", "xls"]
    reported: date
    complete: bool = False  # every unit has done everything
    blank: tuple[str, ...] = ()  # units whose preprinted row stays blank
    gone: tuple[str, ...] = ()  # units whose row was deleted
    only: tuple[str, ...] = ()  # if given, the only units with a row that says something
    tcvn3: tuple[str, ...] = ()  # fields typed wholly in .VnTime
    further: Literal["merged", "blank", "repeated"] = "merged"  # how a second operator stands
    columns: tuple[tuple[str, str, str], ...] = ()  # own layout: field, group, label
    password: str = ""
    general: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    more: tuple[Mapping[str, Any], ...] = ()  # lines after those of the registry

    @property
    def registry(self) -> Registry:
        """The registry of 01/07/2021."""
        return HUE


def drawings() -> tuple[Drawing, ...]:
    """All drawings, in the order of their names."""
    paths = sorted(FOLDER.glob("*.toml"))
    return tuple(_drawing(tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths)


def _drawing(raw: dict[str, Any]) -> Drawing:
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    columns = tuple(tuple(column) for column in raw.get("columns", ()))
    return Drawing(**{**raw, **lists, "columns": columns})


def typed(raw: Any, unit: Unit | None) -> Typed:
    """What a cell of a drawing stands for."""
    if not isinstance(raw, dict):
        return Typed(_filled(raw, unit) if raw != "" else None)
    if "shown" in raw:
        return Typed(raw["shown"], link=raw["link"])
    ((manner, text),) = raw.items()
    return _WRITTEN[manner](_filled(text, unit))


def _filled(raw: Any, unit: Unit | None) -> Any:
    if unit is None or not isinstance(raw, str) or "{right" not in raw.lower():
        return raw
    return raw.format(right=page_name(unit), RIGHT=page_name(unit).upper())


def page_name(unit: Unit) -> str:
    """The page name by the letter's pattern (2.1): `Mặt trận Huế (tỉnh Thừa Thiên Huế)`."""
    if unit.level == "district":
        return f"Mặt trận {unit.name} (tỉnh Thừa Thiên Huế)"
    return f"Mặt trận {unit.title} ({HUE.by_code[unit.parent].place}, tỉnh Thừa Thiên Huế)"


def in_tcvn3(cell: Typed) -> Typed:
    """The same cell typed in .VnTime."""
    if not isinstance(cell.value, str):
        return cell
    return Typed(fonts.tcvn3(cell.value), fonts.TCVN3_FONT, cell.link)


_WRITTEN = {
    "nfd": lambda text: Typed(unicodedata.normalize("NFD", text)),
    "tcvn3": lambda text: Typed(fonts.tcvn3(text), fonts.TCVN3_FONT),
    "vni": lambda text: Typed(fonts.vni(text), fonts.VNI_FONT),
}
