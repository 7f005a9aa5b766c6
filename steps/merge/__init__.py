"""Merge (pure): the returns of all files -> one table with every unit of the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from schema.findings import is_error
from schema.records import Checked, DistrictReturn, Finding, Submission
from schema.settings import Settings
from schema.summary import Replaced, UnitResult
from steps.merge import first_sheets, versions
from steps.merge.uniqueness import unshared
from steps.merge.units import units


class Table(NamedTuple):
    """Every unit of the registry with the row that counts for it, and what became of each file."""

    units: tuple[UnitResult, ...]
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    replaced: tuple[Replaced, ...]
    returns: tuple[DistrictReturn, ...]  # oldest first
    stated: Mapping[str, Mapping[str, object]]  # sender -> whom to phone, by its newest file


def table(
    returns: Iterable[DistrictReturn], settings: Settings, since: Mapping[str, datetime]
) -> Table:
    """Choose each unit's row, judge uniqueness among the rows that count, and add the silent.

    Counting rules 1, 5 and 7: the newest received row of an accepted file wins; at the same
    moment the later report date, then the later date in the file name, then the path.
    `since`: unit -> when earlier runs first saw a version of it without errors.
    """
    ordered = sorted(_dated(list(returns)), key=_age)
    accepted = [item for item in ordered if item.submission.status == "accepted"]
    counting = {row.unit: row for item in accepted for row in item.rows}
    notices = [
        *versions.kept(accepted, counting),
        *versions.chosen(accepted, counting),
        *versions.older(accepted, counting),
    ]
    counting, shared = unshared(counting, settings)
    sources = {row.source.file for row in counting.values()}
    settled = [_settle(item, sources) for item in ordered]
    counted = [item for item in settled if item.submission.status == "accepted"]
    gone = first_sheets.replaced(counted, counting, settings.campaign)
    findings = [
        *(f for item in settled for f in _of_file(item, gone)),
        *(f for row in counting.values() for f in row.findings),
        *notices,
        *shared,
    ]
    return Table(
        units=units(counting, settings, _valid(accepted, since)),
        submissions=tuple(sorted((i.submission for i in settled), key=lambda s: s.path)),
        findings=tuple(sorted(findings, key=_place)),
        replaced=tuple(_replaced(accepted)),
        returns=tuple(settled),
        stated=_stated(accepted),
    )


def _dated(returns: list[DistrictReturn]) -> Iterator[DistrictReturn]:
    """The returns, each received when the first copy of its bytes was."""
    first: dict[str, Submission] = {}
    for sent in (item.submission for item in returns):
        earlier = first.get(sent.sha256)
        if earlier is None or sent.received < earlier.received:
            first[sent.sha256] = sent
    for item in returns:
        sent = item.submission
        if sent.status in ("accepted", "duplicate"):
            copy = first[sent.sha256]
            sent = replace(sent, received=copy.received, received_from=copy.received_from)
        yield item._replace(submission=sent)


def _valid(
    accepted: Sequence[DistrictReturn], since: Mapping[str, datetime]
) -> dict[str, datetime]:
    """Unit -> when its first version without an error in its own cells was received."""
    valid = dict(since)
    for item in accepted:
        received = item.submission.received
        for row in item.rows:
            if not any(is_error(finding.code) for finding in row.findings):
                valid[row.unit] = min(valid.get(row.unit, received), received)
    return valid


def _stated(accepted: Sequence[DistrictReturn]) -> dict[str, Mapping[str, object]]:
    """Sender -> what its newest file says of whom to phone; older files fill what it leaves out."""
    stated: dict[str, Mapping[str, object]] = {}
    for item in accepted:
        sender = item.submission.district or ""
        older = stated.get(sender)
        stated[sender] = {**older, **item.stated} if older else item.stated
    return stated


def _replaced(accepted: Sequence[DistrictReturn]) -> Iterator[Replaced]:
    """Each row that a newer one replaced, oldest first."""
    current: dict[str, Checked] = {}
    for item in accepted:
        for row in item.rows:
            if row.unit in current:
                yield Replaced(row.unit, current[row.unit], row)
            current[row.unit] = row


def _age(item: DistrictReturn) -> tuple[object, ...]:
    sent = item.submission
    return (sent.received, sent.reported or date.min, sent.dated or date.min, sent.path)


def _settle(item: DistrictReturn, sources: set[str]) -> DistrictReturn:
    """An accepted file of which no row counts any more is superseded."""
    silent = item.rows and item.submission.path not in sources
    if item.submission.status != "accepted" or not silent:
        return item
    reason = replace(item.submission, status="superseded", reason="file_superseded")
    return item._replace(submission=reason)


def _of_file(item: DistrictReturn, gone: Collection[first_sheets.Place]) -> Iterator[Finding]:
    superseded = item.submission.status == "superseded"
    for finding in item.findings:
        replaced = (finding.file, finding.sheet, finding.cell) in gone
        if not replaced and (not superseded or finding.cell is None):
            yield finding


def _place(finding: Finding) -> tuple[object, ...]:
    """Files by name; within a file sheet by sheet, row by row; the file's own findings first."""
    cell = finding.cell or ""
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = int(digits or 0)
    return (finding.file, finding.sheet or "", row, len(letters), letters, finding.code)
