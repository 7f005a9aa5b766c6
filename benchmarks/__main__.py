"""Measure, and write docs/benchmarks.md and docs/scale.md: `python -m benchmarks [PART ...]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from benchmarks import inputs, parts, report
from benchmarks.curve import SIZES, curve

PARTS: dict[str, Callable[[Path, int], report.Blocks]] = {
    "province": parts.province,
    "country": parts.country,
    "two_level": parts.large(inputs.TWO_LEVEL),
    "long": parts.large(inputs.LONG),
    "curve": curve,
    "profile": parts.profile,
}


@click.command()
@click.argument("names", nargs=-1, metavar="[PART ...]", type=click.Choice(list(PARTS)))
@click.option("--folder", type=click.Path(path_type=Path), default=None, help="Where inboxes lie.")
@click.option(
    "--rounds", default=3, show_default=True, help="Runs of the slowest program; the mean counts."
)
@click.option("--up-to", default=max(SIZES), show_default=True, help="Workbooks of the curve.")
def main(names: tuple[str, ...], folder: Path | None, rounds: int, up_to: int) -> None:
    """Measure all parts, or those named; inboxes that are there already are used again."""
    where = folder or Path(tempfile.gettempdir()) / "consolidate_benchmarks"
    sizes = [size for size in SIZES if size <= up_to]
    chosen = PARTS | {"curve": partial(curve, sizes=sizes)}
    failed = False
    for name in names or PARTS:
        click.echo(name)
        try:
            blocks = parts.machine() | chosen[name](where, rounds)
        except RuntimeError as fault:
            failed = True
            click.echo(fault, err=True)
        else:
            report.put(blocks)
    sys.exit(failed)


if __name__ == "__main__":
    main()
