"""The figures by two roads: result.json and the recount agree, and each can disagree."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import recount

ROOT = Path(__file__).parent.parent
INBOX = ROOT / "examples" / "inbox"
COMPLETE = "PL_TrangCongDong_476_20211215.xlsx"
AS_OF = "2021-12-20T17:00:00+07:00"
Tallies = dict[tuple[str, str, str], tuple[int, int]]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    outbox = tmp_path_factory.mktemp("outbox")
    command = [sys.executable, "consolidate.py", "--inbox", str(INBOX), "--outbox", str(outbox)]
    subprocess.run([*command, "--as-of", AS_OF], cwd=ROOT, check=True, capture_output=True)
    found: dict[str, Any] = json.loads((outbox / "result.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def counted() -> Tallies:
    return recount.tallies(INBOX)


def test_every_figure_of_the_result_is_recounted(result: dict[str, Any], counted: Tallies) -> None:
    stated = {
        (rate["scope"], rate["level"], rate["indicator"]): (rate["done"], rate["due"])
        for rate in result["rates"]
        if rate["indicator"] in recount.INDICATORS
    }
    assert stated == counted


def test_every_unit_of_the_result_is_recounted(result: dict[str, Any]) -> None:
    stated = {unit["code"]: unit["source"]["file"] for unit in result["units"] if unit["source"]}
    assert set(stated) == set(recount.counting(INBOX))


def test_the_recount_adds_up(counted: Tallies) -> None:
    assert counted["province", "district", "established"][1] == 9
    assert counted["province", "commune", "established"][1] == 141
    for (scope, level, name), (done, due) in counted.items():
        parts = [
            v for (s, lv, n), v in counted.items() if s != "province" and (lv, n) == (level, name)
        ]
        assert 0 <= done <= due
        if scope == "province":
            assert (done, due) == (sum(d for d, _ in parts), sum(d for _, d in parts))


@pytest.mark.parametrize(
    ("typed", "unit", "lost"),
    [
        pytest.param({4: None}, "Xã Phong Hiền", {"established"}, id="no link"),
        pytest.param({3: "Mặt trận Phong Hiền"}, "Xã Phong Hiền", {"named"}, id="wrong name"),
        pytest.param({13: "Chưa có"}, "Xã Phong Hiền", {"planned"}, id="no plan"),
        pytest.param({14: "Chưa có"}, "Xã Phong Hiền", {"reported"}, id="no Party report"),
        pytest.param({6: "0123456789"}, "Xã Phong Hiền", {"staffed"}, id="no leader's phone"),
        pytest.param({10: "a@b"}, "Xã Phong Hiền", {"staffed"}, id="no operator's e-mail"),
        pytest.param({11: "Chưa thành lập"}, "Xã Phong Hiền", {"established"}, id="not yet"),
    ],
)
def test_one_fault_costs_one_figure(
    tmp_path: Path, typed: dict[int, str | None], unit: str, lost: set[str]
) -> None:
    """The recount must be able to fail: one faulty cell lowers the figures that need it."""
    shutil.copy(INBOX / COMPLETE, tmp_path)
    before = recount.tallies(tmp_path)
    spoil(tmp_path / COMPLETE, unit, typed)
    after = recount.tallies(tmp_path)
    lowered = {place: before[place][0] - after[place][0] for place in before}
    assert {place: by for place, by in lowered.items() if by} == {
        (scope, "commune", name): 1 for scope in ("476", "province") for name in lost
    }


def spoil(path: Path, unit: str, typed: dict[int, str | None]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["2. Danh sách Trang"]
    row = next(cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value == unit)
    for col, value in typed.items():
        sheet.cell(row, col).value = value
    book.save(path)
