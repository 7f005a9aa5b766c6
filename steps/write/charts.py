"""A described chart -> an xlsxwriter chart, in the same type as the text around it."""

from __future__ import annotations

from typing import Any

from schema.documents import Area, Chart, Series
from steps.write.formats import FONT
from steps.write.gate import accept, clean

_SIGNS = ("circle", "square", "triangle", "diamond", "x")
_FONT = {"name": FONT, "size": 11, "bold": False}


def put_chart(workbook: Any, worksheet: Any, chart: Chart) -> None:
    """Insert a chart at its cell."""
    drawn = workbook.add_chart({"type": chart.kind})
    for number, series in enumerate(chart.series):
        drawn.add_series(_series(series, chart, number) | _look(series, chart, number))
    drawn.set_title({"name": clean(chart.title, 255), "name_font": _FONT | {"bold": True}})
    _set_axes(drawn, chart)
    drawn.set_legend({"position": "bottom", "font": _FONT} if chart.legend else {"none": True})
    drawn.set_size({"width": chart.width, "height": chart.height})
    options = {"description": clean(chart.alt), "object_position": 1}
    accept(worksheet.insert_chart(chart.row, chart.col, drawn, options), f"chart {chart.title}")


def _series(series: Series, chart: Chart, number: int) -> dict[str, Any]:
    labels = {"value": True, "font": _FONT, "num_format": chart.number, **_place(chart, number)}
    return {
        "name": clean(series.name, 255),
        "categories": _range(series.sheet, series.categories),
        "values": _range(series.sheet, series.values),
        **({"data_labels": labels} if chart.labels else {}),
    }


def _place(chart: Chart, number: int) -> dict[str, Any]:
    """Where the labels of a series stand: of columns before others, inside them, in white."""
    if len(chart.series) == 1 or chart.kind == "line":
        return {}
    if not number:
        return {"position": "outside_end"}
    return {"position": "inside_end", "font": _FONT | {"color": "#FFFFFF", "bold": True}}


def _look(series: Series, chart: Chart, number: int) -> dict[str, Any]:
    """Bars are filled; lines have each its own sign, which survives black-and-white print."""
    color = {"color": series.color}
    if chart.kind != "line":
        return {"fill": color, "line": color, "gap": 60, "overlap": 100}
    sign = _SIGNS[number % len(_SIGNS)]
    return {
        "line": color | {"width": 2},
        "marker": {"type": sign, "size": 7, "fill": color, "border": color},
    }


def _range(sheet: str, area: Area) -> list[str | int]:
    return [sheet, *area]


def _set_axes(drawn: Any, chart: Chart) -> None:
    limits = {} if chart.maximum is None else {"max": chart.maximum}
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    values = {"min": 0, "num_font": _FONT, "num_format": chart.number, "major_gridlines": grid}
    # A bar chart lists from below; reversed, it reads in the order of its table.
    names = {"num_font": _FONT, "reverse": chart.kind == "bar"}
    # A line runs over days; its axis must say so, or some programs show their serial numbers.
    days = {"date_axis": True, "num_format": "dd/mm"} if chart.kind == "line" else {}
    drawn.set_x_axis(names | days)
    drawn.set_y_axis(values | limits)
