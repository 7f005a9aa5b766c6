"""The sheet `Thay đổi`: what changed since the last run and since the seal, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schema import changes
from schema.changes import Change, Changes, Place, signed
from schema.documents import Sheet
from schema.settings import Settings
from schema.summary import Summary
from steps.compose import listing, look, signs, wording
from steps.compose.list_layout import REPORTED, SUBMITTED

NAME = "Thay đổi"
MOST = 12  # places in one sentence
NONE = ("các chỉ tiêu của Công văn không thay đổi", "không có thay đổi")
SECTION = look.GROUP._replace(color=signs.BLUE, size=12)
NOTHING = look.CELL._replace(italic=True)
COLUMNS = (
    listing.Column("TT", 5, look.CENTER),
    listing.Column("Đơn vị", 26),
    listing.Column("Cấp", 12, look.CENTER),
    listing.Column("Mới đạt", 66),
    listing.Column("Không còn đạt", 42, look.CELL._replace(color=signs.RED)),
)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet: one section a comparison, one band a sender."""
    note = f"(Đến {wording.moment(summary.as_of)}; chỉ ghi các đơn vị có thay đổi)"
    title = "NHỮNG THAY ĐỔI TỪ LẦN CHẠY TRƯỚC"
    title += " VÀ TỪ KHI CHỐT SỐ LIỆU" if summary.seal else ""
    return listing.sheet(NAME, title, note, COLUMNS, _lines(summary, settings))


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    run, seal = changes.since_last_run(summary), changes.since_seal(summary)
    if run is None:
        yield listing.Band(
            "I. Đây là lần chạy đầu tiên của kỳ này, chưa có gì để so sánh.", SECTION
        )
    else:
        when = wording.moment(run.since)
        yield listing.Band(f"I. SO VỚI LẦN CHẠY TRƯỚC (lúc {when})", SECTION)
        yield from _section(run, settings)
    if seal:
        when = wording.moment(seal.since)
        yield listing.Band(f"II. SO VỚI SỐ LIỆU ĐÃ CHỐT (lúc {when})", SECTION)
        yield from _section(seal, settings)


def _section(found: Changes, settings: Settings) -> Iterator[listing.Line]:
    registry, names = settings.registry, labels(settings)
    if not found.units:
        yield listing.Band("Không có thay đổi.", NOTHING)
    heading = ""
    for number, change in enumerate(found.units, 1):
        unit = registry.by_code[change.unit]
        sender = registry.sender_of(unit).title
        if len(registry.levels) > 1 and sender != heading:
            yield listing.Band(sender)
            heading = sender
        gained, lost = _words(change, names)
        yield number, unit.title, wording.LEVELS[unit.level], gained, lost


def _words(change: Change, names: dict[str, str]) -> tuple[str, str]:
    both = (change.gained, change.lost)
    gained, lost = ("; ".join(names[n] for n in names if n in held) for held in both)
    return gained, lost


def labels(settings: Settings) -> dict[str, str]:
    """What everything that is counted is called, by code."""
    return {**REPORTED, **{i.code: i.label for i in settings.campaign.indicators}}


def said(summary: Summary, settings: Settings) -> Iterator[str]:
    """What the leader reads, in three lines at most: totals and places since the run; the seal."""
    run, seal = changes.since_last_run(summary), changes.since_seal(summary)
    if run:
        when = f"So với lần chạy trước ({wording.moment(run.since)})"
        yield f"{when}: {_totals(run, settings) or NONE[not run.units]}."
        if run.units:
            yield f"{_places(run, settings)} (chi tiết ở sheet “{NAME}”)."
    if seal and seal.units:
        yield f"Từ khi chốt số liệu: {_places(seal, settings, '')}."


def _totals(found: Changes, settings: Settings) -> str:
    """Kế hoạch hoạt động +5 −1; Đã báo cáo +12."""
    gained, lost = found.gained, found.lost
    targets = {i.code: i.label for i in settings.campaign.indicators if i.targeted}
    shown = {SUBMITTED: REPORTED[SUBMITTED], **targets}  # all of it would fill the page
    parts = (
        f"{label} {signed(gained[code], lost[code])}"
        for code, label in shown.items()
        if gained[code] or lost[code]
    )
    return "; ".join(parts)


def _places(found: Changes, settings: Settings, lead: str = "Số đơn vị có thay đổi: ") -> str:
    return lead + wording.some(list(_named(found.places(settings.registry), settings)), MOST)


def _named(places: Iterable[Place], settings: Settings) -> Iterator[str]:
    for place in places:
        name = settings.registry.by_code[place.sender].place
        yield f"{name} {signed(place.gained, place.lost)}"
