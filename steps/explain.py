"""Explain (pure): the senders' answers -> findings that are explained; they stay what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schema.records import DistrictReturn, Explanation, Finding, Submission
from schema.returned import digest
from schema.summary import UnitResult


def told(returns: Iterable[DistrictReturn]) -> Iterator[Explanation]:
    """What the files of the inbox explain, in the order of the returns (oldest first)."""
    for item in returns:
        for answer in item.answers:
            if answer.explained:
                _, unit, field, code, found, _, text = answer
                yield Explanation(unit, field, code, found, text, item.submission.received)


def units(
    results: Iterable[UnitResult],
    explanations: Sequence[Explanation],
    submissions: Sequence[Submission],
) -> tuple[UnitResult, ...]:
    """The units' own rows with their findings explained; no indicator changes."""
    if not explanations:
        return tuple(results)
    return tuple(
        result._replace(
            row=result.row._replace(
                findings=findings(result.row.findings, explanations, submissions)
            ),
        )
        if result.row
        else result
        for result in results
    )


def findings(
    found: Iterable[Finding],
    explanations: Iterable[Explanation],
    submissions: Iterable[Submission],
) -> tuple[Finding, ...]:
    """The findings, each with the newest explanation of its unit, field, code and very text."""
    words = {one[:4]: one.text for one in explanations}
    senders = {sent.path: sent.district or "" for sent in submissions}

    def key(finding: Finding) -> tuple[str, str, str, str]:
        unit = finding.unit or senders.get(finding.file, "")
        return (unit, finding.field or "", finding.code, digest(finding.found))

    return tuple(
        finding._replace(explained=words[key(finding)]) if key(finding) in words else finding
        for finding in found
    )
