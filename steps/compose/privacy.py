"""The summary without contacts: what leaders get where `contacts_to_leaders = false` (domain 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schema.columns import Column
from schema.records import Checked, Finding
from schema.settings import Settings
from schema.summary import Summary, UnitResult
from steps.compose import wording


def without_contacts(summary: Summary, settings: Settings) -> Summary:
    """The same figures; phones and e-mails are blank, those inside other texts are masked."""
    columns = (*settings.campaign.row_columns, *settings.campaign.general_columns)
    fields = {column.field: column for column in columns}

    def row(checked: Checked) -> Checked:
        masked = checked.saying(
            values=_kept(checked.values, fields),
            found={name: str(text) for name, text in _kept(checked.found, fields).items()},
            more=tuple(_kept(one, fields) for one in checked.more),
        )
        return masked._replace(findings=tuple(_finding(f, fields) for f in checked.findings))

    def unit(result: UnitResult) -> UnitResult:
        return result._replace(row=row(result.row)) if result.row else result

    return replace(
        summary,
        units=tuple(map(unit, summary.units)),
        replaced=tuple(
            r._replace(older=row(r.older), newer=row(r.newer)) for r in summary.replaced
        ),
        findings=tuple(_finding(finding, fields) for finding in summary.findings),
        submissions=tuple(replace(sent, mail_from=None) for sent in summary.submissions),
        stated={},
        remarks={},
    )


def _kept(values: Mapping[str, object], fields: Mapping[str, Column]) -> dict[str, object]:
    return {
        name: _masked(value, fields.get(name))
        for name, value in values.items()
        if not _is_contact(fields.get(name))
    }


def _finding(finding: Finding, fields: Mapping[str, Column]) -> Finding:
    column = fields.get(finding.field or "")
    if _is_contact(column):
        return finding._replace(found=None, value=None, suggestions=())
    found = None if finding.found is None else str(_masked(finding.found, column))
    return finding._replace(found=found)


def _is_contact(column: Column | None) -> bool:
    return column is not None and column.kind.privacy == "contact"


def _masked(value: object, column: Column | None) -> object:
    open_to_all = column is not None and column.kind.privacy == "open"
    return wording.masked(value) if isinstance(value, str) and not open_to_all else value
