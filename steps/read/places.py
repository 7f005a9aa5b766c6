"""Where a sheet's content stands, asked of its XML before any reader sees it.

calamine's memory grows with the box around the content, and a cell that is far away aborts it; of
a cell that stands there twice, and of a text whose number is none, readers make what they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter, lt

from steps.read.grid import Place, address, column_number
from steps.read.kind import Refused

SOME = 4096  # cells at a time
BOX = 20_000_000  # cells between the first and the last one with content
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FILLED = rb"<(?:\w++:)?c(?=[\s>])(?=[^>]*+(?<!/)>(?!</))"  # a cell with something in it
CELL = re.compile(FILLED + rb"""(?:[^>]*?\sr\s*=\s*["']([A-Za-z]++)([0-9]++)["'])?""")
TAG = re.compile(rb"<(?:\w++:)?(row|c)(?=[\s/>])([^>]*+)>(</)?")
NAMED = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
DATA = re.compile(rb"<(?:\w++:)?sheetData[\s/>]")
NO_INDEX = re.compile(  # calamine takes the first of all texts for it
    rb"""<(?:\w++:)?c(?=[\s>])(?=[^>]*+>\s*+<(?:\w++:)?v(?:\s[^>]*+)?>(?![0-9]{1,9}<)[^<])"""
    rb"""(?=[^>]*\st\s*=\s*["']s["'])[^>]*+(?<!/)>"""  # last, for most cells fail before
)


def look_over(content: bytes) -> None:
    """Look one sheet over.

    Raises:
        Refused: content far away or there twice, or a text whose number is none.
    """
    if len(DATA.findall(content)) > 1:  # readers take the first block only, or all of them
        raise Refused("file_unsafe")
    rows, columns, last, orderly = set[int](), set[int](), (0, 0), True
    found = places(content)
    while some := [*islice(found, SOME)]:
        orderly = orderly and last < some[0] and all(map(lt, some, some[1:]))
        last = some[-1]
        rows.update(map(itemgetter(0), some))
        columns.update(map(itemgetter(1), some))
    if not rows:
        return
    box = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    if box > BOX or max(rows) > LAST_ROW or max(columns) > LAST_COLUMN:
        raise Refused("sheet_too_large", cell=address(*max(places(content), key=_distance)))
    if not orderly and _stands_twice(places(content)):
        raise Refused("file_unsafe")
    if NO_INDEX.search(content):
        raise Refused("file_damaged")


def places(content: bytes) -> Iterator[Place]:
    """The cells with something in them, as they stand in the file."""
    for found in CELL.finditer(content):
        letters, digits = found.groups()
        if letters is None:
            yield from _counted(content, found.start())
            return
        yield _place(letters, digits)


def _counted(content: bytes, begin: int) -> Iterator[Place]:
    """The same from `begin` on, where rows or cells without an address follow the last one."""
    row = column = 0
    for tag in TAG.finditer(content):
        named = NAMED.search(tag[2])
        if tag[1] == b"row":
            row, column = _place(b"", named[2])[0] if named else row + 1, 0
        else:
            row, column = _place(named[1], named[2]) if named else (row, column + 1)
            if tag.start() >= begin and not (tag[2].endswith(b"/") or tag[3]):
                yield row, column


def _stands_twice(found: Iterable[Place]) -> bool:
    """Whether a cell, or a row that was left already, comes again."""
    rows = set[int]()
    for row, cells in groupby(found, itemgetter(0)):
        columns = [column for _, column in cells]
        if row in rows or len(set(columns)) < len(columns):
            return True
        rows.add(row)
    return False


def _place(letters: bytes, digits: bytes) -> Place:
    """The place of an address; beyond every sheet where it is absurdly long."""
    if len(letters) > 3 or len(digits) > 7:
        return LAST_ROW + 1, 1
    return int(digits), _column(letters)


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _distance(place: Place) -> float:
    return place[0] / LAST_ROW + place[1] / LAST_COLUMN
