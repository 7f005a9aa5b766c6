"""The form's data sheet: heading, two-level header and all that stands below them."""

from __future__ import annotations

from itertools import groupby

from schema.campaign import HELPERS, Campaign
from schema.documents import Area, Sheet
from schema.settings import Settings
from schema.units import Unit
from steps.compose import listing, look
from steps.compose.form import entry
from steps.compose.form.body import put_blocks
from steps.compose.form.lists import Lists, general_name
from steps.compose.form.marks import marks
from steps.compose.form.paper import REPEATED, Paper, paper
from steps.compose.form.plan import FIRST, HEAD, NUMBERS, Block, Frame
from steps.compose.form.progress import Progress
from steps.compose.form.total import put_signature, put_total

_SENDER = look.SUBTITLE._replace(bold=True)
_REMARK = look.NOTE._replace(align="center")
_HELPERS = (34, 10)  # the widths of S and T


def remark(campaign: Campaign) -> str:
    """What stands above the table: what the colours mean, how to add a line, what to write."""
    named, none = Frame(campaign.row_columns).named, campaign.none
    parts = (
        "Ô nền vàng: phải điền mà còn trống.",
        f"Ô nền cam: khác với cột “{HELPERS[0]}” bên phải." if named else "",
        adding(campaign),
        f"Văn bản chưa có thì ghi: {none}." if none else "",
    )
    return " ".join(filter(None, parts))


def adding(campaign: Campaign) -> str:
    """How a unit's further lines are added; "" where it has none."""
    further = campaign.further
    return f"Thêm {further}: chèn một dòng ngay dưới, để trống cột Đơn vị." if further else ""


def sheet(
    settings: Settings,
    sender: Unit | None,
    blocks: tuple[Block, ...],
    lists: Lists,
    progress: Progress,
) -> Sheet:
    """The data sheet with these blocks of lines."""
    campaign = settings.campaign
    frame, draft = Frame(campaign.row_columns), look.Draft(campaign.data_sheet)
    body, page = frame.body(blocks), paper(frame)
    widths = (*page.widths, *(_HELPERS if frame.named else ()))
    row = _put_heading(draft, settings, sender, page)
    progress.put_rows(draft, row, page)
    _put_head(draft, frame)
    row = put_blocks(draft, frame, blocks, lists, widths)
    _put_choices(draft, frame, body, lists)
    draft.marks += marks(campaign, body)
    put_total(draft, frame, body, [line.values for block in blocks for line in block.lines])
    last = put_signature(draft, settings, frame, row + 2)
    return draft.finish(
        widths=widths,
        freeze=(FIRST, 2),
        repeat=(HEAD, NUMBERS),
        repeat_columns=(0, REPEATED - 1) if page.pages > 1 else None,
        print_area=Area(0, 0, last, frame.expected - 1),
        active=(FIRST + 1, 2),
        protected=True,
        zoom=90,
        landscape=True,
        fit=(page.pages, 0),
    )


def _put_heading(draft: look.Draft, settings: Settings, sender: Unit | None, page: Paper) -> int:
    """Put the heading over the first page; return the row of the progress below it."""
    width = page.first
    row = look.appendix_heading(draft, settings, width, settings.campaign.title)
    chosen = general_name("unit")
    formula = f'="Đơn vị: "&IF({chosen}="","{look.DOTS}{look.DOTS}",{chosen})'
    shown = f"Đơn vị: {sender.title if sender else look.DOTS * 2}"
    live = {} if sender else {"formula": formula}
    draft.merges = [
        merge._replace(area=merge.area._replace(left=page.left)) for merge in draft.merges
    ]
    draft.merge(row, page.left, row, width - 1, shown, _SENDER, **live)
    told = remark(settings.campaign)
    draft.merge(row + 1, page.left, row + 1, width - 1, told, _REMARK)
    lines = listing.lines_of(told, sum(page.widths[page.left : width]))
    draft.heights.update({row: 20, row + 1: 15 * lines + 3, HEAD - 1: 6})
    return row + 2


def _put_head(draft: look.Draft, frame: Frame) -> None:
    draft.merge(HEAD, 0, HEAD + 1, 0, "TT", look.HEAD)
    col = 1
    for group, members in groupby(frame.columns, key=lambda column: column.group):
        start = col
        for column in members:
            if group:
                draft.put(HEAD + 1, col, column.label, look.HEAD)
            else:
                draft.merge(HEAD, col, HEAD + 1, col, column.label, look.HEAD)
            col += 1
        if group:
            draft.merge(HEAD, start, HEAD, col - 1, group, look.HEAD)
    for offset, helper in enumerate(HELPERS if frame.named else ()):
        draft.merge(HEAD, col + offset, HEAD + 1, col + offset, helper, look.HEAD)
        draft.put(NUMBERS, col + offset, "", look.NUMBERS)
    draft.line(NUMBERS, 0, [f"({number})" for number in range(1, col + 1)], look.NUMBERS)
    draft.heights.update({HEAD: 20, HEAD + 1: 60, NUMBERS: 16})


def _put_choices(draft: look.Draft, frame: Frame, body: Area, lists: Lists) -> None:
    for col, column in enumerate(frame.columns, 1):
        choice = entry.choice(column, Area(body.top, col, body.bottom, col), lists)
        if choice and column.field != "unit":
            draft.choices.append(choice)
