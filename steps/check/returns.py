"""One file's return: whose it is, its units' checked rows, and every finding on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath

from schema.columns import Noted
from schema.readings import RawRow, Reading
from schema.records import Checked, DistrictReturn, Finding, Submission
from schema.returned import is_name
from schema.settings import HANOI, Settings
from schema.units import Unit
from schema.verdicts import About, Remark
from steps.check.answers import applied
from steps.check.desk import Desk, encodings, file_finding, same
from steps.check.groups import Groups, count, group
from steps.check.judge import judge, unit_row
from steps.check.sender import Claim, claim


def district_return(
    reading: Reading, submission: Submission, settings: Settings, as_of: datetime
) -> DistrictReturn:
    """Check one workbook, readable or not. An error in a cell never rejects its file."""
    claimed = claim(reading, settings.registry)
    if reading.rejected or claimed.sender is None:
        return _rejected(reading, submission, reading.rejected or "file_no_unit")
    about = About(
        registry=settings.registry,
        sender=claimed.sender,
        unit=None,
        latest=as_of.astimezone(HANOI).date(),
        opens=settings.opens,
        closes=settings.deadline,
        rules=settings.judging_rules,
        patterns=settings.patterns,
    )
    desk = Desk(submission.path, settings.campaign, about, encodings(reading))
    corrected, count = applied(reading, desk)
    return _checked(corrected, replace(submission, applied=count), desk, claimed)


def _rejected(reading: Reading, submission: Submission, code: str) -> DistrictReturn:
    """A file that cannot be used: its findings are the reader's on the whole file."""
    named = [trouble for trouble in reading.troubles if trouble.code == code]
    findings = tuple(file_finding(trouble, submission.path) for trouble in named)
    rejected = replace(submission, status="rejected", reason=code)
    return DistrictReturn(rejected, (), findings or (Finding(code, submission.path),))


def _checked(
    reading: Reading, submission: Submission, desk: Desk, claimed: Claim
) -> DistrictReturn:
    sender = desk.sender
    form = reading.general or RawRow(desk.campaign.general_sheet, 0, {}, {})
    stated, found = judge(desk, desk.campaign.general, form, None, frozenset())
    reported = stated.get(desk.campaign.reported)
    if isinstance(reported, date):
        desk = replace(desk, about=desk.about._replace(latest=reported))
    groups = group(reading, desk)
    if not groups.named:
        counted = replace(submission, count=count(reading, groups, (), desk))
        return _rejected_empty(counted, groups, sender)
    rows = tuple(desk.campaign.counted(row) for row in _rows(reading, desk, groups, form, stated))
    found += [*_doubt(desk, form, claimed), *_unstated(desk, form, rows), *groups.held]
    found += [desk.trouble(trouble) for trouble in reading.troubles]
    found += _named(submission, desk)
    left = (*reading.leftovers, *groups.left)
    return DistrictReturn(
        submission=replace(
            submission,
            district=sender.code,
            reported=reported if isinstance(reported, date) else None,
            dated=_day(submission.path),
            rows=groups.filled,
            count=count(reading, groups, [row.unit for row in rows], desk),
        ),
        rows=rows,
        findings=tuple(found),
        typed=reading.general,
        leftovers=tuple(one._replace(file=one.file or submission.path) for one in left),
        answers=reading.answers,
        stated={name: stated[name] for name in desk.campaign.contact if name in stated},
    )


def _rejected_empty(submission: Submission, groups: Groups, sender: Unit) -> DistrictReturn:
    reason = Finding("file_no_unit", submission.path)
    rejected = replace(submission, status="rejected", reason="file_no_unit", district=sender.code)
    return DistrictReturn(replace(rejected, rows=groups.filled), (), (reason, *groups.held))


def _rows(
    reading: Reading, desk: Desk, groups: Groups, form: RawRow, stated: Mapping[str, object]
) -> Iterator[Checked]:
    """The checked rows of the units that say something, in the file's order."""
    missing = frozenset(c.field for c in desk.campaign.row_columns) - set(reading.columns)
    for lines in groups.units.values():
        if not any(line.says_something(desk.campaign.answers) for line in lines.lines):
            continue
        if lines.unit != desk.sender:
            yield unit_row(desk, lines, missing, {})
            continue
        top = lines.top.values
        blank = [field for field in desk.campaign.carried if top.get(field) is None]
        given = frozenset(field for field in blank if form.values.get(field) is not None)
        carried = {field: stated[field] for field in blank if field in stated}
        row = unit_row(desk, lines, missing | given, carried)
        yield row._replace(findings=(*row.findings, *_differing(desk, lines.top, form)))


def _differing(desk: Desk, top: RawRow, form: RawRow) -> Iterator[Finding]:
    """A document that both the row and sheet 1 give, but not alike: the row counts."""
    for column in desk.campaign.row_columns:
        here, there = top.values.get(column.field), form.values.get(column.field)
        both = column.field in desk.campaign.carried and here is not None and there is not None
        if both and not same(here, there):
            noted = Noted(column.field, Remark("document_differs", (), {"other": form.sheet}))
            finding = desk.finding(top, noted, column, desk.sender)
            yield finding._replace(value=finding.found)


def _doubt(desk: Desk, form: RawRow, claimed: Claim) -> Iterator[Finding]:
    """How the sender was told, where its own cell does not say it plainly."""
    typed = form.values.get("unit")
    if claimed.doubt and (typed is None or claimed.doubt == "sender_contradicts"):
        column = desk.campaign.general_columns[0]
        remark = Remark(claimed.doubt, (desk.sender.title,), {"sender": desk.sender.title})
        finding = desk.finding(form, Noted("unit", remark), column, desk.sender)
        inferred = claimed.doubt == "sender_inferred"
        yield finding._replace(value=desk.sender.title) if inferred else finding


def _unstated(desk: Desk, form: RawRow, rows: tuple[Checked, ...]) -> Iterator[Finding]:
    """A document that only sheet 1 can give, left blank beside a row that says something."""
    if not any(row.unit == desk.sender.code for row in rows):
        return
    for column in desk.campaign.general_columns:
        blank = column.field in form.cells and form.values.get(column.field) is None
        if blank and column.must == desk.sender.level:
            yield desk.finding(
                form, Noted(column.field, Remark("cell_required")), column, desk.sender
            )


def _named(submission: Submission, desk: Desk) -> Iterator[Finding]:
    """What is to be noticed of how a file came: its moment, and its name off the convention.

    A returned workbook may come back under the name that we gave it.
    """
    path, sender, prefix = submission.path, desk.sender, desk.campaign.file_prefix
    name = PurePosixPath(path).name
    if submission.doubt:
        yield Finding(submission.doubt, path)
    own = re.fullmatch(rf"{re.escape(prefix)}_([0-9]+)(?:_[0-9]{{8}})?\.xlsx", name)
    named = desk.about.registry.by_code.find(own[1]) if own else None
    if own and named and named.code != sender.code:
        told = {"code": own[1], "whose": named.title, "sender": sender.title}
        yield Finding("file_name_other", path, details=told)
    elif not named and not is_name(name, sender.code, sender.title):
        yield Finding("file_name", path, details={"prefix": prefix})


def _day(path: str) -> date | None:
    """The date in a file name (yyyymmdd), if there is one."""
    for digits in re.findall(r"(?<![0-9])(20[0-9]{6})(?![0-9])", PurePosixPath(path).name):
        try:
            return datetime.strptime(digits, "%Y%m%d").replace(tzinfo=HANOI).date()
        except ValueError:
            continue
    return None
