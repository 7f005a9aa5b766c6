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

from steps.read import places
from steps.read.kind import Kind, Refused

MIB = 1024 * 1024
PART, TOTAL, PARTS, RATIO, RATIO_FROM = 400 * MIB, 500 * MIB, 2_000, 200, 5 * MIB
WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet[\s>]")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*>(?:</(?:\w+:)?dimension>)?")
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


class Package:
    """A zip of parts that is whole, of honest size, and free of declarations."""

    def __init__(self, data: bytes, kind: Kind) -> None:
        """Look the parts over.

        Raises:
            Refused: too large, incomplete, unsafe, or a sheet with stray content far away.
        """
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        self._small: dict[str, bytes] = {}  # parts that are kept, since they are read again
        self._parts = {_plain(info.filename): info for info in infos}
        _size_is_honest(infos)
        odd = len(self._parts) < len(infos) or "" in self._parts
        if odd or min((info.header_offset for info in self._zip.infolist()), default=0) > 0:
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
        declared = b"!" in content and DOCTYPE.search(content)
        if declared or (name.startswith("xl/") and not READABLE.match(content)):
            raise Refused("file_unsafe")
        if kind.name == "ods" and name == "meta-inf/manifest.xml" and b"encryption-data" in content:
            raise Refused("file_password")
        if kind.open_xml and WORKSHEET.search(content, 0, 4096):
            places.look_over(content)

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
                    content = re.sub(rb"""(\st\s*=\s*["'])e(?=["'])""", rb"\1str", content)
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
