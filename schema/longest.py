"""How much Excel takes in a cell and a sheet (Microsoft, "Excel specifications and limits")."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 32_767  # characters, counted by Excel in UTF-16 units
SURE = LONGEST // 6  # characters that fit: three once composed (NFC), each of two units
ROWS = 1_048_576  # of one sheet
_NAME = 31  # characters of a sheet's name


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text as far as a cell takes it; where it is cut, it ends in `…`."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * longest - 2].decode("utf-16-le", "ignore") + "…"


def sheets(name: str, rows: int, head: int) -> Iterator[tuple[str, int]]:
    """The sheets that a list of so many rows takes, each under the same head: name and rows."""
    room = ROWS - head
    for number, skipped in enumerate(range(0, max(rows, 1), room), 1):
        own = name if number == 1 else f"{name[: _NAME - 6]} ({number})"
        yield own, min(room, rows - skipped)
