"""Grouping: the same fault in many cells of one file is one line where people read.

result.json is never grouped. Both the sheet `Cần sửa` and the screen group, so this is a noun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schema.findings import Lang, message
from schema.records import Finding

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
    """Findings of the same file, code and field, if on `MANY` cells or more, become one group.

    A group stands where its first finding stood; all others keep their order.
    """
    kept = tuple(findings)
    alike: dict[tuple[str, str, str | None], list[Finding]] = {}
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


def _kind(finding: Finding) -> tuple[str, str, str | None]:
    return finding.file, finding.code, finding.field
