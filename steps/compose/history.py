"""The sheet `Lịch sử`: every row that a newer one replaced, and what changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from schema.columns import Column
from schema.documents import Cell, Sheet, Shown
from schema.longest import SURE
from schema.records import Checked
from schema.settings import HANOI, Settings
from schema.summary import Replaced, Summary
from steps.compose import files, list_layout, listing, look, to_fix, wording

NAME = "Lịch sử"
BLANK, SAME = "(trống)", "không đổi"
TOP = look.CELL._replace(valign="top")
CENTER = look.CENTER._replace(valign="top")
MOMENT = look.MOMENT._replace(valign="top")
QUIET = TOP._replace(italic=True)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet; phones and e-mails are masked (domain 6)."""
    count = len(summary.replaced)
    note = f"({wording.count(count)} lần thay; số điện thoại và hộp thư được che bớt)"
    title = "CÁC DÒNG ĐÃ ĐƯỢC THAY BẰNG BẢN MỚI HƠN"
    return listing.sheet(NAME, title, note, _columns(settings), _lines(summary, settings))


def _columns(settings: Settings) -> tuple[listing.Column, ...]:
    registry = settings.registry
    upper = wording.units(registry, registry.levels[0])
    sender = (listing.Column(upper[:1].upper() + upper[1:], 17, TOP),)
    return (
        listing.Column("TT", 5, CENTER),
        listing.Column("Đơn vị", 19, TOP),
        *(sender if len(registry.levels) > 1 else ()),
        listing.Column("Nội dung thay đổi (cũ → mới)", 54, TOP),
        listing.Column("Từ tệp", 36, TOP),
        listing.Column("Nhận lúc", 16, MOMENT),
        listing.Column("Sang tệp", 36, TOP),
        listing.Column("Nhận lúc", 16, MOMENT),
    )


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    if not summary.replaced:
        yield listing.Band("Chưa có dòng nào được thay bằng bản mới hơn.")
    received = {
        sent.path: sent.received.astimezone(HANOI)
        for sent in summary.submissions
        if sent.reason != files.LEFT
    }
    place = settings.registry.place
    ordered = sorted(summary.replaced, key=lambda one: place(one.unit))  # each oldest first
    for number, one in enumerate(ordered, 1):
        for part, said in enumerate(_cells(changed(one.older, one.newer, settings))):
            yield (None if part else number, *_line(one, said, received, settings))


def _line(
    one: Replaced, said: str, received: dict[str, datetime], settings: Settings
) -> Iterator[Shown | Cell]:
    registry = settings.registry
    unit = registry.by_code[one.unit]
    yield unit.title
    if len(registry.levels) > 1:
        yield registry.sender_of(unit).title
    yield said or Cell(SAME, QUIET)
    for row in (one.older, one.newer):
        yield row.source.file
        yield received.get(row.source.file)


def _cells(lines: Iterable[str]) -> Iterator[str]:
    """What changed, in as many cells as it takes; one that is empty where nothing did."""
    held = ""
    for line in lines:
        for start in range(0, len(line), SURE):
            piece = line[start : start + SURE]
            if held and len(held) + len(piece) >= SURE:
                yield held
                held = piece
            else:
                held = f"{held}\n{piece}" if held else piece
    yield held


def changed(older: Checked, newer: Checked, settings: Settings) -> Iterator[str]:
    """Each field that differs, `label: old → new`, in the appendix's order."""
    campaign = settings.campaign
    heads = list_layout.layout(settings).columns
    columns = {
        column.field: column._replace(label=heads[column.field].head, group="")
        for column in campaign.row_columns
    }
    for column in campaign.general_columns:
        columns.setdefault(column.field, column)
    repeated = [column for column in columns.values() if column.repeats]
    for column in columns.values():
        yield from _told(column, _text(older, column), _text(newer, column), settings)
    for n in range(max(len(older.more), len(newer.more))):
        for column in repeated:
            was, now = (_further(row, n, column) for row in (older, newer))
            named = column._replace(label=f"{column.label} (người thứ {n + 2})")
            yield from _told(named, was, now, settings)


def _told(column: Column, was: str, now: str, settings: Settings) -> Iterator[str]:
    if was != now:
        both = (to_fix.shown(column.field, text, settings) or BLANK for text in (was, now))
        yield f"{column.title}: {' → '.join(both)}"


def _text(row: Checked, column: Column) -> str:
    """The tidy value of a good cell, else what was typed."""
    if column.field in row.values:
        return _plain(column, row.values[column.field])
    return row.found.get(column.field, "")


def _further(row: Checked, number: int, column: Column) -> str:
    more = row.more[number] if number < len(row.more) else {}
    return _plain(column, more.get(column.field))


def _plain(column: Column, value: object) -> str:
    if value is None:
        return ""
    shown = column.kind.show(value)
    return f"{shown:%d/%m/%Y}" if isinstance(shown, date) else str(shown)
