"""result.json: the same facts as the summary workbook, for other programs and for tests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from schema.findings import Lang, catalogue, is_error, message
from schema.records import Finding
from schema.result import (
    TOLD,
    FileResult,
    FindingResult,
    RateResult,
    Result,
    SourceResult,
    UnitFacts,
)
from schema.settings import HANOI, Settings
from schema.summary import Summary, UnitResult
from schema.tally import Rate
from steps.compose import reasons

SILENT = "Chưa báo cáo"


def text(summary: Summary, settings: Settings, lang: Lang = "vi") -> str:
    """The whole of result.json as text; everything in the order of the summary."""
    return "".join(parts(summary, settings, lang))


def parts(summary: Summary, settings: Settings, lang: Lang = "vi") -> Iterator[str]:
    """The same piece by piece: a country's units would be large as one text."""
    frame = Result(
        campaign=settings.name,
        as_of=summary.as_of.astimezone(HANOI),
        deadline=summary.deadline.astimezone(HANOI),
        files=[],
        units=[],
        rates=[],
        findings=[],
    )
    lists: tuple[Iterable[BaseModel], ...] = (
        _files(summary, lang),
        (_unit(unit, settings) for unit in summary.units),
        map(_rate, summary.rates),
        (_finding(finding, lang) for finding in summary.findings),
    )
    head, *rests = frame.model_dump_json(indent=1).rsplit("[]", len(lists))
    yield head
    for items, rest in zip(lists, rests, strict=True):
        yield from _listed(items)
        yield rest
    yield "\n"


def _listed(items: Iterable[BaseModel]) -> Iterator[str]:
    """A JSON list, indented as it stands in the frame."""
    before = "["
    for item in items:
        yield f"{before}\n  " + item.model_dump_json(indent=1).replace("\n", "\n  ")
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _rate(rate: Rate) -> RateResult:
    return RateResult(
        scope=rate.scope,
        level=rate.level,
        indicator=rate.indicator,
        done=rate.tally.done,
        due=rate.tally.due,
    )


def schema_text() -> str:
    """The JSON Schema of result.json, as committed in docs/result.schema.json."""
    described = Result.model_json_schema(mode="serialization")
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _files(summary: Summary, lang: Lang) -> Iterator[FileResult]:
    counts = Counter((finding.file, is_error(finding.code)) for finding in summary.findings)
    named = reasons.of_files(summary)
    for sent in summary.submissions:
        yield FileResult(
            path=sent.path,
            sha256=sent.sha256,
            district=sent.district,
            status=sent.status,
            received_at=sent.received.astimezone(HANOI),
            received_from=sent.received_from,
            rows=sent.rows,
            errors=counts[sent.path, True],
            notices=counts[sent.path, False],
            reason=reasons.reason(sent, named, lang),
        )


def _unit(result: UnitResult, settings: Settings) -> UnitFacts:
    registry, row = settings.registry, result.row
    unit = registry.by_code[result.unit]
    two_level = len(registry.levels) == 1
    return UnitFacts(
        code=unit.code,
        level=unit.level,
        name=unit.title,
        district=None if two_level else registry.sender_of(unit).code,
        submitted=row is not None,
        on_time=result.on_time,
        status=_good(result, settings.campaign.state) if row else SILENT,
        page_key=_key(result, settings),
        indicators=dict(result.indicators),
        source=SourceResult(**row.source._asdict()) if row else None,
        **_told(result, settings),
    )


def _told(result: UnitResult, settings: Settings) -> dict[str, str | None]:
    """What the contract tells of a row; null where the campaign does not ask for it."""
    fields = settings.campaign.told
    return {name: _typed(result, fields[name]) if name in fields else None for name in TOLD}


def _good(result: UnitResult, field: str) -> str | None:
    value = result.row.values.get(field) if result.row else None
    return None if value is None else str(value)


def _typed(result: UnitResult, field: str) -> str | None:
    """The tidy value; the found text where the cell is in error; null where it is blank."""
    tidy = _good(result, field)
    return tidy if tidy is not None or result.row is None else result.row.found.get(field) or None


def _key(result: UnitResult, settings: Settings) -> str | None:
    unique = settings.campaign.unique
    tidy = _good(result, unique.field) if unique else None
    return unique.key(tidy) if unique and tidy else None


def _finding(finding: Finding, lang: Lang) -> FindingResult:
    return FindingResult(
        file=finding.file,
        sheet=finding.sheet,
        cell=finding.cell,
        unit=finding.unit,
        field=finding.field,
        code=finding.code,
        severity=catalogue()[finding.code].severity,
        found=finding.found,
        value=finding.value,
        suggestions=list(finding.suggestions),
        explained=finding.explained,
        message=message(finding, lang),
    )
