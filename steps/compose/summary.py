"""The summary workbook: one sheet a module; the leader's page first."""

from __future__ import annotations

from dataclasses import replace

from schema.documents import Book, Sheet
from schema.records import Summary
from schema.settings import HANOI, Settings
from steps.compose import (
    calls,
    changes,
    completion,
    files,
    history,
    look,
    methods,
    overview,
    pages,
    privacy,
    silent,
    sums,
    to_fix,
    trend,
)

STAMP_SHEET = "Danh mục"


def book(summary: Summary, settings: Settings) -> Book:
    """Describe `Tong_hop_<deadline>.xlsx`."""
    letter = settings.letter
    return Book(
        sheets=(
            overview.sheet(summary, settings),
            completion.sheet(summary, settings),
            *sums.sheets(summary, settings),
            pages.sheet(summary, settings),
            to_fix.sheet(summary, settings),
            silent.sheet(summary, settings),
            calls.sheet(summary, settings),
            changes.sheet(summary, settings),
            trend.sheet(summary, settings),
            files.sheet(summary, settings),
            history.sheet(summary, settings),
            methods.sheet(summary, settings),
            _stamp(settings),
        ),
        title=settings.campaign.summary_title,
        organisation=f"{letter.superior} - {letter.issuer}".replace("\n", " "),
        created=summary.as_of.astimezone(HANOI),
        subject=settings.campaign.subject,
    )


def for_leaders(summary: Summary, settings: Settings) -> Book:
    """The same without contacts: no phone, no e-mail, no call list (`contacts_to_leaders`)."""
    described = book(privacy.without_contacts(summary, settings), settings)
    sheets = tuple(sheet for sheet in described.sheets if sheet.name != calls.NAME)
    return replace(described, sheets=sheets)


def _stamp(settings: Settings) -> Sheet:
    """What marks the workbook as our own summary, so that a dropped one is refused by name."""
    draft = look.Draft(STAMP_SHEET)
    draft.put(0, 0, f"consolidate:summary:{settings.campaign.version}::", look.TEXT)
    return draft.finish(hidden=True)
