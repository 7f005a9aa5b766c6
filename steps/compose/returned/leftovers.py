"""The sheet `Phần chưa nhận dạng`: what was sent and not understood, with where it stood."""

from __future__ import annotations

from schema import returned
from schema.documents import Sheet
from schema.settings import Settings
from steps.compose import listing, look, wording
from steps.compose.returned.plan import Plan

TEXT = look.CELL._replace(number="@", valign="top")
COLUMNS = (
    listing.Column("TT", 5, look.CENTER._replace(valign="top")),
    listing.Column(returned.FILE, 36, TEXT),
    listing.Column(returned.SHEET, 20, TEXT),
    listing.Column(returned.CELL, 8, TEXT._replace(align="center")),
    listing.Column(returned.LABEL, 28, TEXT),
    listing.Column(returned.CONTENT, 60, TEXT),
)


def sheet(where: Plan, settings: Settings) -> Sheet:
    """Describe the sheet; it is read again and kept, but never counted."""
    note = (
        f"({wording.count(len(where.leftovers))} ô nằm ngoài mẫu hoặc ở dòng chưa rõ đơn vị; không "
        "được tính. Nội dung nào cần báo cáo thì chép vào đúng ô ở sheet "
        f"“{settings.campaign.data_sheet}”.)"
    )
    title = "NỘI DUNG ĐÃ GỬI NHƯNG CHƯA NHẬN DẠNG ĐƯỢC"
    lines = (
        (number, one.file, one.sheet, one.cell, one.label, one.text)
        for number, one in enumerate(where.leftovers, 1)
    )
    return listing.sheet(returned.LEFTOVERS, title, note, COLUMNS, lines, protected=True)
