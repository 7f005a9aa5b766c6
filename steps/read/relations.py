"""Which part of an Open XML workbook holds a sheet, and what a part leads to (ECMA-376, part 2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree as Xml

from steps.read.package import Package


def part_of(name: str, package: Package) -> str:
    """The part that holds a sheet, by the workbook's relations.

    Raises:
        KeyError: no part holds it.
    """
    targets = targets_of(package, "xl/workbook.xml")
    for element in _elements(package.read("xl/workbook.xml")):
        if local(element.tag) == "sheet" and element.get("name") == name:
            identity = next(v for k, v in element.items() if k.endswith("}id"))
            target = targets[identity]
            return target if target.startswith("/") else f"xl/{target}"
    raise KeyError(name)


def targets_of(package: Package, part: str) -> dict[str, str]:
    """Relation -> what it leads to, of one part."""
    folder, _, file = part.rpartition("/")
    return {
        element.get("Id") or "": element.get("Target") or ""
        for element in _elements(package.read(f"{folder}/_rels/{file}.rels"))
    }


def _elements(content: bytes) -> Iterator[Xml.Element]:
    return Xml.fromstring(content).iter() if content else iter(())  # noqa: S314 - no DOCTYPE


@lru_cache(maxsize=256)
def local(tag: str) -> str:
    """A tag without its namespace: Strict Open XML has others."""
    return tag.rpartition("}")[2]
