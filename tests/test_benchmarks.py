"""The benchmarks still run: planted faults are found, and the rivals bring the same rows."""

import json
import os
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks import curve, floor, inputs, parts, programs, report, rows, stages, turns
from benchmarks.inputs import Scenario
from benchmarks.measure import once
from benchmarks.running import Cost, Program
from benchmarks.turns import side_by_side
from examples import people
from schema.settings_file import load

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the benchmarks measure on POSIX")
TINY = Scenario("tiny", districts=3, communes=24)
WORKBOOKS, ROWS = 3, 75


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, report.Blocks]:
    """The folder of a tiny scenario after everything has run on it, and what is told of it."""
    folder = tmp_path_factory.mktemp("benchmarks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "PROVINCE", TINY)
        patch.setattr(turns, "LONGEST", turns.SHORTEST)
        return folder / TINY.name, parts.province(folder, 1)


def test_the_planted_faults_are_found_and_no_others(measured: tuple[Path, object]) -> None:
    place, _ = measured
    units = load(place / "campaign.toml").registry.reporting
    planted = Counter((u.code, f.field, f.code) for u in units if (f := rows.planted(u)))
    told = json.loads((place / "run" / "outbox" / "result.json").read_text("utf-8"))
    found = Counter((f["unit"], f["field"], f["code"]) for f in told["findings"])
    assert found == planted
    assert 0 < len(planted) < len(units) == ROWS
    assert Counter(file["status"] for file in told["files"]) == {"accepted": WORKBOOKS}


def test_a_second_run_finds_one_workbook_corrected(measured: tuple[Path, object]) -> None:
    place, _ = measured
    first, second = (faulty(folder) for folder in (place, place / "again"))
    assert second < first
    assert len(first) - len(second) == 1


def faulty(place: Path) -> set[str]:
    told = json.loads((place / "run" / "outbox" / "result.json").read_text("utf-8"))
    return {found["file"] for found in told["findings"] if found["severity"] == "error"}


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_the_users_script_brings_every_row(measured: tuple[Path, object], engine: str) -> None:
    book = load_workbook(measured[0] / f"by_hand_{engine}.xlsx")
    assert [sheet.max_row - 1 for sheet in book] == [WORKBOOKS, ROWS]


def test_the_floor_writes_the_cells_of_the_outputs(measured: tuple[Path, object]) -> None:
    place, _ = measured
    outputs = {path.name: path for path in (place / "run" / "outbox").rglob("*.xlsx")}
    written = sorted((place / "floor_summary_returned").iterdir())
    assert [path.name for path in written] == sorted(outputs)
    assert len(written) == 1 + WORKBOOKS
    for path in written:
        assert cells(path) == cells(outputs[path.name])


def cells(path: Path) -> list[list[object]]:
    sheets = floor.read(path).values()
    return [[value for row in rows for value in row if value != ""] for rows in sheets]


def test_help_and_check_do_without_pandas(measured: tuple[Path, object]) -> None:
    light = programs.helps("help"), programs.check(measured[0], "check")
    assert not {"pandas", "xlsxwriter"} & {name for one in light for name in programs.imported(one)}
    whole = programs.imported(programs.product(measured[0], "all of it"))
    assert {"rich", "xlsxwriter", "phonenumbers"} <= set(whole)
    assert "pandas" not in whole


def test_an_inbox_of_another_form_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = Scenario("tiny", districts=2, communes=1)
    stray = inputs.made(tiny, tmp_path) / "inbox" / "stray.xlsx"
    stray.touch()
    inputs.made(tiny, tmp_path)
    assert stray.exists()
    monkeypatch.setattr(rows, "__file__", people.__file__)
    inputs.made(tiny, tmp_path)
    assert not stray.exists()
    assert len(list(stray.parent.iterdir())) == 2


def test_a_program_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="1"):
        once(Program("fails", (sys.executable, "-c", "raise SystemExit(1)")))


def test_what_is_compiled_stays_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    kept = Program("kept", (sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"))
    assert once(kept).said == "False\n"


def test_programs_work_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.5)
    begun: list[str] = []
    nap = "import time; [time.sleep(0.001) for _ in range({})]"
    short, long = (
        Program(name, (sys.executable, "-c", nap.format(naps)), partial(begun.append, name))
        for name, naps in (("short", 200), ("long", 2_000))
    )
    costs = side_by_side([short, long], rounds=1)
    assert begun[:3] == ["short", "long", "short"]  # a look at each, then the turns
    assert begun.count("long") == 2
    assert begun.count("short") >= 4
    assert costs["long"].wall > 2 > costs["short"].wall
    for cost in costs.values():
        assert 2**20 < cost.memory <= cost.largest * 2
        assert cost.wall > cost.cpu > 0


def test_nothing_of_a_program_goes_on_after_the_others() -> None:
    fails = Program("fails", (sys.executable, "-c", "raise SystemExit(1)"))
    last = Program("last", (sys.executable, "-c", "import time; time.sleep(600)"))
    running = turns._Series(last)
    with pytest.raises(RuntimeError, match="fails"):
        turns._Series(fails).work(1)
    assert running._go_on(0.1) >= 0.1
    running.kill()
    assert running._run is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(running._run.pid, 0)


def test_every_figure_has_its_mark(measured: tuple[Path, report.Blocks], tmp_path: Path) -> None:
    copies = [tmp_path / path.name for path in report.DOCUMENTS]
    for copy, path in zip(copies, report.DOCUMENTS, strict=True):
        copy.write_text(path.read_text("utf-8"), "utf-8")
    small, large = Cost(10, 10, 2**28), Cost(100, 90, 2**29, "", 2**28)
    costs = {100: small, 1_000: large}
    blocks = parts.machine() | measured[1] | curve.told(costs, Cost(1, 1, 2**26))
    assert report.put(blocks, copies) == []
    text = copies[0].read_text("utf-8")
    assert "| 1,000 | 100.0 | 90.0 | 512 | 256 | 99.0 | 89.0 |" in text
    assert "| dearest / cheapest workbook, CPU | 1.01 | 1.15 | yes |" in text
    assert "| largest process at 1,000 workbooks, MiB | 256.00 | 400 | yes |" in text
    assert "| all processes at 1,000 workbooks, MiB | 512.00 | 400 | **no** |" in text
    assert report.put({"nowhere": ""}, copies) == ["nowhere"]


SAMPLES = {
    'process 7:"python"': "start-up and imports",
    "load (<frozen importlib._bootstrap>:2);<module> (b.py:3)": "start-up and imports",
    "run (commands/run.py:1)": stages.OTHER,
    "check (steps/check/judge.py:2);key (schema/vietnamese.py:3)": "check",
    "book (steps/compose/summary.py:2);put (steps/compose/look.py:3)": "compose the summary",
    "book (steps/compose/returned/plan.py:2);put (steps/compose/look.py:3)": (
        "compose the returned workbooks"
    ),
    "_work (commands/returning.py:1);packed (steps/write/workbook.py:3)": (
        "write the returned workbooks"
    ),
    "write (commands/returning.py:1);_told (commands/outputs.py:2);book (steps/write/put.py:3)": (
        "write the summary"
    ),
}


@pytest.mark.parametrize("stack", SAMPLES)
def test_a_sample_belongs_to_a_stage(stack: str) -> None:
    assert stages.shares([f"{stack} 3"]) == {SAMPLES[stack]: 1.0}
