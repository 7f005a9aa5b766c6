"""The naming convention of letter 2.1: build a page name, judge one, and tell a unit by its name.

A text is read in parts (prefix, type, commune, district, province), abbreviations and missing
marks included; whole names are never compared by likeness, for they all resemble each other.
"""

from collections.abc import Mapping

from schema.naming.judging import judge
from schema.naming.lexicon import lexicon
from schema.naming.pages import page_name, pages
from schema.naming.unit_cells import Match, find_unit, titles
from schema.units import Registry

__all__ = ["Match", "find_unit", "judge", "page_name", "prepare"]


def prepare(registry: Registry, patterns: Mapping[str, str]) -> None:
    """Make what judging looks names up in, so that workers born later share it."""
    lexicon(registry)
    titles(registry)
    pages(registry, patterns)
