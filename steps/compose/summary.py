"""The summary workbook: one sheet a module; the leader's page first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from schema.documents import Book, Sheet, Sheets
from schema.settings import HANOI, Settings
from schema.summary import Summary
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

Describer = Callable[[Summary, Settings], Sheet]
STAMP_SHEET = "Danh mục"


def book(summary: Summary, settings: Settings) -> Book:
    """Describe `Tong_hop_<deadline>.xlsx`; each sheet is described when it is written."""
    return _book(summary, settings, _describers(settings))


def for_leaders(summary: Summary, settings: Settings) -> Book:
    """The same without contacts: no phone, no e-mail, no call list (`contacts_to_leaders`)."""
    open_to_all = [each for each in _describers(settings) if each is not calls.sheet]
    return _book(privacy.without_contacts(summary, settings), settings, open_to_all)


def _describers(settings: Settings) -> list[Describer]:
    return [
        overview.sheet,
        completion.sheet,
        *([sums.sheet] if settings.campaign.sums else []),
        pages.sheet,
        to_fix.sheet,
        silent.sheet,
        calls.sheet,
        changes.sheet,
        trend.sheet,
        files.sheet,
        history.sheet,
        methods.sheet,
    ]


def _book(summary: Summary, settings: Settings, describers: Iterable[Describer]) -> Book:
    letter = settings.letter
    described = [partial(describe, summary, settings) for describe in describers]
    return Book(
        sheets=Sheets(*described, partial(_stamp, settings)),
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
