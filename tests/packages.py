"""A workbook opened as what it is: a zip of XML parts that refer to each other."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from xml.etree import ElementTree

Node = ElementTree.Element
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Package:
    """The parts of a workbook, parsed, without namespaces (those of relations excepted)."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as opened:
            self.names = opened.namelist()
            self.parts = {n: _parsed(opened.read(n)) for n in self.names if _is_xml(n)}
        self.strings = ["".join(node.itertext()) for node in self.parts["xl/sharedStrings.xml"]]
        self.styles = self.parts["xl/styles.xml"]
        self.book = self.parts["xl/workbook.xml"]

    def count(self, table: str) -> int:
        """How many entries a table of the styles has."""
        return len(self.styles.find(table) or ())

    def sheets(self) -> Iterator[tuple[str, Node]]:
        """Each worksheet with the name of its part."""
        return ((n, part) for n, part in self.parts.items() if part.tag == "worksheet")

    def related(self, name: str) -> dict[str, str | None]:
        """What a part refers to, by relation: a part's name, or nothing if it is outside."""
        path = PurePosixPath(name)
        relations = self.parts.get(str(path.parent / "_rels" / f"{path.name}.rels"), ())
        return {
            one.attrib["Id"]: None
            if one.get("TargetMode") == "External"
            else normpath(f"/{path.parent / one.attrib['Target']}").lstrip("/")
            for one in relations
        }


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


def _parsed(content: bytes) -> Node:
    root = ElementTree.fromstring(content)  # noqa: S314 - our own file
    for node in root.iter():
        node.tag = node.tag.partition("}")[2] or node.tag
    return root


def formula(where: str, text: str, longest: int = 8192) -> Iterator[str]:
    """A fault if a formula is too long, or its brackets and quotes do not close."""
    bare = re.sub(r'"[^"]*"|\'[^\']*\'', "", text)
    if len(text) > longest or bare.count("(") != bare.count(")") or '"' in bare:
        yield f"{where} {text[:40]}"


def repeated(what: str, names: Iterable[str]) -> Iterator[str]:
    """A fault for each name that is there twice."""
    yield from (f"{what} twice: {name}" for name, times in Counter(names).items() if times > 1)
