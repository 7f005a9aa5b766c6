"""An old .xls, cut, zeroed or tangled anywhere: refused, or it says all that the whole one says."""

import random
import struct
from pathlib import Path

import pytest

from compounds import END, ORDERS, SECTOR, compound
from drawn import HUE
from schema.community_page import CAMPAIGN
from schema.readings import Reading
from steps.read import workbook
from steps.read.compound import Compound, TangledError

OLD_FORM = next((Path(__file__).parent.parent / "examples" / "inbox").glob("*.xls")).read_bytes()
BOOK = Compound(OLD_FORM).read("workbook")
BOTH = [(order, compound({"Workbook": BOOK, "Summary": b"x"}, order)) for order in ORDERS]
REFUSED = {"file_incomplete", "file_damaged", "file_unknown"}
TABLE = dict(zip(ORDERS, (-SECTOR, SECTOR, SECTOR), strict=True))  # where the sectors' table begins


def read(data: bytes) -> Reading:
    return workbook(data, "PL.xls", CAMPAIGN, HUE)


WHOLE = read(OLD_FORM)


def short(data: bytes) -> list[str]:
    """Why the reading of a spoilt file is wrong: not refused, and yet not all of it."""
    reading = read(data)
    if reading.rejected in REFUSED or reading == WHOLE:
        return []
    return [f"{reading.rejected} {len(reading.rows)} of {len(WHOLE.rows)}"]


@pytest.mark.parametrize(("order", "data"), BOTH, ids=ORDERS)
def test_the_order_of_its_sectors_changes_nothing(order: str, data: bytes) -> None:
    assert len(WHOLE.rows) > 10
    assert read(data) == WHOLE


@pytest.mark.parametrize(("order", "data"), [("xlwt", OLD_FORM), *BOTH], ids=["xlwt", *ORDERS])
@pytest.mark.parametrize("filling", [b"", b"\0", b"\xff"], ids=["cut", "zeros", "ones"])
def test_a_half_copied_one_is_never_read_short(order: str, data: bytes, filling: bytes) -> None:
    for keep in range(SECTOR, len(data), SECTOR):
        assert short(data[:keep] + filling * (len(data) - keep)) == [], keep


@pytest.mark.parametrize(("order", "data"), BOTH, ids=ORDERS)
def test_no_wound_in_the_tables_leads_to_other_rows(order: str, data: bytes) -> None:
    chance, wounded = random.Random(7), set()
    at = TABLE[order] % len(data)
    for number in range(300):
        spoilt = bytearray(data)
        entry = at + 4 * chance.randrange(len(data) // SECTOR)
        spoilt[entry : entry + 4] = struct.pack(
            "<L", chance.choice([chance.randrange(200), chance.getrandbits(32), END])
        )
        wounded.add(bytes(spoilt) == data or read(bytes(spoilt)).rejected)
        assert short(bytes(spoilt)) == [], number
    assert wounded >= {"file_damaged", "file_incomplete"}


@pytest.mark.parametrize("at", [26, 28, 30, 44, 48, 56, 60, 64, 68, 72, 76, 80])
def test_no_wound_in_the_header_leads_to_other_rows(at: int) -> None:
    for value in (0, 1, 5, 60, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF):
        spoilt = OLD_FORM[:at] + struct.pack("<L", value) + OLD_FORM[at + 4 :]
        assert short(spoilt) == [], value


def records() -> list[tuple[int, int, int]]:
    """Kind, beginning and end of each record of the form."""
    found, at = [], 0
    while at + 4 <= len(BOOK):
        kind, size = struct.unpack_from("<HH", BOOK, at)
        found.append((kind, at, at + 4 + size))
        at += 4 + size
    return found


@pytest.mark.parametrize("kind", [0x0A, 0x809], ids=["end", "beginning"])
def test_a_sheet_that_does_not_begin_or_end_is_told(kind: int) -> None:
    for found, begin, _ in records():
        if found == kind:
            other = BOOK[:begin] + struct.pack("<H", 0x0FFF) + BOOK[begin + 2 :]
            assert short(compound({"Workbook": other})) == []


@pytest.mark.parametrize(
    ("streams", "code", "kind"),
    [
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "file_password", ""),
        ({"WordDocument": b"", "1Table": b""}, "file_not_workbook", "Word (DOC)"),
        ({"PowerPoint Document": b""}, "file_not_workbook", "PowerPoint (PPT)"),
        ({"__properties_version1.0": b""}, "file_not_workbook", "Outlook (MSG)"),
        ({"Contents": b""}, "file_unknown", ""),
        ({"Workbook": b"\x09\x08\x10\0" + b"\0" * 16 + b"\x2f\0\2\0\1\0"}, "file_password", ""),
        ({"Workbook": b"not at all"}, "file_damaged", ""),
        ({"Book": b""}, "file_incomplete", ""),
    ],
)  # fmt: skip
def test_it_is_named_as_what_it_is(streams: dict[str, bytes], code: str, kind: str) -> None:
    for order in ORDERS:
        (trouble,) = read(compound(streams, order)).troubles
        assert (trouble.code, trouble.details.get("kind", "")) == (code, kind)


def test_a_word_in_a_cell_is_no_stream() -> None:
    """`EncryptedPackage` typed into a cell makes no password."""
    typed = "EncryptedPackage".encode("utf-16-le")
    data = compound({"Workbook": BOOK, "Note": typed})
    assert read(data) == WHOLE


def test_a_directory_in_a_circle_is_told() -> None:
    data = bytearray(compound({"Workbook": BOOK, "Note": b""}, "tables first"))
    left = 2 * SECTOR + 128 * 2 + 68  # the second stream's neighbour
    data[left : left + 4] = struct.pack("<L", 1)
    with pytest.raises(TangledError):
        Compound(bytes(data)).streams  # noqa: B018
