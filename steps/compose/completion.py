"""The sheet `Tỷ lệ hoàn thành`: the official Biểu tổng hợp, sender by sender.

Every figure is a live formula over the list sheet with its cached value; a rate is cut, never
rounded up, and "-" where nothing is due (counting rules 1 to 3).
"""

from __future__ import annotations

from schema.documents import Area, Rows, Sheet
from schema.settings import HANOI, Settings
from schema.summary import Summary
from steps.compose import closing, completion_block, completion_seal, listing, look, signs, wording
from steps.compose.completion_plan import HEAD, NAME, TAIL, Plan, plan


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet: official heading, its one or two tables, legend, signature."""
    draft, where = look.Draft(NAME), plan(settings)
    _title(draft, where, summary, settings)
    rows = [completion_block.put(draft, where, each, summary, settings) for each in where.blocks]
    alone = len(rows) == 1
    for each in () if alone else rows:
        draft.place(each)
    legend, middle = where.blocks[0].total + 2, where.width * 3 // 5
    draft.merge(legend, 0, legend, where.width - 1, f"Dấu: {signs.LEGEND}.", look.NOTE)
    end = closing.put(draft, where.blocks[0].total + TAIL, settings, where.width, middle)
    bottom = max(end, where.blocks[-1].total + 1)
    bottom = completion_seal.put(draft, bottom, where, summary, settings)
    head = where.blocks[0].head
    return draft.finish(
        rows=rows[0] if alone else Rows(),
        widths=where.widths,
        freeze=(where.blocks[0].first if alone else 0, 2),
        repeat=(head, head + HEAD - 1) if alone else None,
        print_area=Area(0, 0, bottom, where.width - 1),
        zoom=90,
        **(look.LANDSCAPE if where.blocks[0].lower else look.PORTRAIT),
    )


def _title(draft: look.Draft, where: Plan, summary: Summary, settings: Settings) -> None:
    last = where.width - 1
    row = look.heading(draft, settings, where.width, on=summary.as_of.astimezone(HANOI).date())
    province = settings.registry.province_of(settings.registry.units[-1]).place
    title = f"BIỂU {settings.campaign.summary_title}"
    when = wording.moment(summary.as_of)
    note = f"(Tại {province}; số liệu đến {when}; chỉ tiêu: 100\u00a0%)"
    draft.merge(row, 0, row, last, title, look.TITLE)
    draft.merge(row + 1, 0, row + 1, last, note, look.SUBTITLE)
    draft.heights[row] = 19 * listing.lines_of(title, sum(where.widths) * 12 / 14) + 3
    draft.heights[row + 1] = 20
    if sealed := completion_seal.headline(summary, settings):
        draft.merge(row + 2, 0, row + 2, last, sealed, look.SUBTITLE)
        draft.heights[row + 2] = 20
