"""Sheet 1 of the form: the sender and its report, label in B, value in C."""

from __future__ import annotations

from schema.columns import Column
from schema.documents import Area, Choice, Mark, Sheet, Style
from schema.settings import Settings
from schema.units import Unit
from steps.compose import look
from steps.compose.form import entry
from steps.compose.form.lists import FIRST_GENERAL, Lists, general_name
from steps.compose.form.needs import general_needs
from steps.compose.form.progress import Progress

_WIDTH = 3
_VALUE = 2  # column C
_LABEL = look.CELL._replace(size=12)
_NUMBER = look.CENTER._replace(size=12)


def sheet(settings: Settings, sender: Unit | None, lists: Lists, progress: Progress) -> Sheet:
    """The sheet, its sender preprinted where it is known."""
    campaign = settings.campaign
    draft = look.Draft(campaign.general_sheet)
    row = look.appendix_heading(draft, settings, _WIDTH, campaign.title)
    draft.heights[row - 2] = 36
    draft.heights[row - 1] = 38
    draft.merge(row, 0, row, _WIDTH - 1, "THÔNG TIN CHUNG", look.TITLE)
    draft.heights[row] = 26
    progress.put_general(draft, row + 1, _WIDTH)
    draft.line(FIRST_GENERAL - 1, 0, ("TT", "Nội dung", "Phần điền của đơn vị"), look.HEAD)
    draft.heights[FIRST_GENERAL - 1] = 24
    for number, column in enumerate(campaign.general_columns, 1):
        _put_line(draft, number, column, sender, lists)
    _put_marks(draft, settings)
    _put_remarks(draft, settings)
    return draft.finish(
        widths=(5, 42, 46), protected=True, active=(FIRST_GENERAL, _VALUE), **look.PORTRAIT
    )


def _put_line(
    draft: look.Draft, number: int, column: Column, sender: Unit | None, lists: Lists
) -> None:
    row = FIRST_GENERAL + number - 1
    draft.put(row, 0, number, _NUMBER)
    draft.put(row, 1, column.label, _LABEL)
    draft.heights[row] = 24
    area = Area(row, _VALUE, row, _VALUE)
    open_cell = entry.upright(entry.style(column))
    if column.field == "unit":
        _put_sender(draft, area, sender, open_cell, lists)
        return
    draft.put(row, _VALUE, None, open_cell)
    choice = entry.choice(column, area, lists)
    if choice:
        draft.choices.append(choice)


def _put_sender(
    draft: look.Draft, area: Area, sender: Unit | None, open_cell: Style, lists: Lists
) -> None:
    if sender:
        draft.put(area.top, area.left, sender.title, open_cell._replace(bold=True, locked=True))
        return
    draft.put(area.top, area.left, None, open_cell._replace(bold=True))
    source = lists.unit_source(lists.settings.registry.levels[0])
    hint = "Chọn đơn vị báo cáo trong danh sách."
    draft.choices.append(Choice(area, "list", source, "Đơn vị", hint, hint, strict=True))


def _put_marks(draft: look.Draft, settings: Settings) -> None:
    needed = general_needs(settings)
    yellow = Style(fill=look.MISSING)
    for row, column in enumerate(settings.campaign.general_columns, FIRST_GENERAL):
        if column in needed:
            cell = look.address(row, _VALUE)
            said = "TRUE" if column.field == "unit" else f'{general_name("unit")}<>""'
            formula = f"=AND(LEN(TRIM({cell}))=0,{said})"
            area = Area(row, _VALUE, row, _VALUE)
            draft.marks.append(Mark(area, "formula", formula, yellow))


def _put_remarks(draft: look.Draft, settings: Settings) -> None:
    campaign = settings.campaign
    row = FIRST_GENERAL + len(campaign.general_columns) + 1
    none = f"; văn bản chưa ban hành thì ghi: {campaign.none}" if campaign.none else ""
    remarks = (
        f"Hạn báo cáo: chậm nhất ngày {settings.deadline:%d/%m/%Y}.",
        f"Ô nền vàng là ô phải điền mà còn trống{none}.",
        f"Sau khi điền trang này, điền tiếp trang “{campaign.data_sheet}”.",
    )
    for offset, remark in enumerate(remarks):
        draft.merge(row + offset, 0, row + offset, _WIDTH - 1, remark, look.NOTE)
        draft.heights[row + offset] = 18
