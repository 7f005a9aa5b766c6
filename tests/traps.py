"""Makers of traps, one a family: real files that hang, kill or mislead readers."""

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from drawn import appendix

GOOD = appendix(rows=[{"unit": "Xã Phú An", "remarks": "x"}])
SHEET = "xl/worksheets/sheet2.xml"
END = b"</sheetData>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parts_of(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, content in parts.items():
            copy.writestr(name, content)
    return whole.getvalue()


def spoilt(change: Callable[[bytes], bytes], part: str = SHEET) -> bytes:
    """The good workbook with one part changed."""
    parts = parts_of()
    return zipped({**parts, part: change(parts[part])})


def with_rows(rows: bytes) -> bytes:
    return spoilt(lambda sheet: sheet.replace(END, rows + END))


def far_away() -> bytes:
    return with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def cell(address: str, inner: bytes, kind: str = "n", row: int = 12) -> bytes:
    """The good workbook with the inside of one cell replaced."""
    wanted = re.compile(rb'<c r="%s"[^>]*?(/>|>.*?</c>)' % address.encode())

    def change(sheet: bytes) -> bytes:
        changed, count = wanted.subn(
            b'<c r="%s" t="%s">%s</c>' % (address.encode(), kind.encode(), inner), sheet
        )
        assert count == 1, address
        return changed

    return spoilt(change)


def inline(address: str, text: str) -> bytes:
    return cell(address, f"<is><t>{text}</t></is>".encode(), "inlineStr")


def dimension(reference: str) -> bytes:
    return spoilt(lambda s: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % reference.encode(), s))  # noqa: E501  # fmt: skip


def backwards() -> bytes:
    """The rows of the sheet in reverse order."""

    def turn(sheet: bytes) -> bytes:
        rows = re.findall(rb"<row .*?</row>", sheet, re.DOTALL)
        return sheet.replace(b"".join(rows), b"".join(reversed(rows)))

    return spoilt(turn)


def lying_size() -> bytes:
    """A part that says it is small and is not."""
    data = bytearray(spoilt(lambda s: s.replace(END, END + b" " * 9_000_000)))
    real = struct.pack("<L", len(parts_of(bytes(data))[SHEET]))
    return bytes(data.replace(real, struct.pack("<L", 4000)))


def laughs(encoding: str = "utf-8") -> bytes:
    dtd = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return spoilt(lambda s: dtd.encode(encoding) + s)


def one_string(size: int) -> bytes:
    text = b"<is><t>" + b"a" * size + b"</t></is>"
    return with_rows(b'<row r="60"><c r="A60" t="inlineStr">' + text + b"</c></row>")


def styles(count: int) -> bytes:
    more = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * count + b"</cellXfs>"
    return spoilt(lambda s: s.replace(b"</cellXfs>", more), "xl/styles.xml")


def empty_rows(count: int, columns: str = "A") -> Iterator[bytes]:
    for row in range(60, 60 + count):
        yield b'<row r="%d">%s</row>' % (
            row,
            b"".join(b'<c r="%s%d" s="1"/>' % (c.encode(), row) for c in columns),
        )


def merged(area: str) -> bytes:
    block = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    return spoilt(
        lambda s: re.sub(rb"<mergeCells.*?</mergeCells>", b"", s).replace(END, END + block)
    )


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def loop(path: Path) -> None:
    path.symlink_to(path)


def linked_folder(path: Path) -> None:
    path.symlink_to("/etc", target_is_directory=True)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
