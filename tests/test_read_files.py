"""What files really are: kinds by their bytes, refusals in one code each, nothing raised."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

import drawn
from drawn import HUE, Layout, appendix
from schema import findings
from schema.community_page import CAMPAIGN
from schema.readings import Reading
from schema.records import Finding
from steps.read import workbook

GOOD = appendix(rows=[{"unit": "Xã Phú An"}])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet2.xml"


def read(data: bytes, name: str = "PL.xlsx") -> Reading:
    return workbook(data, name, CAMPAIGN, HUE)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, content in parts:
            copy.writestr(name, content)
    return whole.getvalue()


def spoilt(part: str, change: Callable[[bytes], bytes], *more: tuple[str, bytes]) -> bytes:
    """The good workbook with one part changed, and further parts."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    return zipped(*((n, change(c) if n == part else c) for n, c in parts), *more)


def stray(address: str) -> bytes:
    row = "".join(c for c in address if c.isdigit())
    cell = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'
    return spoilt(SHEET, lambda content: content.replace(b"</sheetData>", cell.encode()))


@pytest.mark.parametrize(
    "data, code, kind",
    [
        (b"", "file_empty", ""),
        (b"\0" * 4096, "file_incomplete", ""),
        (GOOD[: len(GOOD) // 2], "file_incomplete", ""),
        (GOOD[:-30], "file_incomplete", ""),
        (b"PK", "file_incomplete", ""),
        (OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "file_damaged", ""),
        (OLE, "file_incomplete", ""),
        (b"%PDF-1.7\n", "file_not_workbook", "PDF"),
        (zipped(("word/document.xml", b"<w/>")), "file_not_workbook", "Word (DOCX)"),
        (zipped(("a.xlsx", GOOD), ("b.xlsx", GOOD)), "file_not_workbook", "ZIP"),
        (b"<html><table><tr><td>1</td></tr></table>", "file_not_workbook", "HTML"),
        ("\ufeff<!DOCTYPE html>".encode("utf-16"), "file_not_workbook", "HTML"),
        (b"MIME-Version: 1.0\r\nContent-Type: x", "file_not_workbook", "MHTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "file_not_workbook",
            "XML (Excel 2003)",
        ),
        (
            b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
            "file_not_workbook",
            "OpenDocument (XML)",
        ),
        (b"L\0\0\0\1\x14\2\0" + bytes(68), "file_not_regular", ""),
        (b"[InternetShortcut]\r\nURL=http://example.org/\r\n", "file_not_regular", ""),
        (b'{"url":"https://example.org/","doc_id":"1"}', "file_not_regular", ""),
        ("TT;Đơn vị\n1;Xã Phú An\n".encode(), "file_not_workbook", "CSV/TXT"),
        ("TT\tĐơn vị\n".encode("utf-16"), "file_not_workbook", "CSV/TXT"),
        (bytes(range(256)), "file_unknown", ""),
        (spoilt("xl/workbook.xml", lambda _: b"<workbook"), "file_damaged", ""),
        (spoilt("", bytes, ("XL/Workbook.xml", b"<x/>")), "file_unsafe", ""),
        (spoilt(SHEET, lambda c: b"<!DOCTYPE x>" + c), "file_unsafe", ""),
        (spoilt("", bytes, ("xl/media/a.bin", b" " * 40_000_000)), "file_unpacks_huge", ""),
        (spoilt("", bytes, *((f"x/{n}", b"") for n in range(2100))), "file_unpacks_huge", ""),
        (stray("XFD1048576"), "sheet_too_large", ""),
        (stray("ABCDEFGHIJ5"), "sheet_too_large", ""),
        (stray("A99999999"), "sheet_too_large", ""),
        (zipped(("xl/workbook.xml", b"<x/>"), ("xl/a.xml", b"")), "file_damaged", ""),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes, code: str, kind: str) -> None:
    reading = read(data)
    (trouble,) = reading.troubles
    assert (reading.rejected, trouble.code) == (code, code)
    assert trouble.details.get("kind", "") == kind
    details = {"label": "", "unit": "", **trouble.details}
    for lang in ("vi", "en"):
        assert "{" not in findings.message(Finding(code, "PL.xlsx", details=details), lang)


@pytest.mark.parametrize("share", range(1, 20))
def test_a_file_cut_short_is_never_half_read(share: int) -> None:
    assert read(GOOD[: len(GOOD) * share // 20]).rejected == "file_incomplete"


def test_a_part_that_was_altered_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        start = book.getinfo(SHEET).header_offset + 200
    broken = (
        GOOD[:start] + bytes(byte ^ 0xFF for byte in GOOD[start : start + 40]) + GOOD[start + 40 :]
    )
    assert read(broken).rejected == "file_incomplete"


@pytest.mark.parametrize("name", ["phụ lục.xlsx", "PL.XLSX", "thu/muc/PL.xlsx"])
def test_the_right_ending_needs_no_word(name: str) -> None:
    assert read(GOOD, name).troubles == ()


@pytest.mark.parametrize("name, ending", [("PL.xls", ".xls"), ("PL.csv", ".csv"), ("PL", "PL")])
def test_a_wrong_ending_is_noticed_and_the_file_is_read(name: str, ending: str) -> None:
    reading = read(GOOD, name)
    (trouble,) = reading.troubles
    assert (trouble.code, trouble.details["ending"], trouble.details["kind"]) == (
        "file_ending",
        ending,
        ".xlsx",
    )
    assert len(reading.rows) == 1


def test_formats_far_away_are_no_content() -> None:
    dragged = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    data = spoilt(SHEET, lambda content: content.replace(b"</sheetData>", dragged))
    assert len(read(data).rows) == 1


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_formats_say_the_same(kind: str) -> None:
    second = {"operator_name": "Lê Văn Hai", "operator_phone": 912000222}
    rows: list[drawn.Cells] = [
        {"unit": "Huyện Phú Vang", "operators": [second]},
        {"unit": "Xã Phú An"},
    ]
    layout = Layout(font=".VnTime")
    expected, found = (
        read(appendix(rows=rows, layout=layout)),
        read(appendix(rows=rows, layout=layout, kind=kind), f"PL.{kind}"),
    )
    assert found.rejected == ""
    for one, other in zip(expected.rows, found.rows, strict=True):
        assert dict(one.cells) == dict(other.cells)
        assert dict(one.values) == dict(other.values)
        assert (one.number, one.level, one.joined) == (other.number, other.level, other.joined)
    assert found.rows[2].values["unit"] == "Xã Phú An"
    assert found.general is not None
    assert expected.general is not None
    assert dict(found.general.values) == dict(expected.general.values)


@pytest.mark.libreoffice
def test_a_half_copied_xls_is_refused_at_once() -> None:
    data = appendix(kind="xls")
    for keep in (0.2, 0.5, 0.8):
        kept = int(len(data) * keep)
        assert (
            read(data[:kept] + b"\0" * (len(data) - kept), "PL.xls").rejected == "file_incomplete"
        )
