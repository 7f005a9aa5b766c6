"""The form's data sheet: heading, two-level header, the units' lines, total and signature."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from schema.campaign import HELPERS, Campaign
from schema.documents import Area, Cell, Choice, Sheet
from schema.settings import Settings
from schema.units import Unit
from steps.compose import listing, look
from steps.compose.form import entry
from steps.compose.form.lists import Lists, general_name
from steps.compose.form.marks import marks
from steps.compose.form.paper import REPEATED, Paper, paper
from steps.compose.form.plan import FIRST, HEAD, NUMBERS, Block, Frame, Line
from steps.compose.form.progress import Progress
from steps.compose.form.total import put_signature, put_total

_EXPECTED = look.CELL._replace(size=10, color="#404040")
_SIGN = look.CENTER._replace(bold=True)
_UNIT = look.CELL._replace(number="@")
_SENDER = look.SUBTITLE._replace(bold=True)
_REMARK = look.NOTE._replace(align="center")
_HELPERS = (34, 10)  # the widths of S and T
_TWO, _MOST = 2, 8  # printed lines of a data line
_POINTS = 15.5  # of one printed line of size 11


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
    row = _put_blocks(draft, frame, blocks, lists, widths)
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


def _put_blocks(
    draft: look.Draft,
    frame: Frame,
    blocks: tuple[Block, ...],
    lists: Lists,
    widths: Sequence[float],
) -> int:
    """Put the lines; return the row of the total."""
    row = FIRST
    for block in blocks:
        _put_block(draft, frame, block, row, lists)
        for line in range(row + 1, row + 1 + len(block.lines)):
            draft.heights[line] = _height(draft, line, widths)
        row += 1 + len(block.lines)
    return row


def _put_block(draft: look.Draft, frame: Frame, block: Block, row: int, lists: Lists) -> None:
    draft.merge(row, 0, row, 1, block.heading, look.GROUP)
    beside = len(HELPERS) if frame.named else 0
    draft.line(row, 2, [None] * (len(frame.columns) - 1 + beside), look.GROUP)
    draft.heights[row] = 20
    for offset, line in enumerate(block.lines, 1):
        _put_line(draft, frame, line, row + offset, lists)
    if any(line.unit is None and line.number for line in block.lines):
        area = Area(row + 1, 1, row + len(block.lines), 1)
        hint = "Chọn đơn vị trong danh sách."
        source = lists.unit_source(block.level)
        draft.choices.append(Choice(area, "list", source, "Đơn vị", hint, hint))


def _put_line(draft: look.Draft, frame: Frame, line: Line, row: int, lists: Lists) -> None:
    draft.put(row, 0, line.number, look.CENTER)
    for col, column in enumerate(frame.columns, 1):
        value = line.values.get(column.field)
        draft.cells[row, col] = Cell(value, entry.filled(column, value))
    if line.unit or line.number is None:
        draft.put(row, 1, line.unit.title if line.unit else None, _UNIT)
    _put_helpers(draft, frame, line, row, lists)


def _height(draft: look.Draft, row: int, widths: Sequence[float]) -> float:
    """Room for two printed lines, and for all of what stands in the line already."""
    deepest = _TWO
    for col, width in enumerate(widths[1:], 1):
        cell = draft.cells.get((row, col))
        value = cell.value if cell else None
        if isinstance(value, str) and len(value) > width:
            words = value if " " in value else value.replace("/", "/ ")  # where a link breaks
            deepest = max(deepest, listing.lines_of(words, width))
    return _POINTS * min(deepest, _MOST) + 2


def _put_helpers(draft: look.Draft, frame: Frame, line: Line, row: int, lists: Lists) -> None:
    named = frame.named
    if named is None or named.kind.expected is None:
        return
    if line.number is None:
        draft.line(row, frame.expected, ("", ""), _EXPECTED)
        return
    registry, patterns = lists.settings.registry, lists.settings.patterns
    expected = named.kind.expected(line.unit, registry, patterns) if line.unit else ""
    if expected:
        draft.put(row, frame.expected, expected, _EXPECTED)
    else:
        formula = lists.expected("$" + look.address(row, 1))
        draft.put(row, frame.expected, "", _EXPECTED, formula=formula)
    typed = look.address(row, frame.at(named.field) or 0)
    wanted = look.address(row, frame.expected)
    sign = f'=IF(OR({typed}="",{wanted}=""),"",IF(EXACT({typed},{wanted}),"✓","≠"))'
    name = line.values.get(named.field)
    shown = ("✓" if name == expected else "≠") if name and expected else ""
    draft.put(row, frame.sign, shown, _SIGN, formula=sign)


def _put_choices(draft: look.Draft, frame: Frame, body: Area, lists: Lists) -> None:
    for col, column in enumerate(frame.columns, 1):
        choice = entry.choice(column, Area(body.top, col, body.bottom, col), lists)
        if choice and column.field != "unit":
            draft.choices.append(choice)
