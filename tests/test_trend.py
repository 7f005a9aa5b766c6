"""The sheet `Tiến độ`: one point a day, live rates, and the chart over them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import remembered
import sheets
import summaries
from schema.settings import Area, Settings
from schema.summary import Summary
from schema.tally import Tally
from steps import write
from steps.compose import look, summary, trend
from test_summary import recalculated, shown

FIRST = trend.HEAD + 2


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def with_runs(made: Summary, *moments: str) -> Summary:
    return replace(made, past=tuple((at(moment), made.facts) for moment in moments))


@pytest.mark.parametrize(
    ("moments", "days"),
    [
        ((), ["20 17:00"]),
        (("2021-12-18T08:00:00+07:00", "2021-12-18T16:00:00+07:00"), ["18 16:00", "20 17:00"]),
        (("2021-12-20T08:00:00+07:00",), ["20 17:00"]),
        (("2021-12-18T16:59:59+00:00", "2021-12-18T17:00:00+00:00"),
         ["18 23:59", "19 00:00", "20 17:00"]),
    ],
)  # fmt: skip
def test_the_last_run_of_each_day_in_hanoi(
    settings: Settings, moments: tuple[str, ...], days: list[str]
) -> None:
    made = with_runs(summaries.invented(settings), *moments)
    assert [f"{point:%d %H:%M}" for point, _ in trend.daily(made)] == days


def test_what_is_drawn(settings: Settings) -> None:
    assert [(m.code, m.level) for m in trend.measures(settings)] == [
        ("established", "commune"), ("planned", "commune"), ("reported", "commune"),
        ("submitted", "commune"), ("established", "district"),
    ]  # fmt: skip


def test_one_level_is_enough(settings: Settings) -> None:
    area = Area(registry="vietnam_2025", province="46")
    two = settings.model_copy(update={"deadline": date(2025, 12, 20), "area": area})
    made = summaries.invented(two)
    sheet = trend.sheet(with_runs(made, "2025-12-18T08:00:00+07:00"), two)
    assert {m.level for m in trend.measures(two)} == {"commune"}
    assert len(sheet.charts[0].series) == 4


def test_one_day_is_no_line_yet(settings: Settings) -> None:
    sheet = trend.sheet(summaries.invented(settings), settings)
    assert not sheet.charts
    assert "ngày chạy thứ hai" in str(sheets.merges(sheet)[-1].cell.value)


def test_the_past_is_shown_as_it_was(settings: Settings) -> None:
    made = remembered.later(settings)
    frozen = remembered.less(made.past[0][1], "province", "commune", "established", 50)
    made = replace(made, past=((made.past[0][0], frozen),))
    sheet = trend.sheet(made, settings)
    then = [sheets.cells(sheet)[FIRST, col] for col in range(6)]
    assert (then[0].value, then[2].value) == (date(2021, 12, 20), date(2021, 12, 20))
    done, due, rate = then[3:]
    assert (done.value, due.value, rate.value) == (48, 141, 0.34)
    assert rate.formula == '=IF(E22=0,"-",ROUNDDOWN(D22/E22,3))'
    assert sheets.cells(sheet)[FIRST + 1, 3].value == 98


def test_nothing_due_has_no_rate(settings: Settings) -> None:
    made = summaries.invented(settings)
    blank = tuple(rate._replace(tally=Tally()) for rate in made.rates)
    sheet = trend.sheet(replace(made, rates=blank), settings)
    assert sheets.cells(sheet)[FIRST, 5].value == "-"


def test_the_chart_covers_the_table(settings: Settings) -> None:
    made = with_runs(summaries.invented(settings), "2021-12-18T08:00:00+07:00")
    sheet = trend.sheet(made, settings)
    (chart,) = sheet.charts
    assert chart.kind == "line"
    for number, series in enumerate(chart.series):
        head = next(
            m.cell.value for m in sheets.merges(sheet) if m.area[:2] == (trend.HEAD, 3 + 3 * number)
        )
        assert series.name == head
        assert tuple(series.values) == (FIRST, 5 + 3 * number, FIRST + 1, 5 + 3 * number)
        assert tuple(series.categories) == (FIRST, 0, FIRST + 1, 0)
    assert len({series.color for series in chart.series}) == 5


@pytest.mark.libreoffice
def test_recalculated_with_a_memory_and_a_seal(settings: Settings, tmp_path: Path) -> None:
    made = summaries.invented(settings)
    frozen = remembered.less(made.facts, "province", "commune", "named", 4)
    book = summary.book(remembered.later(settings, sealed=frozen), settings)
    found = recalculated(book, tmp_path)
    for name in ("Tổng quan", "Tỷ lệ hoàn thành", "Tiến độ"):
        (sheet,) = [sheet for sheet in book.sheets if sheet.name == name]
        lines = found.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for (row, col), cell in sheets.cells(sheet).items():
            if cell.formula:
                where = f"{name}!{look.address(row, col)} {cell.formula}"
                assert lines[row][col] == shown(cell), where


def test_the_same_state_gives_the_same_bytes(settings: Settings) -> None:
    made = with_runs(summaries.invented(settings), "2021-12-18T08:00:00+07:00")
    again = with_runs(summaries.invented(settings), "2021-12-18T01:00:00+00:00")
    assert write.packed(summary.book(made, settings)) == write.packed(summary.book(again, settings))
    other = replace(made, as_of=made.as_of + timedelta(seconds=60))
    assert write.packed(summary.book(made, settings)) != write.packed(summary.book(other, settings))
