"""Which part of an Open XML workbook holds a sheet, and what a part leads to (ECMA-376, part 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree as Xml

from steps.read.package import Package

FEW = 8  # parts that are remembered: each is asked twice, and filled-in forms share them


def part_of(name: str, package: Package) -> str:
    """The part that holds a sheet, by the workbook's relations.

    Raises:
        KeyError: no part holds it.
    """
    relations = package.read("xl/_rels/workbook.xml.rels")
    target = _targets(relations)[_sheets(package.read("xl/workbook.xml"))[name]]
    return target if target.startswith("/") else f"xl/{target}"


def targets_of(package: Package, part: str) -> Mapping[str, str]:
    """Relation -> what it leads to, of one part."""
    folder, _, file = part.rpartition("/")
    return _targets(package.read(f"{folder}/_rels/{file}.rels"))


@lru_cache(maxsize=FEW)
def _sheets(content: bytes) -> Mapping[str, str]:
    """A sheet's name -> its relation; of two sheets of one name the first."""
    sheets = [element for element in _elements(content) if local(element.tag) == "sheet"]
    return {
        element.get("name") or "": next((v for k, v in element.items() if k.endswith("}id")), "")
        for element in reversed(sheets)
    }


@lru_cache(maxsize=FEW)
def _targets(content: bytes) -> Mapping[str, str]:
    return {element.get("Id") or "": element.get("Target") or "" for element in _elements(content)}


def _elements(content: bytes) -> Iterator[Xml.Element]:
    return Xml.fromstring(content).iter() if content else iter(())  # noqa: S314 - no DOCTYPE


@lru_cache(maxsize=256)
def local(tag: str) -> str:
    """A tag without its namespace: Strict Open XML has others."""
    return tag.rpartition("}")[2]
