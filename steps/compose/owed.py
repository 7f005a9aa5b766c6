"""What each sender still owes: silent units, indicators not reached, errors to correct, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schema.campaign import Indicator
from schema.findings import is_error
from schema.records import Checked, Finding, Submission
from schema.settings import Settings
from schema.summary import Summary, UnitResult
from schema.units import Unit

Left = tuple[Indicator, tuple[Unit, ...]]


class Owed(NamedTuple):
    """One sender's debts, in official order; notices and explained errors are none."""

    sender: Unit
    silent: tuple[Unit, ...]
    left: tuple[Left, ...]  # of the units that reported
    faults: tuple[Finding, ...]
    files: tuple[Submission, ...]  # what was received from it, newest last
    heard: bool  # whether anything of it counts

    @property
    def nothing(self) -> bool:
        """Whether the sender is through."""
        return not (self.silent or self.left or self.faults)

    @property
    def units(self) -> int:
        """How many units are silent or have an indicator left."""
        return len({u.code for u in self.silent} | {u.code for _, us in self.left for u in us})


def owed(
    summary: Summary, settings: Settings, senders: Iterable[Unit] | None = None
) -> tuple[Owed, ...]:
    """What every sender owes, or each of these, in official order."""
    present = sorted(summary.submissions, key=lambda sent: sent.reason != "file_left")
    whose = {sent.path: sent.district for sent in present}
    files: dict[str | None, list[Submission]] = {}
    for sent in summary.submissions:
        files.setdefault(sent.district, []).append(sent)
    faults: dict[str, list[Finding]] = {}
    for finding in summary.findings:
        if is_error(finding.code) and finding.explained is None:
            faults.setdefault(_sender(finding, whose, settings), []).append(finding)
    results = {result.unit: result for result in summary.units}
    return tuple(
        _owed(sender, files.get(sender.code, []), settings, results, faults.get(sender.code, []))
        for sender in (settings.registry.senders if senders is None else senders)
    )


def _sender(finding: Finding, whose: dict[str, str | None], settings: Settings) -> str:
    """Who sent the file, also where the row is another's unit; "" = nobody knows."""
    unit = settings.registry.by_code.get(finding.unit or "")
    return whose.get(finding.file) or (settings.registry.sender_of(unit).code if unit else "")


def _owed(
    sender: Unit, files: list[Submission], settings: Settings, results: dict[str, UnitResult],
    faults: list[Finding],
) -> Owed:  # fmt: skip
    units = settings.registry.of_sender(sender.code)
    files = sorted(files, key=lambda sent: (sent.received, sent.path))
    kept = standing(files)
    silent = tuple(unit for unit in units if results[unit.code].row is None)
    return Owed(
        sender=sender,
        silent=silent,
        left=tuple(_left(units, settings, results)),
        faults=tuple(finding for finding in faults if finding.file in kept),
        files=tuple(files),
        heard=len(silent) < len(units),
    )


def standing(files: list[Submission]) -> frozenset[str]:
    """The files of which something may be asked: those that count, and what was refused since."""
    counting = [sent for sent in files if sent.status == "accepted"]
    newest = counting[-1].received if counting else None
    refused = [
        sent
        for sent in files
        if sent.status == "rejected" and (newest is None or sent.received > newest)
    ]
    return frozenset(sent.path for sent in (*counting, *refused))


def _left(
    units: tuple[Unit, ...], settings: Settings, results: dict[str, UnitResult]
) -> Iterator[Left]:
    for indicator in settings.campaign.indicators:
        missing = tuple(u for u in units if _lacks(results[u.code], indicator))
        if missing:
            yield indicator, missing


def _lacks(result: UnitResult, indicator: Indicator) -> bool:
    """Whether a unit that reported lacks it, and not only by what was explained."""
    if result.row is None or result.indicators[indicator.code] is not False:
        return False
    excused = _excused(result.row)
    return excused is None or not indicator.holds(excused)


def _excused(row: Checked) -> Checked | None:
    """The row as if each explained cell were good: what was explained is not asked again."""
    explained = {f.field: f.found for f in row.findings if f.explained is not None and f.field}
    return row.saying(values={**row.values, **explained}) if explained else None
