"""What changed since the last run and since the seal: the facts, the sheet, the leader's lines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import remembered
import sheets
import summaries
from schema.changes import Change, between, signed, since_last_run, since_seal
from schema.documents import Sheet
from schema.history import Facts, Seal
from schema.settings import Area, Settings
from schema.summary import Summary
from steps import write
from steps.compose import changes, completion, overview, summary

HUE, COMMUNE = "474", "19789"


def texts(sheet: Sheet) -> str:
    cells = [*sheets.cells(sheet).values(), *(merge.cell for merge in sheets.merges(sheet))]
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def facts(**units: str) -> Facts:
    return Facts((), {code: tuple(held.split()) for code, held in units.items()})


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (facts(a=""), facts(a=""), ()),
        (facts(a="named"), facts(a="named"), ()),
        (facts(a="named planned"), facts(a="planned named"), ()),
        (facts(a=""), facts(a="named planned"), (Change("a", ("named", "planned"), ()),)),
        (facts(a="named"), facts(a=""), (Change("a", (), ("named",)),)),
        (facts(a="named"), facts(a="planned"), (Change("a", ("planned",), ("named",)),)),
        (facts(), facts(b="named", a=""), (Change("b", ("named",), ()),)),
    ],
)
def test_between(older: Facts, newer: Facts, expected: tuple[Change, ...]) -> None:
    assert between(older, newer) == expected


@pytest.mark.parametrize(
    ("gained", "lost", "said"), [(0, 0, ""), (3, 0, "+3"), (0, 2, "−2"), (3, 2, "+3 −2")]
)
def test_signed(gained: int, lost: int, said: str) -> None:
    assert signed(gained, lost) == said


def test_facts_survive_the_ledger(settings: Settings) -> None:
    held = summaries.invented(settings).facts
    assert held.deadline == settings.due
    assert Facts.from_json(held.to_json()) == held
    assert Facts.from_json('{"rates":[],"units":{}}').deadline is None


def test_the_newest_run_of_the_same_period_is_compared(settings: Settings) -> None:
    made = summaries.invented(settings)
    same = made.facts
    empty = replace(same, units=dict.fromkeys(same.units, ()))
    other = replace(empty, deadline=settings.due + timedelta(days=31))
    past = tuple(
        (made.as_of - timedelta(days=days), held)
        for days, held in ((3, empty), (2, same), (1, other))
    )
    found = since_last_run(replace(made, past=past))
    assert found is not None
    assert (found.since, found.units) == (made.as_of - timedelta(days=2), ())
    assert since_last_run(replace(made, past=past[2:])) is None
    assert since_last_run(made) is None
    assert since_seal(made) is None


def test_places_count_units_not_facts(settings: Settings) -> None:
    made = remembered.later(settings)
    found = since_last_run(made)
    assert found is not None
    assert found.places(settings.registry) == ((HUE, 2, 0),)
    assert found.gained["submitted"] == 2
    assert found.lost.total() == 0


def test_the_sheet_names_the_units(settings: Settings) -> None:
    made = remembered.later(settings)
    sheet = changes.sheet(made, settings)
    cells = sheets.cells(sheet)
    rows = [[cells.get((row, col)) for col in range(5)] for row in range(4, 12)]
    named = [[cell.value for cell in row[1:] if cell] for row in rows if row[1]]
    assert [row[:2] for row in named] == [
        ["Thành phố Huế", "Cấp huyện"],
        [settings.registry.of_sender(HUE)[1].title, "Cấp xã"],
    ]
    assert str(named[0][2]).startswith("Đã báo cáo; Không còn lỗi; ")
    assert named[0][3] == ""
    assert "I. SO VỚI LẦN CHẠY TRƯỚC (lúc 17 giờ 00 ngày 20/12/2021)" in texts(sheet)


def test_the_first_run_has_nothing_to_compare(settings: Settings) -> None:
    made = summaries.invented(settings)
    assert "lần chạy đầu tiên" in texts(changes.sheet(made, settings))
    assert list(changes.said(made, settings)) == []


def sealed(settings: Settings) -> Summary:
    frozen = remembered.facts_without(summaries.invented(settings), HUE)
    for scope in (HUE, "province"):
        frozen = remembered.less(frozen, scope, "commune", "established", 3)
    return remembered.later(settings, sealed=frozen)


def test_the_leader_reads_three_lines(settings: Settings) -> None:
    said = list(changes.said(sealed(settings), settings))
    assert said[0].startswith(
        "So với lần chạy trước (17 giờ 00 ngày 20/12/2021): Đã báo cáo +2; Thành lập Trang +2; "
    )
    assert said[1] == "Số đơn vị có thay đổi: thành phố Huế +2 (chi tiết ở sheet “Thay đổi”)."
    assert said[2:] == ["Từ khi chốt số liệu: thành phố Huế +1."]


def test_the_seal_and_today_stand_side_by_side(settings: Settings) -> None:
    made = sealed(settings)
    line = (
        "Đã chốt lúc 23 giờ 59 ngày 20/12/2021: 95/141 xã, phường, thị trấn (67,3\u00a0%), "
        "bổ sung sau hạn: +3; 5/9 huyện, thị xã, thành phố (55,5\u00a0%), bổ sung sau hạn: +0."
    )
    for sheet in (overview.sheet(made, settings), completion.sheet(made, settings)):
        assert line in texts(sheet)
    rows = sheets.cells(completion.sheet(made, settings))
    added = [cell for cell in rows.values() if cell.style.number == "+0;-0;0"]
    assert [cell.value for cell in added if cell.value] == [3]
    assert all(cell.formula for cell in added)


def test_without_a_seal_nothing_is_said_of_it(settings: Settings) -> None:
    book = summary.book(remembered.later(settings), settings)
    for sheet in book.sheets:
        assert "chốt" not in texts(sheet).lower(), sheet.name
    assert "Bổ sung sau hạn" in texts(summary.book(sealed(settings), settings).sheets[1])


def test_sealed_figures_are_constants(settings: Settings) -> None:
    sheet = completion.sheet(sealed(settings), settings)
    (top, *_) = [m.area.top for m in sheets.merges(sheet) if m.cell.value == "Tổng cộng đã chốt"]
    frozen = [cell for (row, _), cell in sheets.cells(sheet).items() if row == top]
    assert frozen
    assert not [cell.formula for cell in frozen if cell.formula]


def test_a_sealed_summary_of_one_level_can_be_written(settings: Settings) -> None:
    area = Area(registry="vietnam_2025", province="46")
    two = settings.model_copy(update={"deadline": date(2025, 12, 20), "area": area})
    made = summaries.invented(two)
    facts = made.facts
    book = summary.book(replace(made, seal=Seal(made.as_of, facts, (), "00")), two)
    assert write.packed(book)
    assert texts(book.sheets[1]).count("SỐ LIỆU ĐÃ CHỐT") == 1
