"""Draw the test: rows as plain dictionaries become a real appendix workbook, in bytes.

    drawn.appendix("Huyện Phú Vang", rows=[{"unit": "Xã Phú An", "leader_phone": 905123456}])

Whatever a row does not say is filled well (`drawn.good`); None leaves a cell blank. The layout is
the form's own (rows 8-9 header, 10 column numbers, groups, total, signatures) and is drawn here by
hand, so that the reader is not tested against the template's own code.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from drawn_rows import HUE, Cells, find, good, good_form, page_name
from drawn_sheets import FIELDS, FORM, HEADS, Layout, draw_form, draw_list
from schema.units import Registry

__all__ = [
    "FIELDS",
    "FORM",
    "HEADS",
    "HUE",
    "Cells",
    "Layout",
    "appendix",
    "converted",
    "find",
    "good",
    "good_form",
    "opened",
    "page_name",
    "saved",
]


def appendix(
    sender: str = "Huyện Phú Vang",
    rows: Sequence[Cells] | None = None,
    *,
    general: Cells | None = None,
    layout: Layout | None = None,
    kind: str = "xlsx",
    units: Registry = HUE,
) -> bytes:
    """The sender's workbook in bytes.

    `rows`: one dictionary a unit, over `good`; "operators" lists further operators as
    dictionaries; None = every unit of the sender, all good. A row without "unit" is drawn as it
    is. `general`: sheet 1, over `good_form`. `kind`: xlsx, or xls and ods through LibreOffice.
    """
    layout = layout or Layout()
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    if layout.general_sheet:
        first.title = layout.general_sheet
        draw_form(first, {**good_form(sender), **(general or {})})
        page = book.create_sheet(layout.data_sheet)
    else:
        page = first
        page.title = layout.data_sheet
    draw_list(page, sender, _all(sender, units) if rows is None else rows, layout, units)
    if layout.stamp:
        stamped = book.create_sheet("Danh mục")
        stamped["A1"] = layout.stamp
        stamped.sheet_state = "hidden"
    if layout.hidden:
        page.sheet_state = "hidden"
    return saved(book) if kind == "xlsx" else converted(saved(book), kind)


def _all(sender: str, units: Registry) -> list[Cells]:
    unit = find(sender, units)
    assert unit, sender
    return [{"unit": each.title} for each in units.of_sender(unit.code)]


def saved(book: Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def opened(data: bytes) -> Workbook:
    """A drawn workbook again, to spoil it further."""
    return load_workbook(io.BytesIO(data))


def converted(data: bytes, kind: str) -> bytes:
    """An .xlsx as .xls or .ods, by LibreOffice; skips the test where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "drawn.xlsx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{kind}").read_bytes()
