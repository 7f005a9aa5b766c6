"""The summary workbook: one sheet a module; the leader's page first."""

from __future__ import annotations

from schema.documents import Book, Sheet
from schema.records import Summary
from schema.settings import HANOI, Settings
from steps.compose import completion, files, look, methods, overview, pages, silent, to_fix

STAMP_SHEET = "Danh mục"


def book(summary: Summary, settings: Settings) -> Book:
    """Describe `Tong_hop_<deadline>.xlsx`."""
    letter = settings.letter
    return Book(
        sheets=(
            overview.sheet(summary, settings),
            completion.sheet(summary, settings),
            pages.sheet(summary, settings),
            to_fix.sheet(summary, settings),
            silent.sheet(summary, settings),
            files.sheet(summary, settings),
            methods.sheet(summary, settings),
            _stamp(settings),
        ),
        title=settings.campaign.summary_title,
        organisation=f"{letter.superior} - {letter.issuer}".replace("\n", " "),
        created=summary.as_of.astimezone(HANOI),
        subject=settings.campaign.subject,
    )


def _stamp(settings: Settings) -> Sheet:
    """What marks the workbook as our own summary, so that a dropped one is refused by name."""
    draft = look.Draft(STAMP_SHEET)
    draft.put(0, 0, f"consolidate:summary:{settings.campaign.version}::", look.TEXT)
    return draft.finish(hidden=True)
