"""One sender's share of a summary: all that its returned workbook is made of, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schema.records import DistrictReturn, Finding, Submission
from schema.settings import Settings
from schema.summary import Summary
from schema.units import Unit


def shares(
    summary: Summary, settings: Settings, senders: Iterable[Unit]
) -> Iterator[tuple[Unit, Summary]]:
    """Each sender with its own files, units and findings; what only the province needs is left."""
    files: dict[str | None, list[Submission]] = {}
    for sent in summary.submissions:
        files.setdefault(sent.district, []).append(sent)
    returns: dict[str | None, list[DistrictReturn]] = {}
    for item in summary.returns:  # the rows that count stand with the units
        returns.setdefault(item.submission.district, []).append(item._replace(rows=()))
    findings: dict[str, list[Finding]] = {}
    for finding in summary.findings:
        findings.setdefault(finding.file, []).append(finding)
    place = settings.registry.place
    for sender in senders:
        own = files.get(sender.code, [])
        paths = dict.fromkeys(sent.path for sent in own)
        yield (
            sender,
            Summary(
                as_of=summary.as_of,
                deadline=summary.deadline,
                submissions=tuple(own),
                units=tuple(
                    summary.units[place(unit.code)]
                    for unit in settings.registry.of_sender(sender.code)
                ),
                rates=(),
                findings=tuple(finding for path in paths for finding in findings.get(path, [])),
                returns=tuple(returns.get(sender.code, [])),
            ),
        )


def undated(share: Summary) -> Summary:
    """The share as it would be at the deadline: what stays the same from run to run."""
    return replace(share, as_of=share.deadline)
