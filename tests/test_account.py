"""The account of rows: seen = merged + held back + blank, for every file and in total."""

from pathlib import Path

import pytest

from commands.ledgers import scope_of
from commands.story import consolidate
from drawn import FIELDS, Cells, appendix
from province import AS_OF
from schema.history import Facts
from schema.records import Count, DistrictReturn, Submission
from schema.settings import Settings
from schema.summary import Summary
from steps import account
from steps.ledger import Ledger
from steps.show import Screen

ANSWERS = [f for f in FIELDS if f != "unit"]
OPERATOR = {"operator_name": "Lê Văn Hai", "operator_phone": "0912000222"}
ROWS: list[Cells] = [
    {"unit": "Xã Phú An", "operators": [OPERATOR]},  # 2 rows merged
    {"unit": "Xã Phú Diên", "page_name": "khác"},  # merged, with an error in a cell
    {"unit": "Xã Phú An", "page_name": "Trang khác"},  # held back: a second one of this unit
    {"unit": "Phường Vĩnh Ninh"},  # held back: another district's
    {"unit": "Xã Không Có"},  # held back: nobody's
    {"unit": "Xã Phú Hải", **dict.fromkeys(ANSWERS)},  # blank
]


def told(settings: Settings, inbox: Path, **files: bytes) -> Summary:
    for name, data in files.items():
        (inbox / f"{name}.xlsx").write_bytes(data)
    with Ledger.forgetful(inbox / "none", scope_of(settings, inbox)) as ledger:
        return consolidate(settings, inbox, AS_OF, ledger, Screen(settings, "vi"))


def test_every_row_is_accounted_for(settings: Settings, tmp_path: Path) -> None:
    summary = told(settings, tmp_path, a=appendix(rows=ROWS), b=appendix("Huyện A Lưới"), c=b"x")
    counts = {sent.path: sent.count for sent in summary.submissions}
    assert counts["a.xlsx"] == Count(7, 3, 3, 1)
    assert counts["b.xlsx"] == Count(19, 19, 0, 0)
    assert counts["c.xlsx"] == Count()
    assert summary.count == Count(26, 22, 3, 1)
    held = [f for f in summary.findings if f.code in ("row_unit_twice", "row_other_sender")]
    assert all(f.file == "a.xlsx" and f.sheet and f.cell for f in held)


def test_the_figures_are_remembered(settings: Settings, tmp_path: Path) -> None:
    facts = told(settings, tmp_path, a=appendix(rows=ROWS)).facts
    assert Facts.from_json(facts.to_json()).count == Count(7, 3, 3, 1)


def test_a_newer_version_is_merged_and_replaced(settings: Settings, tmp_path: Path) -> None:
    summary = told(settings, tmp_path, a=appendix(rows=ROWS), b=appendix("Huyện Phú Vang"))
    assert summary.count.merged == 3 + 15


@pytest.mark.parametrize("count", [Count(8, 3, 3, 1), Count(7, 3, 4, 1), Count(0, 0, 0, 1)])
def test_a_difference_is_a_crash(count: Count) -> None:
    item = DistrictReturn(Submission("a.xlsx", "aa", AS_OF, count=count))
    with pytest.raises(account.UnbalancedError, match=r"a\.xlsx"):
        account.closed([item], (), ())


def test_a_lost_unit_is_a_crash(settings: Settings, tmp_path: Path) -> None:
    summary = told(settings, tmp_path, a=appendix(rows=ROWS))
    fewer = tuple(unit._replace(row=None) for unit in summary.units)
    with pytest.raises(account.UnbalancedError, match="2 units merged, 0 count"):
        account.closed(summary.returns, fewer, summary.replaced)
