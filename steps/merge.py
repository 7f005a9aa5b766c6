"""Merge (pure): the returns of all files -> one table with every unit of the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from itertools import groupby

from schema.campaign import Campaign, Unique
from schema.findings import is_error
from schema.records import (
    Checked,
    DistrictReturn,
    Finding,
    Replaced,
    Standing,
    Submission,
    UnitResult,
)
from schema.settings import Settings
from schema.units import Unit


@dataclass(frozen=True, slots=True)
class Table:
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
    notices = [*_kept(accepted, counting), *_chosen(accepted, counting)]
    counting, shared = _unique(counting, settings)
    sources = {row.source.file for row in counting.values()}
    settled = [_settle(item, sources) for item in ordered]
    findings = [
        *(f for item in settled for f in _of_file(item)),
        *(f for row in counting.values() for f in row.findings),
        *notices,
        *shared,
    ]
    return Table(
        units=_units(counting, settings, _valid(accepted, since)),
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
        yield replace(item, submission=sent)


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
        stated[sender] = {**stated.get(sender, {}), **item.stated}
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
    return replace(item, submission=reason)


def _of_file(item: DistrictReturn) -> Iterator[Finding]:
    superseded = item.submission.status == "superseded"
    return (f for f in item.findings if not superseded or f.cell is None)


def _kept(accepted: Sequence[DistrictReturn], counting: Mapping[str, Checked]) -> Iterator[Finding]:
    """A unit that its sender's newest file leaves out keeps its older row, with a notice."""
    newest = {item.submission.district: item for item in accepted if item.rows}
    for item in accepted:
        newer = newest.get(item.submission.district, item)
        for row in item.rows:
            if newer is not item and counting[row.unit] is row:
                yield _versions("version_kept", row, newer=newer.submission.path)


def _chosen(
    accepted: Sequence[DistrictReturn], counting: Mapping[str, Checked]
) -> Iterator[Finding]:
    """Two versions received at the same moment that differ: a notice on both says which counts."""
    for _, moment in groupby(accepted, key=lambda item: item.submission.received):
        versions: dict[str, list[Checked]] = {}
        for item in moment:
            for row in item.rows:
                versions.setdefault(row.unit, []).append(row)
        for rows in versions.values():
            if any(_content(row) != _content(rows[0]) for row in rows[1:]):
                for row in rows:
                    yield _versions("version_chosen", row, counted=counting[row.unit].source.file)


def _content(row: Checked) -> tuple[object, ...]:
    return (dict(row.found), [dict(one) for one in row.more])


def _versions(code: str, row: Checked, **details: str) -> Finding:
    place = {"label": "Đơn vị", "unit": row.found["unit"], **details}
    return Finding(
        code, row.source.file, row.source.sheet, row.cells.get("unit"), row.unit, "unit",
        row.found["unit"], row.found["unit"], details=place,
    )  # fmt: skip


def _unique(
    counting: dict[str, Checked], settings: Settings
) -> tuple[dict[str, Checked], list[Finding]]:
    """Rows that share what must be unique lose it: an error on each of them."""
    unique = settings.campaign.unique
    if unique is None:
        return counting, []
    users: dict[str, list[Checked]] = {}
    for row in counting.values():
        if (key := settings.campaign.counted(row).key) is not None:
            users.setdefault(key, []).append(row)
    kept, found = dict(counting), []
    for rows in (rows for rows in users.values() if len(rows) > 1):
        for row in rows:
            found.append(_shared(row, rows, unique, settings))
            good = {name: value for name, value in row.values.items() if name != unique.field}
            kept[row.unit] = row.saying(values=good)
    return kept, found


def _shared(row: Checked, rows: list[Checked], unique: Unique, settings: Settings) -> Finding:
    titles = {code: unit.title for code, unit in settings.registry.by_code.items()}
    column = next(c for c in settings.campaign.row_columns if c.field == unique.field)
    others = ", ".join(titles[other.unit] for other in rows if other is not row)
    return Finding(
        code=unique.code,
        file=row.source.file,
        sheet=row.source.sheet,
        cell=row.cells.get(column.field),
        unit=row.unit,
        field=column.field,
        found=row.found[column.field],
        details={"label": column.title, "unit": titles[row.unit], "others": others},
    )


def _units(
    counting: Mapping[str, Checked], settings: Settings, valid: Mapping[str, datetime]
) -> tuple[UnitResult, ...]:
    figured = cache(partial(_figured, settings.campaign))  # few differ, and units share them
    return tuple(
        _unit(unit, counting.get(unit.code), valid.get(unit.code), settings, figured)
        for unit in settings.registry.reporting
    )


Figured = tuple[Mapping[str, bool | None], Mapping[str, int]]


def _unit(
    unit: Unit,
    row: Checked | None,
    valid: datetime | None,
    settings: Settings,
    figured: Callable[..., Figured],
) -> UnitResult:
    standing = settings.campaign.counted(row).standing if row else None
    indicators, figures = figured(unit.level, standing)
    on_time = row is not None and valid is not None and valid <= settings.due
    return UnitResult(unit.code, row, indicators, valid if row else None, on_time, figures)


def _figured(campaign: Campaign, level: str, standing: Standing | None) -> Figured:
    """What is counted of a unit of one level."""
    holds, figures = standing or Standing((), (0,) * len(campaign.sums))
    added = zip(campaign.sums, figures, strict=True)
    return (
        {i.code: i.code in holds if level in i.levels else None for i in campaign.indicators},
        {total.code: figure for total, figure in added if level in total.levels},
    )


def _place(finding: Finding) -> tuple[object, ...]:
    """Files by name; within a file sheet by sheet, row by row; the file's own findings first."""
    cell = finding.cell or ""
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = int(digits or 0)
    return (finding.file, finding.sheet or "", row, len(letters), letters, finding.code)
