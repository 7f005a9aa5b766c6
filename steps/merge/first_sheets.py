"""Sheets 1 of a sender's files (pure): each line counts as one file fills it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schema.campaign import Campaign
from schema.records import Checked, DistrictReturn

Place = tuple[str, str | None, str | None]  # file, sheet, cell


def replaced(
    accepted: Sequence[DistrictReturn], counting: Mapping[str, Checked], campaign: Campaign
) -> frozenset[Place]:
    """The cells of sheets 1 that a newer file's has replaced: what is wrong there is no more."""
    senders: dict[str, list[DistrictReturn]] = {}
    for item in accepted:
        senders.setdefault(item.submission.district or "", []).append(item)
    return frozenset(
        place
        for sender, items in senders.items()
        if len(items) > 1
        for place in _replaced(items, counting.get(sender), campaign)
    )


def _replaced(
    items: Sequence[DistrictReturn], own: Checked | None, campaign: Campaign
) -> Iterator[Place]:
    forms = {item.submission.path: item.form for item in items if item.form}
    newest = next(reversed(forms), None)
    source = own.source.file if own and own.source.file in forms else None
    for path, form in forms.items():
        for field, cell in form.cells.items():
            if campaign.form_of(field, newest, source) != path:
                yield path, form.sheet, cell
