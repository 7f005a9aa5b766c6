"""The sheet `Phiếu tiếp nhận`: one page that says what was received and what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from schema import returned
from schema.documents import Sheet, Shown, Style
from schema.records import Submission
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.units import Unit
from steps.compose import files, listing, look, wording
from steps.compose.owed import Owed, owed
from steps.compose.returned.faults import Fault
from steps.compose.returned.plan import NOT_READ, Plan

WIDTHS = (5, 30, 16, 15, 8, 9, 16)
HEADS = ("TT", "Tệp", returned.WHEN, returned.CODE, "Lần gửi", "Số dòng đã nhận", "Kết quả")
STYLES = (
    *(look.CENTER, look.CELL, look.MOMENT, look.CENTER._replace(number="@", size=10)),
    *(look.CENTER, look.COUNT, look.CENTER),
)
TITLE = look.TITLE._replace(size=14)
SENDER = look.SUBTITLE._replace(bold=True)
OWED = look.GROUP._replace(align="center")
LEFT = look.CELL._replace(indent=1)
LAST = len(WIDTHS) - 1
ONE_LINE = 16
NAMED = 200  # silent units; all of them stand in the form


def sheet(where: Plan, found: Sequence[Fault], summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet; the file's code also stands in the summary's `Tệp đã nhận`."""
    (each,) = owed(summary, settings, [where.sender])
    draft = look.Draft(returned.RECEIPT)
    on = summary.as_of.astimezone(HANOI).date()
    row = look.heading(draft, settings, LAST + 1, on=on, split=3, number=f"Số: {look.DOTS}")
    row = _put_title(draft, row, where, settings)
    row = _put_files(draft, row, _sent(each)) + 1
    row = _put_owed(draft, row, each, found, settings) + 1
    end = (
        f"Hạn báo cáo: {wording.moment(settings.due)}. "
        f"Phiếu lập lúc {wording.moment(summary.as_of)}. "
        f"Mã tệp là 12 ký tự đầu của SHA-256, ghi cả ở sheet “{files.NAME}” của biểu tổng hợp."
    )
    _wide(draft, row, end, look.NOTE)
    return draft.finish(widths=WIDTHS, protected=True, **look.ONE_PAGE)


def _sent(each: Owed) -> list[tuple[int, Submission]]:
    """The sender's files with their numbers, oldest first."""
    return [
        (number, sent)
        for number, sent in enumerate(each.files, 1)
        if sent.reason not in NOT_READ and sent.status != "excluded"
    ]


def _put_title(draft: look.Draft, row: int, where: Plan, settings: Settings) -> int:
    draft.merge(row, 0, row, LAST, "PHIẾU TIẾP NHẬN PHỤ LỤC BÁO CÁO", TITLE)
    draft.merge(row + 1, 0, row + 1, LAST, settings.campaign.title, look.TITLE)
    who = f"Đơn vị gửi: {where.sender.title}"
    draft.merge(row + 2, 0, row + 2, LAST, who, SENDER)
    draft.heights.update({row: 24, row + 1: 36, row + 2: 22})
    return row + 4


def _put_files(draft: look.Draft, row: int, sent: Sequence[tuple[int, Submission]]) -> int:
    draft.line(row, 0, HEADS, look.HEAD)
    draft.heights[row] = 46
    for n, (number, one) in enumerate(sent, 1):
        name = one.path.rpartition("/")[2]
        rows = one.rows if one.status != "rejected" else 0
        when = one.received.astimezone(HANOI)
        line: tuple[Shown, ...] = (n, name, when, one.sha256[:12], number, rows, files.verdict(one))
        for col, (value, style) in enumerate(zip(line, STYLES, strict=True)):
            draft.put(row + n, col, value, style)
        draft.heights[row + n] = ONE_LINE * listing.lines_of(name, WIDTHS[1]) + 4
    return row + len(sent) + 1


def _put_owed(
    draft: look.Draft, row: int, each: Owed, found: Sequence[Fault], settings: Settings
) -> int:
    """Put what is still owed: counts for each indicator, then unit by unit."""
    _wide(draft, row, "NỘI DUNG CÒN THIẾU", OWED)
    row += 1
    debts = [*_debts(each, found, settings)] or ["Đã đủ, không còn nội dung nào thiếu."]
    for text in debts:
        _wide(draft, row, f"- {text}", LEFT)
        row += 1
    if each.left:
        draft.merge(row, 0, row, 1, "Đơn vị", look.GROUP)
        draft.merge(row, 2, row, LAST, "Còn thiếu", look.GROUP)
        row += 1
    order = [unit.title for unit in settings.registry.of_sender(each.sender.code)]
    for unit, left in sorted(_by_unit(each), key=lambda line: order.index(line[0])):
        draft.merge(row, 0, row, 1, unit, LEFT)
        draft.merge(row, 2, row, LAST, left, LEFT)
        draft.heights[row] = ONE_LINE * listing.lines_of(left, sum(WIDTHS[2:])) + 4
        row += 1
    return row


def _debts(each: Owed, found: Sequence[Fault], settings: Settings) -> Iterator[str]:
    due = settings.registry.of_sender(each.sender.code)
    if each.silent:
        names = ", ".join(unit.title for unit in each.silent[:NAMED])
        names += f" … (+{len(each.silent) - NAMED})" if len(each.silent) > NAMED else ""
        counts = f"{len(each.silent)}/{len(due)} đơn vị"
        yield f"Chưa có nội dung báo cáo: {counts} ({names})."
    for indicator, units in each.left:
        asked = sum(unit.level in indicator.levels for unit in due)
        yield f"{indicator.label}: còn thiếu {len(units)}/{asked} đơn vị."
    states = Counter(fault.state for fault in found)
    if states["error"]:
        yield f"Nội dung phải sửa: {states['error']} (sheet “{returned.TO_FIX}”)."
    if states["explained"]:
        yield f"Nội dung đã giải trình: {states['explained']}."


def _by_unit(each: Owed) -> Iterator[tuple[str, str]]:
    """Each unit that reported, with the indicators that it lacks."""
    lacking: dict[Unit, list[str]] = {}
    for indicator, units in each.left:
        for unit in units:
            lacking.setdefault(unit, []).append(indicator.label)
    for unit, labels in lacking.items():
        yield unit.title, "; ".join(labels)


def _wide(draft: look.Draft, row: int, text: str, style: Style) -> None:
    draft.merge(row, 0, row, LAST, text, style)
    draft.heights[row] = ONE_LINE * listing.lines_of(text, sum(WIDTHS)) + 4
