"""How a typed value is printed back, and what is said of a fault, in the sender's own workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from schema.campaign import Campaign
from schema.documents import Shown
from schema.findings import message
from schema.readings import Broken, RawRow, text_of
from schema.records import Finding

HEALED = ("text_legacy",)  # notices whose cell is printed as it was understood
EARLIEST = date(1900, 3, 1)  # Excel's calendar is right from here on


def shown(line: RawRow, field: str, findings: Iterable[Finding], campaign: Campaign) -> Shown:
    """What stands in the returned cell: as typed, but for what no cell of the form can hold.

    A broken cell is blank, a link behind a text is the link, a legacy font is Unicode.
    """
    for finding in findings:
        if finding.code in HEALED and finding.value and _is_of(finding, line, field):
            return finding.value
    value = line.values.get(field)
    if value is None or isinstance(value, Broken):
        return None
    linked = campaign.unique is not None and field == campaign.unique.field
    if linked and field in line.links and "/" not in str(value):
        return line.links[field]
    if isinstance(value, bool) or (isinstance(value, date) and _day(value) < EARLIEST):
        return text_of(value)
    return value


def _is_of(finding: Finding, line: RawRow, field: str) -> bool:
    return (finding.sheet, finding.cell) == (line.sheet, line.cells[field])


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def sentence(finding: Finding) -> str:
    """What is wrong and what to do; what was explained, or written instead, is said too."""
    said = message(finding)
    if finding.explained:
        return f"Đã giải trình: {finding.explained}\n({said})"
    if len(finding.suggestions) > 1:
        others = " hoặc ".join(finding.suggestions[1:])
        said = said if others in said else f"{said} Hoặc: {others}."
    if finding.value and finding.value != finding.found:
        return f"{said} Đã hiểu là: {finding.value}"
    return said


def origin(finding: Finding) -> str:
    """Where it stood in the sender's own file."""
    parts = [f"tệp {PurePosixPath(finding.file).name}"]
    parts += [f"sheet {finding.sheet}"] if finding.sheet else []
    parts += [f"ô {finding.cell}"] if finding.cell else []
    return ", ".join(parts)
