"""What makes Excel show its repair message and no schema says: references, names, limits.

Each rule walks over one opened package and tells its faults in words. The grammar of the parts
(ECMA-376, what the Open XML SDK checks) is openxml-audit's matter, see test_package.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import sheet_rules
from packages import RELATION, Package, formula, repeated

NAME = re.compile(r"(_xlnm\.)?[^\W\d][\w.]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CONTENT_TYPES = "[Content_Types].xml"
OWN_FORMATS = 164  # number formats from here on are declared in the package


def faults(path: Path) -> list[str]:
    """Everything in a workbook that Excel would repair, as far as these rules know."""
    package = Package(path)
    return [fault for rule in (*RULES, *sheet_rules.RULES) for fault in rule(package)]


def parts(package: Package) -> Iterator[str]:
    """Every part has a content type and every relation a target."""
    types = package.parts[CONTENT_TYPES]
    known = {node.get("PartName", "").lstrip("/") for node in types.iter("Override")}
    yield from (f"no such part: {name}" for name in known - {"", *package.names})
    endings = {node.get("Extension") for node in types.iter("Default")} - {"xml"}
    for name in package.names:
        if name not in known and name.rpartition(".")[2] not in endings and name[0] != "[":
            yield f"{name} has no content type"
    for name, part in package.parts.items():
        related = package.related(name)
        missing = set(related.values()) - {None, *package.names}
        yield from (f"{name}: no {there}" for there in missing)
        for node in part.iter():
            if (used := node.get(RELATION)) and used not in related:
                yield f"{name}: {node.tag} refers to {used}"


def styles(package: Package) -> Iterator[str]:
    """Formats refer to fonts, fills, borders and number formats that exist."""
    tables = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
    numbers = {node.get("numFmtId") for node in package.styles.iter("numFmt")}
    for node in package.styles.iter("xf"):
        for name, table in tables.items():
            if int(node.get(name, "0")) >= package.count(table):
                yield f"xf: {name} {node.get(name)}"
        number = node.get("numFmtId", "0")
        if int(number) >= OWN_FORMATS and number not in numbers:
            yield f"xf: numFmtId {number}"
    for listed in package.styles:
        if listed.get("count", str(len(listed))) != str(len(listed)):
            yield f"{listed.tag}: count {listed.get('count')} for {len(listed)}"


def workbook(package: Package) -> Iterator[str]:
    """Sheet names and defined names are as Excel allows them."""
    names = [node.get("name", "") for node in package.book.iter("sheet")]
    for name in names:
        if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            yield f"sheet name {name}"
    yield from repeated("sheet name", (name.lower() for name in names))
    defined = list(package.book.iter("definedName"))
    for node in defined:
        name = node.get("name", "")
        if not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
            yield f"defined name {name}"
        if int(node.get("localSheetId", 0)) >= len(names):
            yield f"defined name {name} of sheet {node.get('localSheetId')}"
        yield from formula("defined name", node.text or "")
    yield from repeated(
        "defined name", (f"{n.get('name', '').lower()} {n.get('localSheetId')}" for n in defined)
    )
    if all(node.get("state", "visible") != "visible" for node in package.book.iter("sheet")):
        yield "no sheet is visible"


def strings(package: Package) -> Iterator[str]:
    """No text is longer than a cell may hold."""
    yield from ("a text of over 32767 letters" for text in package.strings if len(text) > 32767)


def charts(package: Package) -> Iterator[str]:
    """Each axis of a chart crosses another one of it."""
    for name, part in package.parts.items():
        axes = [node.get("val") for node in part.iterfind(".//plotArea/*/axId")]
        crossed = [node.get("val") for node in part.iter("crossAx")]
        yield from (f"{name}: no axis {one}" for one in set(crossed) - set(axes))


def properties(package: Package) -> Iterator[str]:
    """The times of the document are times."""
    for node in package.parts["docProps/core.xml"]:
        if node.tag in ("created", "modified") and not TIME.fullmatch(node.text or ""):
            yield f"{node.tag} {node.text}"


RULES = (parts, styles, workbook, strings, charts, properties)
