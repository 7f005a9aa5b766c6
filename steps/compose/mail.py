"""The letters of one run, described: to leadership, and to each sender only what it owes.

The moment of the run is in no sender's letter, so that the same debts make the same letter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from schema.mail import LEADERS, Attachment, Letter
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.units import PROVINCE
from steps.compose import changes as told
from steps.compose import letter, overview_table, returned, sentences, wording
from steps.compose.letter import Bar, Bars, Block, Points, Said
from steps.compose.owed import Owed, owed
from steps.compose.requests import reminder, requests, thanks
from steps.compose.returned.faults import moved
from steps.compose.returned.plan import plan

Shelf = Mapping[str, Attachment]  # LEADERS or a sender's code -> what goes with its letter
OFFICE = "Ban Thường trực Ủy ban MTTQ Việt Nam"


def letters(summary: Summary, settings: Settings, shelf: Shelf) -> Iterator[Letter]:
    """The letter to leadership, then one for each sender that owes something."""
    yield leaders(summary, settings, shelf)
    indebted = [each for each in owed(summary, settings) if not each.nothing]
    shares = returned.shares(summary, settings, [each.sender for each in indebted])
    for one, (_, share) in zip(indebted, shares, strict=True):
        with_it = shelf.get(one.sender.code)
        each = _in_the_returned(one, share, settings) if one.heard and with_it else one
        kind, asked = ("can_bo_sung", requests) if each.heard else ("nhac_gui", reminder)
        blocks = asked(each, summary, settings, with_it)
        yield _to_sender(each, kind, blocks, summary, settings, shelf)


def _in_the_returned(each: Owed, share: Summary, settings: Settings) -> Owed:
    """Its faults at the cells of the workbook that goes with the letter, to be corrected there."""
    where = plan(share, settings, each.sender)
    return each._replace(faults=tuple(moved(each.faults, where, returned.name(each.sender))))


def thanked(summary: Summary, settings: Settings) -> Iterator[Letter]:
    """A letter of thanks for each sender that owes nothing."""
    for each in owed(summary, settings):
        if each.nothing:
            yield _to_sender(each, "cam_on", thanks(each, settings), summary, settings, {})


def leaders(summary: Summary, settings: Settings, shelf: Shelf) -> Letter:
    """The letter to leadership: figures, table, who is missing, what changed; the summary."""
    subject = f"Tổng hợp “{settings.campaign.subject}”, số liệu đến {wording.moment(summary.as_of)}"
    blocks = (
        Said(f"Kính gửi: {OFFICE} {_province(settings)}"),
        *_figures(summary, settings),
        Said("Biểu tổng hợp gửi kèm thư này. Trân trọng báo cáo."),
    )
    told_of = {
        "facts": summary.facts.to_json(),
        "files": [(sent.path, sent.sha256, sent.status) for sent in summary.submissions],
        "findings": [(f.file, f.sheet, f.cell, f.code, f.explained) for f in summary.findings],
    }
    return Letter(
        key=LEADERS,
        kind=LEADERS,
        sender=settings.mail.sender or "",
        to=settings.mail.leadership,
        subject=subject,
        text=letter.text(blocks),
        html=letter.page(blocks, subject),
        attachments=_with(shelf, LEADERS),
        on=summary.as_of.astimezone(HANOI),
        matter=_digest(LEADERS, told_of),
    )


def _figures(summary: Summary, settings: Settings) -> Iterator[Block]:
    yield Said(f"{sentences.headline(summary, settings)}.", strong=True)
    for sentence in sentences.further(summary, settings):
        yield Said(sentence)
    yield _bars(summary, settings)
    missing = tuple(sentences.missing(summary, settings))
    yield Points("Chưa báo cáo", missing or ("Mọi đơn vị đã báo cáo.",))
    if news := tuple(told.said(summary, settings)):
        yield Points("Thay đổi", news)
    todo = tuple(sentences.decisions(summary, settings))
    yield Points(sentences.DECISIONS, todo or (sentences.NOTHING_LEFT,))


def _bars(summary: Summary, settings: Settings) -> Bars:
    """One bar a sender for the first indicator; where there are too many, one an indicator."""
    registry, campaign = settings.registry, settings.campaign
    level, first = registry.levels[-1], campaign.indicators[0]
    places = {sender.code: sender.title for sender in registry.senders}
    places[PROVINCE] = "Toàn tỉnh"
    if overview_table.by_sender(settings):
        lines = [(name, code, first.code) for code, name in places.items()]
        return _table(f"{first.label} ({wording.units(registry, level)})", lines, summary, level)
    lines = [(i.label, PROVINCE, i.code) for i in campaign.indicators if level in i.levels]
    return _table(f"Các chỉ tiêu ({wording.units(registry, level)})", lines, summary, level)


def _table(title: str, lines: Sequence[tuple[str, str, str]], summary: Summary, level: str) -> Bars:
    tallies = [(name, summary.tally(scope, level, code)) for name, scope, code in lines]
    return Bars(
        title,
        tuple(Bar(name, wording.ratio(t), t.percent, t.permille) for name, t in tallies),
    )


def _to_sender(
    each: Owed, kind: str, blocks: Sequence[Block], summary: Summary, settings: Settings,
    shelf: Shelf,
) -> Letter:  # fmt: skip
    subject = f"{SUBJECTS[kind]} “{settings.campaign.subject}”: {each.sender.title}"
    whole = (Said(f"Kính gửi: {OFFICE} {each.sender.place}"), *blocks, Said("Trân trọng."))
    text = letter.text(whole)
    faults = [(f.file, f.sheet, f.cell, f.code, f.found) for f in each.faults]
    return Letter(
        key=each.sender.code,
        kind=kind,
        sender=settings.mail.sender or "",
        to=settings.mail.districts.get(each.sender.code, ()),
        subject=subject,
        text=text,
        html=letter.page(whole, subject),
        attachments=_with(shelf, each.sender.code),
        on=summary.as_of.astimezone(HANOI),
        matter=_digest(each.sender.code, [kind, settings.period, subject, text, faults]),
    )


SUBJECTS = {
    "can_bo_sung": "Đề nghị bổ sung, chỉnh sửa phụ lục",
    "nhac_gui": "Đề nghị gửi phụ lục",
    "cam_on": "Đã nhận đủ phụ lục",
}


def _with(shelf: Shelf, key: str) -> tuple[Attachment, ...]:
    return (shelf[key],) if key in shelf else ()


def _digest(key: str, content: object) -> str:
    told_of = json.dumps([key, content], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told_of.encode("utf-8", "backslashreplace")).hexdigest()


def _province(settings: Settings) -> str:
    return settings.registry.province_of(settings.registry.units[-1]).place
