"""Grouping: the same fault in many cells of one file is one line where people read.

result.json is never grouped. Both the sheet `Cần sửa` and the screen group, so this is a noun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schema.findings import Lang, message
from schema.records import Finding
from schema.settings import Settings

PUBLIC = frozenset({"unit", "page name", "link", "status"})  # kinds that the screen may show
MANY = 5  # cells alike from which on they are one line


@dataclass(frozen=True, slots=True)
class Group:
    """A finding alone (count 1), or the first of many alike with the cells of all of them."""

    finding: Finding
    count: int
    cells: tuple[str, ...]
    alike: bool = True  # whether one sentence says it for all of them

    def message(self, lang: Lang = "vi") -> str:
        """The sentence and what to do, for all the cells at once."""
        said = message(self.finding, lang)
        if self.count == 1:
            return said
        cells, first = ", ".join(self.cells), self.cells[0]
        if lang == "en":
            same = f"{self.count} cells alike: {said} Cells: {cells}."
            return same if self.alike else f"{self.count} cells alike ({cells}). {first}: {said}"
        same = f"{self.count} ô cùng lỗi: {said} Các ô: {cells}."
        return same if self.alike else f"{self.count} ô cùng lỗi ({cells}). Ví dụ ô {first}: {said}"


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings of the same sheet, code, field and explanation on `MANY` cells become one group.

    A group stands where its first finding stood; all others keep their order.
    """
    kept = tuple(findings)
    alike: dict[tuple[str | None, ...], list[Finding]] = {}
    for finding in kept:
        alike.setdefault(_kind(finding), []).append(finding)
    groups = []
    for finding in kept:
        same = alike[_kind(finding)]
        cells = tuple(dict.fromkeys(f.cell for f in same if f.cell))
        if len(cells) < MANY:
            groups.append(Group(finding, 1, (finding.cell,) if finding.cell else ()))
        elif finding is same[0]:
            groups.append(Group(finding, len(cells), cells, len({message(f) for f in same}) == 1))
    return tuple(groups)


def _kind(finding: Finding) -> tuple[str | None, ...]:
    return finding.file, finding.sheet, finding.code, finding.field, finding.explained


def signpost(group: Group, settings: Settings, lang: Lang) -> str:
    """Where, what was found (if it may be shown), and what to do, on one line."""
    finding = group.finding
    if group.count > 1:
        return group.message(lang)
    shown = finding.found if finding.field in _public(settings) else None
    parts = (finding.cell, f"“{shown}”" if shown else None, message(finding, lang))
    return " · ".join(part for part in parts if part)


def _public(settings: Settings) -> set[str]:
    """The fields whose found values the screen may show: unit, page name, link, status."""
    return {column.field for column in settings.campaign.row_columns if column.kind.name in PUBLIC}
