"""The second look at an OpenDocument sheet: errors, links, merged cells, hidden rows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from schema.readings import Broken, Value
from steps.read.grid import Area, Grid, Place, sheet

FAR, WIDE = 10_000, 200  # rows and columns further off hold no table


def looked(grid: Grid, content: bytes) -> Grid:
    """The sheet with its error cells, links, merged blocks and hidden rows."""
    root = Xml.fromstring(content)  # noqa: S314 - the package refuses every DOCTYPE
    page = next(e for e in root.iter() if _tag(e) == "table" and _get(e, "name") == grid.name)
    rows = {row: dict(cells) for row, cells in grid.rows.items()}
    merges, links, hidden = [], {}, set()
    for number, row in _rows(page):
        if _get(row, "visibility") in {"collapse", "filter"}:
            hidden.add(number)
        for column, cell in _cells(row):
            if broken := _broken(cell):
                rows.setdefault(number, {})[column] = broken
            if target := _link(cell):
                links[number, column] = target
            if block := _block(cell, (number, column)):
                merges.append(block)
    filled: list[tuple[int, dict[int, Value]]] = sorted(rows.items())
    plain = sheet(grid.name, filled, merges)
    return plain._replace(hidden=grid.hidden, links=links, hidden_rows=frozenset(hidden))


def _tag(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: Xml.Element, name: str) -> str:
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")


def _rows(page: Xml.Element) -> Iterator[tuple[int, Xml.Element]]:
    """The rows that hold anything, counted from 1, repeats unrolled."""
    return _unrolled(_within(page, ("table-row",)), "rows", FAR)


def _cells(row: Xml.Element) -> Iterator[tuple[int, Xml.Element]]:
    """The cells of a row that hold anything, counted from 1, repeats unrolled."""
    return _unrolled(_within(row, ("table-cell", "covered-table-cell")), "columns", WIDE)


def _unrolled(
    elements: Iterator[Xml.Element], what: str, limit: int
) -> Iterator[tuple[int, Xml.Element]]:
    number = 0
    for element in elements:
        count = int(_get(element, f"number-{what}-repeated") or 1)
        if any(_tag(inner) == "p" for inner in element.iter()):
            yield from ((number + i, element) for i in range(1, min(count, limit - number) + 1))
        number += count
        if number >= limit:
            return


def _within(parent: Xml.Element, tags: tuple[str, ...]) -> Iterator[Xml.Element]:
    for element in parent:
        if _tag(element) in tags:
            yield element
        elif _tag(element) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _within(element, tags)


def _broken(cell: Xml.Element) -> Broken | None:
    shown = "".join(cell.itertext())
    if _get(cell, "formula") and shown.startswith("#") and not _get(cell, "string-value"):
        return Broken("cell_error", shown)
    return None


def _link(cell: Xml.Element) -> str:
    target = next((_get(e, "href") for e in cell.iter() if _tag(e) == "a"), "")
    return target if target.lower().startswith(("http://", "https://")) else ""


def _block(cell: Xml.Element, place: Place) -> Area | None:
    rows = int(_get(cell, "number-rows-spanned") or 1)
    columns = int(_get(cell, "number-columns-spanned") or 1)
    if rows * columns == 1:
        return None
    return Area(*place, place[0] + rows - 1, place[1] + columns - 1)
