"""The cost of a workbook from 100 to 10,000 of them, and where one machine would end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import inputs, programs, report
from benchmarks.report import MIB, Blocks, Promise
from benchmarks.running import Cost
from benchmarks.turns import side_by_side

SIZES = (100, 300, 1_000, 3_000, 10_000)
EMPTY = "no workbook"


def curve(folder: Path, rounds: int, sizes: Sequence[int] = SIZES) -> Blocks:
    """Measure inboxes of these sizes, and an empty one."""
    places = {f"{size} workbooks": inputs.made(inputs.stress(size), folder) for size in sizes}
    places[EMPTY] = _empty(folder)
    series = [programs.product(place, label, one_core=False) for label, place in places.items()]
    costs = side_by_side(series, rounds)
    return told({size: costs[f"{size} workbooks"] for size in sizes}, costs[EMPTY])


def told(costs: Mapping[int, Cost], start: Cost) -> Blocks:
    """What each workbook costs, the start-up taken off, and how far one machine would reach."""
    each = {size: _each(cost, start, size) for size, cost in costs.items()}
    lines = [(f"{size:,}", *_figures(cost, *each[size])) for size, cost in costs.items()]
    heads = (
        *("workbooks", "wall, s", "CPU, s", "memory, MiB", "largest process, MiB"),
        *("wall each, ms", "CPU each, ms"),
    )
    spread = [max(part) / min(part) for part in zip(*each.values(), strict=True)]
    most = max(costs)
    made = [
        Promise("dearest / cheapest workbook, wall", spread[0], 1.15),
        Promise("dearest / cheapest workbook, CPU", spread[1], 1.15),
        Promise(f"largest process at {most:,} workbooks, MiB", costs[most].largest / MIB, 400),
        Promise(f"all processes at {most:,} workbooks, MiB", costs[most].memory / MIB, 400),
    ]
    return {"curve": report.table(heads, lines) + report.promises(made), **_end(costs, start)}


def _figures(cost: Cost, wall: float, cpu: float) -> tuple[str, ...]:
    memory = (f"{size / MIB:.0f}" for size in (cost.memory, cost.largest))
    each = (f"{1000 * part:.1f}" for part in (wall, cpu))
    return (f"{cost.wall:.1f}", f"{cost.cpu:.1f}", *memory, *each)


def _each(cost: Cost, start: Cost, size: int) -> tuple[float, float]:
    """Wall and CPU seconds of one workbook."""
    return (cost.wall - start.wall) / size, (cost.cpu - start.cpu) / size


def _empty(folder: Path) -> Path:
    place = inputs.made(inputs.PROVINCE, folder / "start")
    for path in (place / "inbox").iterdir():
        path.unlink()
    return place


def _end(costs: Mapping[int, Cost], start: Cost) -> Blocks:
    """How far one machine would reach: its memory, and a night of twelve hours."""
    most = max(costs)
    cost = costs[most]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    room = most * (memory - start.memory) / (cost.memory - start.memory)
    night = most * 12 * 3600 / (cost.wall - start.wall)
    return {
        "end.size": f"{most:,}",
        "end.wall": f"{cost.wall:.0f}",
        "end.peak": f"{cost.memory / MIB:.0f}",
        "end.machine": f"{memory / 1024**3:.0f}",
        "end.memory": f"{room:,.0f}",
        "end.night": f"{night:,.0f}",
        "end.times": f"{min(room, night) / 705:,.0f}",
    }
