"""The naming convention of letter 2.1: build a page name, judge one, and tell a unit by its name.

A text is read in parts (prefix, type, commune, district, province), abbreviations and missing
marks included; whole names are never compared by likeness, for they all resemble each other.
"""

from schema.naming.judging import judge
from schema.naming.pages import page_name
from schema.naming.unit_cells import Match, find_unit

__all__ = ["Match", "find_unit", "judge", "page_name"]
