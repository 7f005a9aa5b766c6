"""The sheet `Hướng dẫn`: ten lines on how to fill the form, in the office's words."""

from __future__ import annotations

from dataclasses import replace

from schema.documents import Sheet
from schema.settings import Settings
from steps.compose import look

NAME = "Hướng dẫn"


def sheet(settings: Settings) -> Sheet:
    """The sheet; no cell of it looks like the data sheet's header."""
    draft = look.Draft(NAME)
    draft.merge(0, 0, 0, 1, "HƯỚNG DẪN ĐIỀN PHỤ LỤC", look.TITLE)
    draft.heights[0] = 30
    lines = _lines(settings)
    for number, text in enumerate(lines, 1):
        draft.put(number, 0, number, replace(look.CENTER, size=12))
        draft.put(number, 1, text, replace(look.CELL, size=12))
        draft.heights[number] = 36
    return draft.finish(widths=(5, 82), protected=True, **look.PORTRAIT)


def _lines(settings: Settings) -> tuple[str, ...]:
    campaign = settings.campaign
    return (
        f"Điền trang “{campaign.general_sheet}” trước, rồi đến trang “{campaign.data_sheet}”. "
        "Chỉ điền vào các ô không khóa.",
        "Mỗi đơn vị một dòng. Không đổi tên trang tính, không thêm, xóa hoặc đổi chỗ các cột.",
        *campaign.guide,
        f"Lưu tệp với tên {campaign.file_name('<mã đơn vị>')} và gửi về Ban Thường trực cấp trên "
        f"chậm nhất ngày {settings.deadline:%d/%m/%Y}.",
    )
