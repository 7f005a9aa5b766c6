"""The longest text that a cell of Excel takes (Microsoft, "Excel specifications and limits")."""

from __future__ import annotations

LONGEST = 32_767  # characters, counted by Excel in UTF-16 units


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text as far as a cell takes it; where it is cut, it ends in `…`."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * longest - 2].decode("utf-16-le", "ignore") + "…"
