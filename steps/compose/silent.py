"""The sheet `Chưa báo cáo`: the units of which nobody has said anything, by sender."""

from __future__ import annotations

from collections.abc import Iterator

from schema.documents import Sheet
from schema.settings import Settings
from schema.summary import Summary
from schema.units import Unit
from steps.compose import listing, look, signs, wording
from steps.compose.list_layout import SUBMITTED

NAME = wording.SILENT
BAND = look.GROUP
ALL_SILENT = look.GROUP._replace(color=signs.RED)
COLUMNS = (
    listing.Column("TT", 6, look.CENTER),
    listing.Column("Mã đơn vị", 11, look.CENTER._replace(number="@")),
    listing.Column("Đơn vị", 30),
    listing.Column("Cấp", 14, look.CENTER),
    listing.Column("Tình trạng", 40),
)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet: one band a sender, then its silent units."""
    silent = units(summary, settings)
    note = (
        f"({wording.count(len(silent))}/{wording.count(len(summary.units))} đơn vị, "
        f"đến {wording.moment(summary.as_of)})"
    )
    title = f"ĐƠN VỊ CHƯA BÁO CÁO VỀ “{settings.campaign.subject.upper()}”"
    lines = _lines(silent, summary, settings)
    return listing.sheet(NAME, title, note, COLUMNS, lines, **look.PORTRAIT)


def units(summary: Summary, settings: Settings) -> list[Unit]:
    """The silent units in official order."""
    return [settings.registry.by_code[u.unit] for u in summary.units if u.row is None]


def senders(summary: Summary, settings: Settings) -> list[Unit]:
    """The senders of whom nothing counts, neither their own row nor a commune's."""
    registry = settings.registry
    return [
        sender
        for sender in registry.senders
        if not any(summary.tally(sender.code, level, SUBMITTED).done for level in registry.levels)
    ]


def _lines(silent: list[Unit], summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    if not silent:
        yield listing.Band("Mọi đơn vị đã báo cáo.")
    registry, mute = settings.registry, set(senders(summary, settings))
    codes = {unit.code for unit in silent}
    number = 0
    for sender in registry.senders:
        of_sender = registry.of_sender(sender.code)
        missing = [unit for unit in of_sender if unit.code in codes]
        if missing and len(of_sender) > 1:
            style = ALL_SILENT if sender in mute else BAND
            yield listing.Band(f"{sender.title}: {len(missing)}/{len(of_sender)} đơn vị", style)
        for unit in missing:
            number += 1
            level = wording.LEVELS[unit.level]
            yield number, unit.code, unit.title, level, _state(sender, summary, mute)


def _state(sender: Unit, summary: Summary, mute: set[Unit]) -> str:
    sent = any(s.district == sender.code for s in summary.submissions)
    if sender not in mute:
        return "Tệp đã gửi chưa có số liệu của đơn vị này"
    return "Đã gửi tệp nhưng chưa dùng được" if sent else "Chưa nhận được tệp nào"
