"""Where a sheet's content stands, asked of its XML before any reader sees it.

calamine's memory grows with the box around the content, and a cell that is far away aborts it; of
a cell that stands there twice, and of a text whose number is none, readers make what they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter, lt
from typing import TypeVar

from steps.read.grid import Place, address, column_number
from steps.read.kind import Refused

Thing = TypeVar("Thing")
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
    if not _has_one_block(content):  # readers take the first block only, or all of them
        raise Refused("file_unsafe")
    rows, columns, last, orderly = set[int](), set[int](), (0, 0), True
    for some in _lumps(content):
        orderly = orderly and all(map(lt, [last, *some], some))
        last = some[-1] if some else last
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


def _has_one_block(content: bytes) -> bool:
    """Whether the cells stand in one block at most: one tag opens it, the other one closes it."""
    if content.count(b"sheetData") == 2 and b"</sheetData>" in content:
        return True
    return len(DATA.findall(content)) <= 1


def places(content: bytes) -> Iterator[Place]:
    """The cells with something in them, as they stand in the file."""
    return chain.from_iterable(_lumps(content))


def _lumps(content: bytes) -> Iterator[list[Place]]:
    """The same, some at a time."""
    for some in _some(CELL.finditer(content)):
        letters, digits = zip(*map(re.Match.groups, some), strict=True)
        named = letters.index(None) if None in letters else len(some)
        yield _placed(letters[:named], digits[:named])
        if named < len(some):
            yield from _some(_counted(content, some[named].start()))
            return


def _some(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    left = iter(things)
    while some := [*islice(left, SOME)]:
        yield some


def _placed(letters: Sequence[bytes], digits: Sequence[bytes]) -> list[Place]:
    if max(map(len, letters), default=0) > 3 or max(map(len, digits), default=0) > 7:
        return [*map(_place, letters, digits)]
    return [*zip(map(int, digits), map(_column, letters), strict=True)]


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
