"""Versions of a unit (pure): a notice where it is not plain which one counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from schema.records import Checked, DistrictReturn, Finding, Submission


def kept(accepted: Sequence[DistrictReturn], counting: Mapping[str, Checked]) -> Iterator[Finding]:
    """A unit that its sender's newest file leaves out keeps its older row, with a notice."""
    newest = {item.submission.district: item for item in accepted if item.rows}
    for item in accepted:
        newer = newest.get(item.submission.district, item)
        for row in item.rows:
            if newer is not item and counting[row.unit] is row:
                yield _versions("version_kept", row, newer=newer.submission.path)


def chosen(
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


def older(accepted: Iterable[DistrictReturn], counting: Mapping[str, Checked]) -> Iterator[Finding]:
    """A file that counts for a unit of which one that came before is of a later day: a notice."""
    latest: dict[str, tuple[date, Submission]] = {}  # unit -> its latest report date so far
    for item in accepted:
        sent, told = item.submission, None
        if sent.reported is None:
            continue
        for row in item.rows:
            day, before = latest.get(row.unit, (sent.reported, sent))
            if day <= sent.reported:
                latest[row.unit] = sent.reported, sent
            elif counting[row.unit] is row and before.received < sent.received:
                told = told or before
        if told:
            days = {"day": _day(sent), "other": told.path, "later": _day(told)}
            yield Finding("version_older", sent.path, details=days)


def _day(sent: Submission) -> str:
    return f"{sent.reported:%d/%m/%Y}"


def _content(row: Checked) -> tuple[object, ...]:
    return (dict(row.found), [dict(one) for one in row.more])


def _versions(code: str, row: Checked, **details: str) -> Finding:
    place = {"label": "Đơn vị", "unit": row.found["unit"], **details}
    return Finding(
        code, row.source.file, row.source.sheet, row.cells.get("unit"), row.unit, "unit",
        row.found["unit"], row.found["unit"], details=place,
    )  # fmt: skip
