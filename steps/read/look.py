"""The second look: what calamine does not show, straight from the sheet's XML.

Error cells, formulas never calculated, hyperlinks, legacy fonts, hidden rows. The XML is read
here and not by openpyxl, which finds no sheet in a "Strict Open XML" workbook, needs a minute for
one huge merge and costs 0.3 s to import; a scan decides whether there is anything to look at.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree as Xml

from schema.readings import Broken, Trouble, Value
from steps.read import odf
from steps.read.grid import Grid, Place, area, place, tidy
from steps.read.kind import Kind
from steps.read.package import MIB, Package
from steps.read.relations import local, part_of, targets_of

LEGACY_FONT = re.compile(r"\.vn|vni[- ]", re.IGNORECASE)
WEB = re.compile(r"https?://", re.IGNORECASE)
REASONS = re.compile(rb"""\s(?:t\s*=\s*["']e["']|hidden\s*=\s*["'][1t])|<(?:\w+:)?hyperlink\s""")
WORDS = (b'"e"', b"'e'", b"hidden", b"hyperlink")  # no reason is without one of them
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
CALCULATED = re.compile(rb"""<f>[^<]*+</f><v>[^<]|<c\s[^>]*+(?<=\st="str")><f>[^<]*+</f><v>""")
LEADING = re.compile(rb"<f>[^<]*?(?:[\[|]|&#|(?i:HYPERLINK|WEBSERVICE|RTD))")  # elsewhere, perhaps
OUTSIDE = re.compile(  # another workbook or program (DDE), or the web
    r"\[[0-9]+\]|'[^']*\[[^]]+\][^']*'!|\|'?[^'!]*'?!|(?:WEBSERVICE|RTD)\(", re.IGNORECASE
)
HYPERLINK = re.compile(r'HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)\s*', re.IGNORECASE)
SMALL = MIB  # of a smaller sheet the whole tree fits into memory, and is made in half the time
LARGEST = 30 * MIB  # a larger sheet is not looked at again
MOST_LINKS = 10_000  # cells of one hyperlink's area


@dataclass(slots=True)
class Seen:
    """What the second look found on one sheet."""

    values: dict[Place, Value] = field(default_factory=dict)  # instead of calamine's
    links: dict[Place, str] = field(default_factory=dict)
    fonts: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    outside: set[Place] = field(default_factory=set)  # values that come from elsewhere


def looked(grid: Grid, kind: Kind, package: Package | None, odd: list[Trouble]) -> Grid:
    """The sheet with what a second look finds; a notice in `odd` if it could not be had."""
    if package is None:
        return grid
    try:
        if kind.name == "ods":
            return odf.looked(grid, package.read("content.xml"))
        return _merged(grid, _look(grid.name, package)) if kind.open_xml else grid
    except (Xml.ParseError, ValueError, KeyError, IndexError, RecursionError):
        odd.append(Trouble("sheet_not_checked", sheet=grid.name))
        return grid


def _merged(grid: Grid, seen: Seen) -> Grid:
    rows = {row: dict(cells) for row, cells in grid.rows.items()}
    for (row, column), value in seen.values.items():
        block = grid.merge(row, column)
        if block is None or (row, column) == (block.top, block.left):
            rows.setdefault(row, {})[column] = value
    return grid._replace(
        rows=rows,
        links=seen.links,
        fonts=seen.fonts,
        hidden_rows=frozenset(seen.hidden),
        outside=frozenset(seen.outside),
    )


def _look(name: str, package: Package) -> Seen:
    part = part_of(name, package)
    content = package.read(part)
    fonts = _legacy_styles(package.read("xl/styles.xml"))
    seen = Seen()
    if not fonts and not has_reason(content):
        return seen
    if len(content) > LARGEST:
        raise ValueError(name)
    targets = targets_of(package, part)
    row = 0
    for element in _rows_and_links(content):
        if local(element.tag) == "row":
            row = _row(element, row, fonts, seen)
        else:
            _link(element, targets, seen)
    return seen


def has_reason(content: bytes) -> bool:
    """Whether there is anything to look at; no plain formula that has its value is a reason."""
    if any(word in content for word in WORDS) and REASONS.search(content):
        return True
    formulas = len(FORMULA.findall(content))
    calculated = formulas == len(CALCULATED.findall(content))
    return formulas > 0 and (not calculated or LEADING.search(content) is not None)


def _rows_and_links(content: bytes) -> Iterator[Xml.Element]:
    """The elements `row` and `hyperlink`; of a large sheet only one is in memory at a time."""
    if len(content) < SMALL:
        for part in Xml.fromstring(content):  # noqa: S314 - no DOCTYPE passes the package
            if local(part.tag) in ("sheetData", "hyperlinks"):
                yield from part
        return
    for _, element in Xml.iterparse(io.BytesIO(content)):  # noqa: S314 - see above
        if local(element.tag) in ("row", "hyperlink"):
            yield element
            element.clear()


def _child(element: Xml.Element, tag: str) -> Xml.Element | None:
    return next((child for child in element if local(child.tag) == tag), None)


def _row(element: Xml.Element, last: int, fonts: Mapping[int, str], seen: Seen) -> int:
    """Look at one row; rows and cells without an address follow the one before."""
    row, column = int(element.get("r") or last + 1), 0
    if element.get("hidden") in {"1", "true"}:
        seen.hidden.add(row)
    for cell in element:
        if local(cell.tag) != "c":
            continue
        reference = cell.get("r")
        column = place(reference)[1] if reference else column + 1
        if cell.get("t") == "e" or (len(cell) and (len(cell) > 1 or local(cell[0].tag) == "f")):
            _cell(cell, (row, column), seen)
        font = fonts.get(int(cell.get("s") or 0)) if fonts else None
        if font and len(cell):
            seen.fonts[row, column] = font
    return row


def _cell(cell: Xml.Element, place: Place, seen: Seen) -> None:
    formula, value = _child(cell, "f"), _child(cell, "v")
    shown = (value.text or "") if value is not None else ""
    typed = f"={formula.text or '…'}" if formula is not None else ""
    if OUTSIDE.search(typed):
        seen.outside.add(place)
    link = HYPERLINK.fullmatch(typed[1:])
    if link and WEB.match(link[1]):
        seen.links[place] = link[1]
    if cell.get("t") == "e":
        seen.values[place] = Broken("cell_error", shown or "#?")
    elif link and not shown:
        seen.values[place] = tidy(link[2] or link[1])
    elif typed and not shown and cell.get("t") != "str":
        seen.values[place] = Broken("cell_not_calculated", typed)


def _link(element: Xml.Element, targets: Mapping[str, str], seen: Seen) -> None:
    identity = next((v for k, v in element.items() if k.rpartition("}")[2] == "id"), "")
    target = targets.get(identity, "")
    block = area(element.get("ref") or "")
    count = (block.bottom - block.top + 1) * (block.right - block.left + 1)
    if WEB.match(target) and count <= MOST_LINKS:
        for row in range(block.top, block.bottom + 1):
            for column in range(block.left, block.right + 1):
                seen.links.setdefault((row, column), target)


@lru_cache(maxsize=4)
def _legacy_styles(content: bytes) -> dict[int, str]:
    """Cell style -> its legacy font, for the styles that have one."""
    if not re.search(rb"""["'](?:\.vn|vni[- ])""", content, re.IGNORECASE):
        return {}
    root = Xml.fromstring(content)  # noqa: S314 - no DOCTYPE passes the package
    names = [_font(font) for font in _child(root, "fonts") or ()]
    styles = [int(xf.get("fontId") or 0) for xf in _child(root, "cellXfs") or ()]
    return {i: names[font] for i, font in enumerate(styles) if LEGACY_FONT.match(names[font])}


def _font(font: Xml.Element) -> str:
    name = _child(font, "name")
    return (name.get("val") or "") if name is not None else ""
