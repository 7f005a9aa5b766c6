"""The appendix form, generated from the campaign: blank for all, or filled for one sender."""

from __future__ import annotations

from schema.documents import Book
from schema.settings import Settings
from schema.units import Unit
from steps.compose.form import general as first
from steps.compose.form import guide, pages
from steps.compose.form.lists import Lists, names
from steps.compose.form.needs import Values
from steps.compose.form.plan import Block, blank_blocks, sender_blocks
from steps.compose.form.progress import Progress

__all__ = ["composed", "prefilled", "template"]

_BLANK: Values = {}


def template(settings: Settings) -> Book:
    """The blank standard form: any sender, empty lines with drop-down lists of units."""
    return composed(settings, None, blank_blocks(settings))


def prefilled(settings: Settings, sender: Unit) -> Book:
    """The form of one sender: its units preprinted, each beside its exact expected name."""
    return composed(settings, sender, sender_blocks(settings, sender))


def composed(
    settings: Settings, sender: Unit | None, blocks: tuple[Block, ...], general: Values = _BLANK
) -> Book:
    """The form with these lines: sheet 1, the data sheet, the guide, the lists.

    `general` is what sheet 1 will hold, by field: the counts are written as it makes them.
    """
    campaign, lists = settings.campaign, Lists(settings, sender)
    progress = Progress(settings, lists, blocks, general)
    return Book(
        (
            first.sheet(settings, sender, lists, progress),
            pages.sheet(settings, sender, blocks, lists, progress),
            guide.sheet(settings, lists),
            lists.sheet(progress.figures),
        ),
        title=campaign.title if sender is None else f"{campaign.title}: {sender.title}",
        organisation=" ".join(settings.letter.superior.split("\n")),
        created=settings.due,
        subject=campaign.subject,
        names=names(settings),
    )
