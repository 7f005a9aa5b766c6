"""The faults of one sender, each with its cell in the returned workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from schema import returned
from schema.findings import is_error
from schema.readings import Answer, Place, text_of
from schema.records import Finding
from schema.settings import Settings
from schema.summary import Summary
from steps.compose import look
from steps.compose.owed import owed, standing
from steps.compose.returned.plan import Cell, Plan, Spot

State = Literal["error", "explained", "notice"]
FILLS: dict[State, str] = {"error": look.BAD, "explained": "#E7E6E6", "notice": "#DDEBF7"}
WORDS: dict[State, str] = {"error": "Cần sửa", "explained": "Đã giải trình", "notice": "Lưu ý"}
_ORDER: tuple[State, ...] = ("error", "explained", "notice")


class Fault(NamedTuple):
    """One finding: what it is now, where its cell has gone, and how it is known again."""

    finding: Finding
    state: State
    spot: Spot | None
    answer: Answer

    @property
    def proposal(self) -> str:
        """The first suggestion, where an open cell can take it."""
        cell = self.answer.place and self.finding.field != "unit"
        return self.finding.suggestions[0] if cell and self.finding.suggestions else ""


def faults(where: Plan, summary: Summary, settings: Settings) -> tuple[Fault, ...]:
    """Errors first, each kind unit by unit in official order; the whole file's own come before."""
    (each,) = owed(summary, settings, [where.sender])
    files = standing(list(each.files))
    place = settings.registry.place
    found = [
        _fault(finding, where, settings)
        for finding in summary.findings
        if finding.file in files and not _is_gone(finding, where)
    ]
    found.sort(key=lambda one: (_ORDER.index(one.state), place(one.finding.unit)))
    return tuple(found)


def moved(findings: Iterable[Finding], where: Plan, name: str) -> Iterator[Finding]:
    """The findings at their cells of the returned workbook `name`, or where they were."""
    for finding in findings:
        spot = where.spots.get(_cell(finding))
        if spot:
            cell = look.address(spot.row, spot.col)
            yield finding._replace(file=name, sheet=spot.sheet, cell=cell)
        else:
            yield finding


def _cell(finding: Finding) -> Cell:
    """Where it stands in what was sent."""
    return finding.file, finding.sheet or "", finding.cell or ""


def _is_gone(finding: Finding, where: Plan) -> bool:
    """Whether it is a notice on a unit's line that another file's has replaced."""
    return finding.code == "version_chosen" and _cell(finding) not in where.spots


def _fault(finding: Finding, where: Plan, settings: Settings) -> Fault:
    spot = where.spots.get(_cell(finding))
    place: Place = ""
    if spot:
        place = "general" if spot.sheet == settings.campaign.general_sheet else "rows"
    is_data = spot is not None and finding.field != "unit"
    text = text_of(spot.value) if spot and is_data else finding.found
    unit = finding.unit or where.sender.code
    answer = Answer(place, unit, finding.field or "", finding.code, returned.digest(text))
    return Fault(finding, _state(finding), spot, answer)


def _state(finding: Finding) -> State:
    if not is_error(finding.code):
        return "notice"
    return "explained" if finding.explained else "error"
