"""The parts of a measurement; each returns what the documents say of it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path

from benchmarks import inputs, programs, report, stages
from benchmarks.inputs import Scenario
from benchmarks.measure import once
from benchmarks.report import Blocks, Promise
from benchmarks.running import Cost, Program
from benchmarks.turns import side_by_side

PRODUCT, ALL_CORES = "consolidate, one core", "consolidate, all cores"
SUMMARY = "consolidate, one core, no returned workbooks"
AGAIN = "consolidate, second run, one workbook corrected"
PANDAS, CALAMINE = "script: pandas + openpyxl", "script: pandas + calamine"
FLOOR, FLOOR_RETURNED = "floor, summary", "floor, summary and returned workbooks"
IMPORTS, HELP, CHECK = "the libraries' imports", "`--help`", "`check` of one workbook"


def machine() -> Blocks:
    """The machine in one line, and how busy others kept it at the start."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}, load {os.getloadavg()[0]:.1f} before"
    return {"machine": f"{cores} cores, {python}, {system}"}


def province(folder: Path, rounds: int) -> Blocks:
    """The province, its start-up beside it."""
    place = inputs.made(inputs.PROVINCE, folder)
    small = [programs.imports(IMPORTS), programs.helps(HELP), programs.check(place, CHECK)]
    measured = side_by_side([*small, *_rivals(place)], rounds)
    made = [
        Promise("whole command, one core / imports", _ratio(measured, PRODUCT, IMPORTS), 1.6),
        Promise("whole command, all cores / imports", _ratio(measured, ALL_CORES, IMPORTS), 1.6),
        Promise("second run / first run, all cores", _ratio(measured, AGAIN, ALL_CORES), 1.0),
    ]
    taken = {p.label: programs.imported(p) for p in (*small, programs.product(place, PRODUCT))}
    heavy = [(label, ", ".join(names) or "none of them") for label, names in taken.items()]
    return {
        "province": report.costs(measured, IMPORTS) + report.promises(made),
        "imported": report.table(("program", "imports, of the nine"), heavy),
        **_figures("province", measured[ALL_CORES]),
    }


def country(folder: Path, rounds: int) -> Blocks:
    """The whole country, one workbook a district."""
    place = inputs.made(inputs.COUNTRY, folder)
    measured = side_by_side(_rivals(place), rounds)
    made = [
        Promise("without returned workbooks / script", _ratio(measured, SUMMARY, PANDAS), 1.0),
        Promise("with returned workbooks / floor", _ratio(measured, PRODUCT, FLOOR_RETURNED), 3.0),
        Promise("the same on all cores / floor", _ratio(measured, ALL_CORES, FLOOR_RETURNED), 3.0),
        Promise("all cores / one core", _ratio(measured, ALL_CORES, PRODUCT), 0.6),
        Promise("second run / first run, all cores", _ratio(measured, AGAIN, ALL_CORES), 0.5),
    ]
    return {
        "country": report.costs(measured, PANDAS) + report.promises(made),
        **_figures("country", measured[ALL_CORES]),
        **_figures("again", measured[AGAIN]),
    }


def _rivals(place: Path) -> list[Program]:
    """The product, what is compared with it, and its run again."""
    return [
        *programs.floors(place, FLOOR, FLOOR_RETURNED),
        programs.by_hand(place, CALAMINE, "calamine"),
        programs.by_hand(place, PANDAS, "openpyxl"),
        programs.product(place, SUMMARY, "--no-returns", into="run_summary"),
        programs.product(place, PRODUCT, into="run_one_core"),
        programs.product(place, ALL_CORES, one_core=False),
        programs.second(place, AGAIN),
    ]


def _ratio(measured: dict[str, Cost], one: str, other: str) -> float:
    return measured[one].wall / measured[other].wall


def _figures(name: str, cost: Cost) -> Blocks:
    """The figures that docs/scale.md speaks of."""
    return {
        f"{name}.wall": f"{cost.wall:.1f}",
        f"{name}.cpu": f"{cost.cpu:.1f}",
        f"{name}.memory": f"{cost.memory / report.MIB:.0f}",
    }


def large(scenario: Scenario) -> Callable[[Path, int], Blocks]:
    """A part that measures one run of the product on a scenario."""

    def part(folder: Path, rounds: int) -> Blocks:
        del rounds
        place = inputs.made(scenario, folder)
        return _figures(scenario.name, once(programs.product(place, ALL_CORES, one_core=False)))

    return part


def profile(folder: Path, rounds: int) -> Blocks:
    """Where the time goes, in the country."""
    del rounds
    place = inputs.made(inputs.COUNTRY, folder)
    programs.anew(place)
    stacks = stages.sampled(programs.command(place))
    return {
        "stages": report.percentages("stage", stages.shares(stacks)),
        "hottest": report.percentages("function", stages.hottest(stacks, 20)),
    }
