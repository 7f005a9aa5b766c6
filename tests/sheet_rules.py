"""The rules of one worksheet that make Excel repair it: order, limits, blocks over each other."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from openpyxl.utils import get_column_letter, range_boundaries

from packages import Node, Package, formula, repeated

Box = tuple[int, int, int, int]  # left, top, right, bottom, from 1
AREA = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d*(:\$?[A-Z]{1,3}\$?[1-9]\d*)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")


def cells(package: Package) -> Iterator[str]:
    """Rows and cells ascend; each cell's style and text exist, its number is one."""
    formats = package.count("cellXfs")
    for name, sheet in package.sheets():
        rows = list(sheet.iter("row"))
        yield from _ascending(f"{name}: row", [int(row.attrib["r"]) for row in rows])
        for row in rows:
            boxes = [_box(cell.attrib["r"]) for cell in row]
            yield from _ascending(f"{name}: cell", [box[0] for box in boxes])
            if any(box[1] != int(row.attrib["r"]) for box in boxes):
                yield f"{name}: a cell outside its row {row.attrib['r']}"
            for cell in row:
                if int(cell.get("s", 0)) >= formats:
                    yield f"{name}: {cell.get('r')} has style {cell.get('s')}"
                yield from (f"{name}: {cell.get('r')} {it}" for it in _value(package, cell))


def _value(package: Package, cell: Node) -> Iterator[str]:
    value, kind = cell.findtext("v"), cell.get("t", "n")
    yield from formula("formula", cell.findtext("f") or "")
    if not value:  # a formula's result may be blank
        return
    if kind == "s" and int(value) >= len(package.strings):
        yield f"shows text {value}"
    if kind == "n" and not NUMBER.fullmatch(value):
        yield "is no number"


def _text(package: Package, cell: Node) -> str | None:
    index = int(cell.findtext("v") or 0) if cell.get("t") == "s" else len(package.strings)
    return package.strings[index] if index < len(package.strings) else None


def grid(package: Package) -> Iterator[str]:
    """Columns, rows and zoom stay within Excel's limits; merged blocks lie apart."""
    for name, sheet in package.sheets():
        cols = [(int(n.attrib["min"]), int(n.attrib["max"])) for n in sheet.iter("col")]
        yield from _ascending(
            f"{name}: column", [end for col in cols for end in dict.fromkeys(col)]
        )
        yield from (f"{name}: wide" for n in sheet.iter("col") if float(n.get("width", 0)) > 255)
        yield from (f"{name}: high" for n in sheet.iter("row") if float(n.get("ht", 0)) > 409.5)
        for view in sheet.iter("sheetView"):
            if not 10 <= int(view.get("zoomScale", 100)) <= 400:
                yield f"{name}: zoom {view.get('zoomScale')}"
        for node in sheet.iter():
            for area in f"{node.get('ref', '')} {node.get('sqref', '')}".split():
                if not AREA.fullmatch(area):
                    yield f"{name}: {node.tag} at {area}"
        yield from _apart(f"{name}: merged", _boxes(sheet, "mergeCell"))


def validations(package: Package) -> Iterator[str]:
    """The hints and formulas of validations are no longer than Excel allows."""
    longest = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
    for name, sheet in package.sheets():
        for node in sheet.iter("dataValidation"):
            for part, most in longest.items():
                if len(node.get(part, "")) > most:
                    yield f"{name}: {part} of over {most} letters"
            for limit in node:
                yield from formula(f"{name}: validation", limit.text or "", longest=255)


def marks(package: Package) -> Iterator[str]:
    """Conditional formats have each its own priority, and a format that exists."""
    for name, sheet in package.sheets():
        rules = [node for node in sheet.iter("cfRule") if node.get("priority")]
        yield from repeated(f"{name}: priority", (node.attrib["priority"] for node in rules))
        for node in rules:
            if int(node.attrib["priority"]) < 1:
                yield f"{name}: priority {node.get('priority')}"
            if int(node.get("dxfId", -1)) >= package.count("dxfs"):
                yield f"{name}: mark {node.get('dxfId')}"
            yield from formula(f"{name}: mark", node.findtext("formula") or "")


def limits(package: Package) -> Iterator[str]:
    """No more links, and no longer headers, than Excel allows."""
    for name, sheet in package.sheets():
        if len(list(sheet.iter("hyperlink"))) > 65530:
            yield f"{name}: too many links"
        for node in sheet.iterfind("headerFooter/*"):
            if len(node.text or "") > 255:
                yield f"{name}: {node.tag} of over 255 letters"


def tables(package: Package) -> Iterator[str]:
    """A table's heads are its cells' texts, each once; tables, filters and merges lie apart."""
    for name, sheet in package.sheets():
        related = package.related(name).values()
        there = [
            package.parts[one] for one in related if one in package.parts and "/tables/" in one
        ]
        texts = {cell.get("r"): _text(package, cell) for cell in sheet.iter("c")}
        for table in there:
            left, top, right, _ = _box(table.attrib["ref"])
            heads = [node.get("name", "") for node in table.iter("tableColumn")]
            declared = table.find("tableColumns")
            assert declared is not None
            if not len(heads) == right - left + 1 == int(declared.attrib["count"]):
                yield f"{name}: a table of {len(heads)} columns at {table.get('ref')}"
            yield from repeated(f"{name}: table head", (head.lower() for head in heads))
            for at, head in enumerate(heads, left):
                if texts.get(f"{get_column_letter(at)}{top}") != head:
                    yield f"{name}: head {head} is not what its cell says"
        boxes = [_box(table.attrib["ref"]) for table in there]
        own = [_box(node.attrib["ref"]) for node in sheet.iterfind("autoFilter")]
        merges = _boxes(sheet, "mergeCell")
        yield from _apart(f"{name}: table or filter", [*boxes, *own])
        for box in boxes:
            yield from (f"{name}: merged in a table" for one in merges if _overlap(box, one))


RULES = (cells, grid, validations, marks, limits, tables)


def _ascending(what: str, numbers: list[int]) -> Iterator[str]:
    if numbers != sorted(set(numbers)):
        yield f"{what}s are out of order"


def _apart(what: str, boxes: Iterable[Box]) -> Iterator[str]:
    yield from (
        f"{what}: {one} over {two}" for one, two in combinations(boxes, 2) if _overlap(one, two)
    )


def _overlap(one: Box, two: Box) -> bool:
    return all(max(one[i], two[i]) <= min(one[i + 2], two[i + 2]) for i in (0, 1))


def _boxes(sheet: Node, tag: str) -> list[Box]:
    return [_box(node.attrib["ref"]) for node in sheet.iter(tag)]


def _box(ref: str) -> Box:
    left, top, right, bottom = range_boundaries(ref)
    assert left and top and right and bottom
    return left, top, right, bottom
