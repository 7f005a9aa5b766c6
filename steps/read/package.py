"""The parts of a zipped workbook, looked over before any reader sees them.

Limits are measured: of 2,024 honest workbooks the largest unpacks to 108 MiB at 140:1 in 196
parts, a sheet with formats dragged to the last row to 241 MiB; bombs go beyond 1,000:1.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from steps.read.grid import address, column_number
from steps.read.kind import Kind, Refused

MIB = 1024 * 1024
PART, TOTAL, PARTS, RATIO, RATIO_FROM = 400 * MIB, 500 * MIB, 2_000, 200, 5 * MIB
BOX = 20_000_000  # cells between the first and the last one with content
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FILLED = re.compile(  # a cell with its address, in quotes of either kind, that is not empty
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>]*(?<!/)>(?!</)"""
)
WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet[\s>]")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*>(?:</(?:\w+:)?dimension>)?")
DATA = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\0?<")
READABLE = re.compile(  # no other encoding: the scans here look for ASCII, and Excel writes UTF-8
    rb"""(?:\xef\xbb\xbf)?\s*<(?!\0)(?!\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8|us-ascii))""",
    re.IGNORECASE,
)
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
FAULTS = (  # what zipfile and its decompressors raise over damaged bytes, by the fuzzer's account
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


class Extent(NamedTuple):
    """The corners of a sheet's content, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """Cells between the corners."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Package:
    """A zip of parts that is whole, of honest size, and free of declarations."""

    def __init__(self, data: bytes, kind: Kind) -> None:
        """Look the parts over.

        Raises:
            Refused: too large, incomplete, unsafe, or a sheet with stray content far away.
        """
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self._small: dict[str, bytes] = {}  # parts that are kept, since they are read again
        self._parts = {_plain(info.filename): info for info in infos}
        _size_is_honest(infos)
        twice = len(self._parts) < len(infos)
        if twice or min((info.header_offset for info in self._zip.infolist()), default=0) > 0:
            raise Refused("file_unsafe")  # readers disagree on which part, or which zip, is meant
        for name, info in self._parts.items():
            self._look_over(name, info, kind)

    def read(self, name: str) -> bytes:
        """The bytes of a part, b"" if there is none."""
        info = self._parts.get(_plain(name))
        if info is None:
            return b""
        return self._small.get(_plain(name)) or self._zip.read(info)

    def _look_over(self, name: str, info: zipfile.ZipInfo, kind: Kind) -> None:
        content = self._unpacked(name, info)
        if name.endswith(".bin") or not XML.match(content):
            return
        if DOCTYPE.search(content) or (name.startswith("xl/") and not READABLE.match(content)):
            raise Refused("file_unsafe")
        if kind.name == "ods" and name == "meta-inf/manifest.xml" and b"encryption-data" in content:
            raise Refused("file_password")
        if kind.open_xml and WORKSHEET.search(content, 0, 4096):
            if len(DATA.findall(content)) > 1:
                raise Refused("file_unsafe")  # readers take the first block only, or all of them
            _content_is_near(content)

    def _unpacked(self, name: str, info: zipfile.ZipInfo) -> bytes:
        """The whole of a part; a small one is kept."""
        if info.flag_bits & 1:
            raise Refused("file_password")
        try:
            content = self._zip.read(info)
        except FAULTS:
            raise Refused("file_incomplete") from None
        if len(content) < MIB:
            self._small[name] = content
        return content

    def mended(self) -> bytes:
        """The same workbook without what calamine stumbles over: new errors, odd dimensions."""
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as copy:
            for info in self._parts.values():
                content = self._zip.read(info)
                if WORKSHEET.search(content, 0, 4096):
                    content = re.sub(rb"""(?<=\st=)(["'])e["']""", rb"\1str\1", content)
                    content = DIMENSION.sub(b"", content)
                copy.writestr(info.filename, content)
        return whole.getvalue()


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _size_is_honest(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    bomb = total > RATIO_FROM and total > RATIO * max(packed, 1)
    huge = total > TOTAL or any(info.file_size > PART for info in infos)
    if bomb or huge or len(infos) > PARTS:
        raise Refused("file_unpacks_huge")


def _cells(content: bytes) -> Iterator[tuple[int, int]]:
    for found in FILLED.finditer(content):
        letters, digits = found.groups()
        short = len(letters) <= 3 and len(digits) <= 7
        yield (int(digits), column_number(letters.decode())) if short else (LAST_ROW + 1, 1)


def _content_is_near(content: bytes) -> None:
    """A calamine sheet is as large as the box around its content: keep that box reasonable."""
    extent = Extent(LAST_ROW, LAST_COLUMN, 0, 0)
    far, farthest = (1, 1), 0.0
    rows, columns, last = set[int](), set[int](), 0
    for row, column in _cells(content):
        if (row != last and row in rows) or (row == last and column in columns):
            raise Refused("file_unsafe")  # which of the two is meant, nobody knows
        if row != last:
            columns, last = set(), row
            rows.add(row)
        columns.add(column)
        top, left, bottom, right = extent
        extent = Extent(min(top, row), min(left, column), max(bottom, row), max(right, column))
        distance = row / LAST_ROW + column / LAST_COLUMN
        if distance > farthest:
            far, farthest = (row, column), distance
    if farthest and (extent.size > BOX or extent.bottom > LAST_ROW or extent.right > LAST_COLUMN):
        raise Refused("sheet_too_large", cell=address(*far))
