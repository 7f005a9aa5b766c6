"""The documents: what was measured is put between their marks, the words around stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.running import ROOT, Cost

DOCUMENTS = (ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "scale.md")
MIB = 1024**2
Blocks = dict[str, str]  # name of a mark -> what stands there


class Promise(NamedTuple):
    """A ratio and what it may be at most."""

    words: str
    measured: float
    most: float


def put(blocks: Mapping[str, str], documents: Iterable[Path] = DOCUMENTS) -> list[str]:
    """Write each block between `<!-- name -->` and `<!-- / -->`; return names without a mark."""
    missing = set(blocks)
    for path in documents:
        text = path.read_text(encoding="utf-8")
        for name, block in blocks.items():
            mark = re.compile(rf"(<!-- {re.escape(name)} -->).*?(<!-- / -->)", re.DOTALL)
            safe = block.replace("\\", r"\\")
            text, times = mark.subn(rf"\g<1>{safe}\g<2>", text)
            missing -= {name} if times else set()
        path.write_text(text, encoding="utf-8")
    return sorted(missing)


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column to the left and the figures to the right."""
    ruler = ["---", *["---:"] * (len(heads) - 1)]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in (heads, ruler, *lines))
    return f"\n\n{rows}\n\n"


def costs(measured: Mapping[str, Cost], compared: str) -> str:
    """What each program cost, and its wall time as a ratio to one of them."""
    base = measured[compared].wall
    return table(
        ("program", "wall, s", "CPU, s", "memory, MiB", "ratio"),
        [
            (
                label,
                f"{c.wall:.2f}",
                f"{c.cpu:.2f}",
                f"{c.memory / MIB:.0f}",
                f"{c.wall / base:.2f}",
            )
            for label, c in measured.items()
        ],
    )


def promises(made: Iterable[Promise]) -> str:
    """Each promise beside what was measured."""
    return table(
        ("promise", "measured", "at most", "kept"),
        [
            (words, f"{measured:.2f}", f"{most:g}", "yes" if measured <= most else "**no**")
            for words, measured, most in made
        ],
    )


def percentages(head: str, shares: Mapping[str, float]) -> str:
    """Shares of the whole, cut to a tenth of a per cent."""
    lines = [(name, f"{share:.1%}") for name, share in shares.items()]
    return table((head, "share of CPU time"), lines)
