"""A described workbook -> the bytes of an .xlsx through xlsxwriter; same book, same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook

from schema.documents import Book
from steps.write.formats import FONT, Formats
from steps.write.gate import accept, clean
from steps.write.limits import fitting
from steps.write.page import NumberedSheet
from steps.write.sheets import put_sheet

_OPTIONS = {
    "in_memory": True,  # no part with cell data is ever left in a temporary folder
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": False},
}


def packed(described: Book) -> bytes:
    """The bytes of the workbook; xlsxwriter dates the parts of the file 1980-01-01 itself."""
    target = io.BytesIO()
    workbook = Workbook(target, _OPTIONS)
    workbook.set_properties(_properties(described))
    formats = Formats(workbook)
    sheets = [part for sheet in described.sheets for part in fitting(sheet)]
    names = [clean(sheet.name, 31) for sheet in sheets]
    worksheets = [workbook.add_worksheet(name, NumberedSheet) for name in names]
    for worksheet, sheet in zip(worksheets, sheets, strict=True):
        put_sheet(workbook, worksheet, sheet, formats)
    for name, refers in described.names.items():
        accept(workbook.define_name(name, refers), f"name {name}")
    workbook.close()
    return target.getvalue()


def _properties(described: Book) -> dict[str, Any]:
    return {
        "title": clean(described.title, 255),
        "subject": clean(described.subject, 255),
        "author": clean(described.organisation, 255),
        "company": clean(described.organisation, 255),
        "created": _utc(described.created),
    }


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment
