"""A described workbook -> the bytes of an .xlsx through xlsxwriter; same book, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter.exceptions import FileCreateError

from schema.documents import Book, Sheet
from steps.write.formats import PLAIN, Formats
from steps.write.gate import accept, clean
from steps.write.limits import fitting, is_long
from steps.write.parts import PlainWorkbook
from steps.write.sheets import put_sheet
from steps.write.streamed import StreamedSheet
from steps.write.worksheet import NumberedSheet

_OPTIONS = {
    "in_memory": True,  # no part with cell data lies in a temporary folder, but of a long list
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": PLAIN,
}


def packed(described: Book, aside: Path | None = None) -> bytes:
    """The bytes of the workbook; what is too long for memory lies `aside` meanwhile."""
    target = io.BytesIO()
    for _ in pack(described, target, aside):
        pass
    return target.getvalue()


def pack(described: Book, target: BinaryIO, aside: Path | None = None) -> Iterator[None]:
    """Write the workbook into a file; xlsxwriter dates its parts 1980 itself.

    There is a pause after each row of a list. What is too long for memory lies in a private folder
    `aside` meanwhile.

    Raises:
        OSError: the file, or the folder, takes no more.
    """
    with ExitStack() as places:
        workbook = PlainWorkbook(target, _OPTIONS)
        workbook.set_properties(_properties(described))
        formats = Formats(workbook)
        for sheet in described.sheets:
            for part in fitting(sheet):
                if is_long(part) and not workbook.tmpdir:
                    workbook.tmpdir = places.enter_context(TemporaryDirectory(dir=aside))
                yield from put_sheet(workbook, _worksheet(workbook, part), part, formats)
        for name, refers in described.names.items():
            accept(workbook.define_name(name, refers), f"name {name}")
        if full := _closed(workbook):
            raise full


def _closed(workbook: PlainWorkbook) -> OSError | None:
    """Write all of it; what went wrong comes without its frames, for they hold the `ZipFile`."""
    try:
        workbook.close()
    except FileCreateError as fault:  # xlsxwriter's word for any OSError
        return OSError(*fault.args[0].args)
    return None


def _worksheet(workbook: PlainWorkbook, sheet: Sheet) -> Any:
    """A worksheet; xlsxwriter's options for a whole workbook are set for a long one alone."""
    name = clean(sheet.name, 31)
    if not is_long(sheet):
        return workbook.add_worksheet(name, NumberedSheet)
    workbook.constant_memory, workbook.in_memory = True, False
    worksheet = workbook.add_worksheet(name, StreamedSheet)
    worksheet.first = sheet.rows.first
    workbook.constant_memory = False
    return worksheet


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
