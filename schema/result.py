"""result.json: the machine-readable result, the same facts as the summary workbook.

The names are a contract with other programs; its JSON Schema is docs/result.schema.json.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

TOLD = ("page_name", "page_url")  # of a unit's row, where the campaign asks for it
Severity = Literal["error", "notice"]
Status = Literal["accepted", "superseded", "duplicate", "rejected", "excluded", "ignored"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileResult(_Part):
    """One file of the inbox."""

    path: str
    sha256: str
    district: str | None
    status: Status
    received_at: datetime
    received_from: Literal["mail", "ledger"]
    rows: int
    errors: int
    notices: int
    reason: str


class SourceResult(_Part):
    """Where a unit's row stands."""

    file: str
    sheet: str
    row: int


class UnitFacts(_Part):
    """One unit of the registry."""

    code: str
    level: Literal["district", "commune"]
    name: str
    district: str | None
    submitted: bool
    on_time: bool
    status: str | None
    page_name: str | None
    page_url: str | None
    page_key: str | None
    indicators: dict[str, bool | None]
    source: SourceResult | None


class RateResult(_Part):
    """Done of due at one place."""

    scope: str
    level: Literal["district", "commune"]
    indicator: str
    done: int
    due: int


class FindingResult(_Part):
    """One finding; `message` is Vietnamese unless the run was asked for English."""

    file: str
    sheet: str | None
    cell: str | None
    unit: str | None
    field: str | None
    code: str
    severity: Severity
    found: str | None
    value: str | None
    suggestions: list[str]
    explained: str | None
    message: str


class Result(_Part):
    """The whole of result.json."""

    version: Literal[1] = 1
    campaign: str
    as_of: datetime
    deadline: datetime
    files: list[FileResult]
    units: list[UnitFacts]
    rates: list[RateResult]
    findings: list[FindingResult]
