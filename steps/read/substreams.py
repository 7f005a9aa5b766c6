"""Whether an .xls is whole: each of its sheets begins and ends where the workbook says ([MS-XLS]).

xlrd skips what it does not know, zeros too, so that a half-copied sheet could pass as a short one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from steps.read.compound import Compound, CutError, TangledError
from steps.read.kind import OLE, Refused

BEGIN, END = frozenset({0x0009, 0x0209, 0x0409, 0x0809}), 0x000A
SHEET, PASSWORD = 0x0085, 0x002F
WORKSHEET = 0  # a BOUNDSHEET's type; charts, macros and modules are not read
ZEROS = 16  # records of zeros in a row; some programs write one, a sector not yet copied holds 128


def look_over(data: bytes) -> None:
    """Follow every record of the workbook and of its worksheets.

    Raises:
        Refused: protected by a password, incomplete, or damaged.
    """
    try:
        book = _stream(data)
        for sheet in list(_sheets(book)):
            for _ in _records(book, sheet):
                pass
    except CutError:
        raise Refused("file_incomplete") from None
    except TangledError:
        raise Refused("file_damaged") from None


def _stream(data: bytes) -> bytes:
    """The workbook's own stream; Excel 2 to 4 wrote nothing around it."""
    if not data.startswith(OLE):
        return data
    whole = Compound(data)
    return whole.read("workbook" if "workbook" in whole.streams else "book")


def _sheets(book: bytes) -> Iterator[int]:
    """Where the worksheets begin."""
    for kind, body in _records(book, 0):
        if kind == PASSWORD:
            raise Refused("file_password")
        if kind == SHEET and body + 6 <= len(book):
            start, _, what = struct.unpack_from("<LBB", book, body)
            if what == WORKSHEET:
                yield start


def _records(book: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Type and place of each record of a substream, from its beginning to its own end."""
    depth, zeros, head = 0, 0, struct.Struct("<HH")
    while at + head.size <= len(book):
        kind, size = head.unpack_from(book, at)
        zeros = zeros + 1 if kind == size == 0 else 0
        if zeros > (ZEROS if depth else 0):
            raise CutError("zeros")
        if depth == 0 and kind not in BEGIN:
            raise TangledError("no beginning")
        yield kind, at + head.size
        at += head.size + size
        depth += (kind in BEGIN) - (kind == END)
        if depth == 0 and at <= len(book):
            return
    raise CutError("no end")
