"""The returned workbook: the standard form with a sender's own values, its faults marked.

Cut from the same code as the template, so dead lists, broken formats and macros are healed; dropped
into the inbox again it is read like any appendix.
"""

from __future__ import annotations

from schema import returned
from schema.documents import Book
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.units import Unit
from steps.compose import form
from steps.compose.returned import faults, filled, leftovers, plan, receipt, to_fix
from steps.compose.returned.share import shares, undated

__all__ = ["book", "name", "senders", "shares", "undated"]


def senders(summary: Summary, settings: Settings) -> tuple[Unit, ...]:
    """Those whose files stand in the inbox, in official order."""
    heard = {
        sent.district
        for sent in summary.submissions
        if sent.status in ("accepted", "superseded", "rejected")
        and sent.reason not in plan.NOT_READ
    }
    return tuple(unit for unit in settings.registry.senders if unit.code in heard)


def name(sender: Unit) -> str:
    """The file name: `474_Thành phố Huế.xlsx`."""
    return returned.name(sender.code, sender.title)


def book(summary: Summary, settings: Settings, sender: Unit) -> Book:
    """Describe `phan_hoi/<code>_<district>.xlsx`."""
    where = plan.plan(summary, settings, sender)
    found = faults.faults(where, summary, settings)
    said = {field: spot.value for field, spot in where.general.items()}
    blank = form.composed(settings, sender, where.blocks, said)
    general, rows, *others = blank.sheets
    kept = [leftovers.sheet(where, settings)] if where.leftovers else []
    return blank._replace(
        sheets=(
            to_fix.sheet(where, found, settings),
            filled.general(general, where, found, settings),
            filled.rows(rows, where, found, settings),
            *kept,
            receipt.sheet(where, found, summary, settings),
            *others,
        ),
        title=f"{settings.campaign.title}: {sender.title}",
        created=summary.as_of.astimezone(HANOI),
    )
