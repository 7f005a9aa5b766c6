"""Where a sheet's content stands: its corners, cells without an address, cells that are twice."""

from xml.etree import ElementTree as Xml

import pytest

import traps
from drawn import HUE, opened, saved
from schema.community_page import CAMPAIGN
from schema.readings import Reading
from steps.read import places, workbook
from steps.read.grid import Place, area
from steps.read.kind import Refused

FULL, BLANK = b'<c r="%s"><v>1</v></c>', b'<c r="%s" s="1"/>'


def read(data: bytes) -> Reading:
    return workbook(data, "PL.xlsx", CAMPAIGN, HUE)


def sheet(*cells: bytes) -> bytes:
    return b"<worksheet><sheetData><row>" + b"".join(cells) + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((), []),
        ((BLANK % b"XFD1048576", b'<c r="A9" s="1"></c>', b"<cols/>", b"<c/>"), []),
        ((FULL % b"B2", BLANK % b"C2", FULL % b"AA2"), [(2, 2), (2, 27)]),
        ((b"<x:c  s='1' r = 'B2' ><x:v>1</x:v></x:c>", FULL % b"c2"), [(2, 2), (2, 3)]),
        ((FULL % b"A99999999", FULL % b"ABCD1"), [(1_048_577, 1), (1_048_577, 1)]),
        ((b"<c><v>1</v></c>", b"<c/>", b"<c t='n'><v>1</v></c>"), [(1, 1), (1, 3)]),
        ((FULL % b"B2", b"<c><v>1</v></c>", FULL % b"F2"), [(2, 2), (2, 3), (2, 6)]),
        ((b"</row><row><c/><c><v>1</v></c>",), [(2, 2)]),
        ((b'</row><row r="7"><c><v>1</v></c></row><row><c><v>1</v></c>',), [(7, 1), (8, 1)]),
    ],
)
def test_every_cell_with_content_has_its_place(
    cells: tuple[bytes, ...], found: list[Place]
) -> None:
    assert list(places.places(sheet(*cells))) == found


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((), ""),
        ((BLANK % b"A1", BLANK % b"XFD1048576"), ""),
        ((FULL % b"A1048576",), ""),
        ((FULL % b"A1", FULL % b"XFD1048576"), "sheet_too_large"),
        ((FULL % b"A1", FULL % b"XFE1"), "sheet_too_large"),
        ((FULL % b"B3", FULL % b"A3", FULL % b"A1"), ""),
        ((FULL % b"A3", FULL % b"A1", FULL % b"B3"), "file_unsafe"),
        ((b"</row></sheetData><sheetData><row>",), "file_unsafe"),
        ((FULL % b"B2", BLANK % b"B2", FULL % b"C2"), ""),
        ((FULL % b"B2", FULL % b"B2"), "file_unsafe"),
        ((FULL % b"B2", FULL % b"C2", FULL % b"b2"), "file_unsafe"),
        ((FULL % b"B2", b"<c><v>1</v></c>", FULL % b"C2"), "file_unsafe"),
        ((b'<c r="A1" t="s"><v>12</v></c>', b'<c r="B1" t="s"><v></v></c>'), ""),
        ((b'<c r="A1" t="s"><v>-1</v></c>',), "file_damaged"),
        ((b"<x:c r='A1' t = 's' ><x:v>abc</x:v></x:c>",), "file_damaged"),
        ((b'<c r="A1" t="s"><v>99999999999</v></c>',), "file_damaged"),
    ],
)
def test_what_readers_would_make_up_is_refused(cells: tuple[bytes, ...], code: str) -> None:
    try:
        places.look_over(sheet(*cells))
    except Refused as refusal:
        assert refusal.trouble.code == code
    else:
        assert code == ""


def test_the_cell_that_is_far_away_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        places.look_over(sheet(FULL % b"A1", FULL % b"ZZ900000", FULL % b"B2"))
    assert refusal.value.trouble.details == {"cell": "ZZ900000"}


def test_a_blank_sheet_does_no_harm() -> None:
    book = opened(traps.GOOD)
    book.create_sheet("Sheet3")
    assert read(saved(book)) == read(traps.GOOD)


def nameless(content: bytes) -> bytes:
    """A sheet's rows and cells without their addresses, with blank ones in every gap."""
    root = Xml.fromstring(content)  # noqa: S314 - our own
    data = next(element for element in root if element.tag.endswith("sheetData"))
    kind = data.tag.removesuffix("sheetData")
    for row in data:
        cells = {area(cell.attrib.pop("r")).left: cell for cell in row}
        row[:] = [cells.get(c, Xml.Element(f"{kind}c")) for c in range(1, max(cells) + 1)]
    rows = {int(row.attrib.pop("r")): row for row in data}
    data[:] = [rows.get(r, Xml.Element(f"{kind}row")) for r in range(1, max(rows) + 1)]
    return Xml.tostring(root)


def test_cells_without_an_address_are_read_where_they_stand() -> None:
    assert read(traps.spoilt(nameless)) == read(traps.GOOD)


@pytest.mark.parametrize("part", [traps.SHEET, "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_part_in_utf_16_is_never_taken_for_a_blank_one(part: str, encoding: str) -> None:
    data = traps.spoilt(lambda content: content.decode().encode(encoding), part)
    assert read(data).rejected == "file_unsafe"
