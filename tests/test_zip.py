"""The zip around a workbook: honest ways to write one are read, the others refused by name."""

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

import traps
from drawn import HUE
from province import codes, facts
from schema.community_page import CAMPAIGN
from schema.readings import Reading
from schema.settings import Settings
from steps.read import workbook

PARTS = list(traps.parts_of().items())
OTHER = traps.parts_of()[traps.SHEET].replace(b"Ph", b"hP")
DIRECTORY, FLAGS, METHOD, CRC, SIZE, PLACE = b"PK\1\2", 8, 10, 16, 24, 42  # [APPNOTE 4.3.12]


def read(data: bytes) -> Reading:
    return workbook(data, "PL.xlsx", CAMPAIGN, HUE)


def packed(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, names as they are, twice too."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in parts:
            book.writestr(zipfile.ZipInfo(name), content, method)
    return whole.getvalue()


def streamed() -> bytes:
    """A zip as a program writes it that cannot go back: sizes after the parts."""

    class Line(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, content: bytes) -> int:  # type: ignore[override]
            sent.append(bytes(content))
            return len(content)

    sent: list[bytes] = []
    with zipfile.ZipFile(Line(), "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in PARTS:
            book.writestr(name, content)
    return b"".join(sent)


def large() -> bytes:
    """A zip64, as some programs write even the smallest file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in PARTS:
            with book.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return whole.getvalue()


def claimed(field: int, value: bytes) -> bytes:
    """The good workbook whose directory says something else of its sheet."""
    data = bytearray(packed(PARTS))
    entry = data.index(traps.SHEET.encode(), data.index(DIRECTORY)) - 46
    data[entry + field : entry + field + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        packed(PARTS, zipfile.ZIP_STORED),
        packed(PARTS[::-1]),
        packed([(name.replace("/", "\\"), content) for name, content in PARTS]),
        packed([*PARTS, ("xl/media/", b""), ("../../x", b"x"), ("C:\\x", b"x")]),
        packed(PARTS) + b"\0" * 100,
        streamed(),
        large(),
    ],
    ids=["stored", "any order", "backslashes", "names", "padded", "streamed", "zip64"],
)
def test_a_zip_written_otherwise_is_read_alike(data: bytes) -> None:
    assert read(data) == read(traps.GOOD)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed([*PARTS, (traps.SHEET, OTHER)]), "file_unsafe"),
        (packed([*PARTS, (traps.SHEET.upper(), OTHER)]), "file_unsafe"),
        (packed([*PARTS, (traps.SHEET.replace("/", "\\"), OTHER)]), "file_unsafe"),
        (packed([*PARTS, ("/" + traps.SHEET, OTHER)]), "file_unsafe"),
        (packed([*PARTS, ("", b"x")]), "file_unsafe"),
        (claimed(CRC, b"\1\2\3\4"), "file_incomplete"),
        (claimed(SIZE, struct.pack("<L", 10)), "file_incomplete"),
        (claimed(SIZE, struct.pack("<L", 399 << 20)), "file_unpacks_huge"),
        (claimed(PLACE, struct.pack("<L", 0)), "file_incomplete"),  # over another part
        (claimed(PLACE, struct.pack("<L", 1 << 30)), "file_incomplete"),
        (claimed(METHOD, b"\x63\0"), "file_incomplete"),
        (claimed(FLAGS, b"\1\0"), "file_password"),
    ],
)  # fmt: skip
def test_a_zip_that_lies_is_refused(data: bytes, code: str) -> None:
    assert read(data).rejected == code


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.xlsx", packed([(name.upper(), content) for name, content in PARTS])),
        ("x.xlsx", packed([(f"/{name}", content) for name, content in PARTS])),
        ("x.xlsx", packed([part for part in PARTS if part[0] != "[Content_Types].xml"])),
        ("x.eml", packed(PARTS)),
        ("x.msg", packed(PARTS)),
        ("x.numbers", packed([("Index/Document.iwa", b"x")])),
    ],
)
def test_a_document_is_never_opened_as_a_mail_or_archive(
    settings: Settings, tmp_path: Path, name: str, data: bytes
) -> None:
    found = facts(settings, tmp_path, {name: data})
    assert [file["path"] for file in found["files"]] == [name]
    assert not {"part_none", "mail_broken"} & set(codes(found))
