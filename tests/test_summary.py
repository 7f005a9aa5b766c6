"""The summary workbook: what it says, that its figures are live and right, and what it hides."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import sheets
import summaries
from schema import longest
from schema.documents import Book, Cell, Sheet
from schema.findings import is_error
from schema.longest import LONGEST
from schema.settings import Area, Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from steps import write
from steps.compose import (
    calls,
    completion_plan,
    list_layout,
    look,
    overview,
    pages,
    sentences,
    signs,
    summary,
    to_fix,
    wording,
)

NAMES = [
    "Tổng quan", "Tỷ lệ hoàn thành", "Danh sách Trang", "Cần sửa", "Chưa báo cáo", "Gọi điện",
    "Thay đổi", "Tiến độ", "Tệp đã nhận", "Lịch sử", "Cách tính", "Danh mục",
]  # fmt: skip


@pytest.fixture(scope="module")
def two_levels(settings: Settings) -> Settings:
    area = Area(registry="vietnam_2025", province="46")
    return settings.model_copy(update={"deadline": date(2025, 12, 20), "area": area})


@pytest.fixture(scope="module", params=["invented", "empty", "two levels"])
def run(request: pytest.FixtureRequest, settings: Settings, two_levels: Settings) -> "Run":
    used = two_levels if request.param == "two levels" else settings
    made = summaries.empty(used) if request.param == "empty" else summaries.invented(used)
    return Run(made, used)


class Run:
    """One summary, its settings, its book described."""

    def __init__(self, made: Summary, settings: Settings) -> None:
        self.summary, self.settings = made, settings
        self.book = summary.book(made, settings)

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.book.sheets if sheet.name == name)


@pytest.fixture(scope="module")
def invented(settings: Settings) -> Run:
    return Run(summaries.invented(settings), settings)


def shown(cell: Cell) -> object:
    value = cell.value
    return float(value) if isinstance(value, int | float) else value or ""


def texts(sheet: Sheet) -> str:
    cells = [*sheets.cells(sheet).values(), *(merge.cell for merge in sheets.merges(sheet))]
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def test_sheets_and_stamp(run: Run) -> None:
    assert [sheet.name for sheet in run.book.sheets] == NAMES
    stamp = run.book.sheets[-1]
    assert stamp.hidden
    assert stamp.cells[0, 0].value == "consolidate:summary:1::"


def rates_shown(run: Run, rows: Sequence[Sequence[object]]) -> dict[tuple[str, str, str], object]:
    """What `Tỷ lệ hoàn thành` of a written workbook says, by (scope, level, indicator)."""
    plan, found = completion_plan.plan(run.settings), dict[tuple[str, str, str], object]()
    for block in plan.blocks:
        for code, _, col in block.own:
            for sender, row in block.rows.items():
                found[sender, plan.levels[0], code] = {"x": 1, "": 0}[str(rows[row][col])]
            found[PROVINCE, plan.levels[0], code] = rows[block.total][col]
        for code, _, col in block.lower:
            for scope, row in {**block.rows, PROVINCE: block.total}.items():
                due = rows[row][block.due]
                found[scope, plan.levels[1], code] = (rows[row][col], due, rows[row][col + 1])
    return found


def test_both_outputs_say_the_same(run: Run, tmp_path: Path) -> None:
    path = write.book(run.book, tmp_path / "tong_hop.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Tỷ lệ hoàn thành")
    found = rates_shown(run, rows.to_python(skip_empty_area=False))
    own = run.settings.registry.levels[0]
    expected = {
        rate[:3]: rate.tally.done
        if rate.level == own
        else (rate.tally.done, rate.tally.due, _cut(rate.tally))
        for rate in run.summary.rates
    }
    assert found == expected


def _cut(tally: Tally) -> float | str:
    return "-" if tally.permille is None else tally.permille / 1000


def test_every_figure_is_live(run: Run) -> None:
    sheet = run.sheet("Tỷ lệ hoàn thành")
    plan, cells = completion_plan.plan(run.settings), sheets.cells(sheet)
    for block in plan.blocks:
        for row in [*block.rows.values(), block.total]:
            for col in range(2, block.end):
                assert cells[row, col].formula, look.address(row, col)


def test_the_leaders_column_of_errors_adds_up(invented: Run) -> None:
    """Also where nobody knows whose a file is: its errors stand in no line."""
    told, settings = invented.summary, invented.settings
    wrong = [f for f in told.findings if is_error(f.code)]
    unknown = next(f.file for f in wrong if f.unit)
    sent = (replace(s, district=None) if s.path == unknown else s for s in told.submissions)
    cells = sheets.cells(overview.sheet(replace(told, submissions=tuple(sent)), settings))
    ((head, col),) = (at for at, cell in cells.items() if cell.value == "Nội dung cần sửa")
    ((last, _),) = (at for at, cell in cells.items() if cell.value == "Tổng cộng")
    *lines, total = (int(str(cells[row, col].value)) for row in range(head + 1, last + 1))
    assert len(lines) == len(settings.registry.senders)
    assert sum(lines) == total
    assert 0 < total < len(wrong)


def test_list_holds_every_unit_as_a_table(run: Run) -> None:
    sheet, units = run.sheet("Danh sách Trang"), run.settings.registry.reporting
    assert sheet.table is not None
    area = sheet.table.area
    assert area.bottom - area.top == len(units)
    cells = sheets.cells(sheet)
    heads = [cells[area.top, col].value for col in range(area.right + 1)]
    assert tuple(heads) == sheet.table.heads
    assert len({str(head).casefold() for head in heads}) == len(heads)
    col = list(list_layout.layout(run.settings).columns).index("its code")
    listed = [cells[row, col].value for row in range(area.top + 1, area.bottom + 1)]
    assert listed == [unit.code for unit in units]


def test_list_keeps_kinds_apart(invented: Run) -> None:
    sheet = invented.sheet("Danh sách Trang")
    columns = list(list_layout.layout(invented.settings).columns)
    cells = sheets.cells(sheet)
    first = {key: cells[4, col] for col, key in enumerate(columns)}
    assert first["established_on"].value == date(2021, 12, 1)
    assert first["established_on"].style.number == "dd/mm/yyyy"
    assert first["followers"].value == 100
    assert first["leader_phone"].style.number == "@"
    assert isinstance(first["leader_phone"].value, str)
    assert (first["its file"].value, first["its line"].value) == (summaries.file_of("474"), 13)


def test_list_shows_what_was_found_in_red(invented: Run) -> None:
    sheet = invented.sheet("Danh sách Trang")
    faulty = [cell for cell in sheets.cells(sheet).values() if cell.style == pages.FAULTY]
    wrong = [f for u in invented.summary.units if u.row for f in u.row.findings if f.value is None]
    assert len(faulty) == len(wrong) > 0
    assert any(str(cell.value).startswith("MTTQ ") for cell in faulty)


def test_several_operators_stand_in_one_cell(invented: Run) -> None:
    column = list(list_layout.layout(invented.settings).columns).index("operator_name")
    sheet = invented.sheet("Danh sách Trang")
    names = {cell.value for (_, col), cell in sheets.cells(sheet).items() if col == column}
    assert "Trần Thị Mẫu\nLê Văn Ví Dụ" in names


@pytest.mark.parametrize("sign", ["x", "(", "+", "1 ", "1.", "a.", "www.", "đ", "-", "/", "\u200b"])
def test_masking_takes_no_longer_for_a_long_text(sign: str) -> None:
    """Patterns that begin again at each sign would take seconds a cell, hours a file."""
    text = (sign * LONGEST)[:LONGEST]
    held = [wording.masked(text) for _ in range(50)]
    assert (held[0] == text) == ("1" not in sign)


def test_findings_stand_in_the_order_of_the_calls(invented: Run) -> None:
    order = to_fix.ordered(invented.summary, invented.settings)
    assert sorted(map(id, order)) == sorted(map(id, invented.summary.findings))
    senders = [re.findall("_(4[0-9]{2})_", finding.file) for finding in order]
    codes = [found[0] for found in senders if found]
    official = [sender.code for sender in invented.settings.registry.senders]
    assert codes == sorted(codes, key=official.index)
    assert order[0].file == "gui lai/ban sao.xlsx"  # nobody knows whose it is


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("0905123456", "0905***456"),
        ("0905.123.456 (Thử)", "0905***456 (Thử)"),
        ("+84 905 123 456", "+849***456"),
        ("(0234) 3812345", "0234***345"),
        ("0905123456; 0912345678", "0905***456; 0912***678"),
        ("canbo@example.org", "ca***@example.org"),
        ("Thử <canbo@example.org>", "Thử <ca***@example.org>"),
        ("9.35E+08", "9.35***+08"),
        ("canbo.example.org", "canb***org"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert wording.masked_cell(text) == masked


@pytest.mark.parametrize("text", ["12/KH-MTTQ ngày 10.12.2021", "Mặt trận Huế", "150"])
def test_other_text_is_not_masked(text: str) -> None:
    assert wording.masked(text) == text


def test_no_contact_is_left_to_read_in_the_findings(invented: Run) -> None:
    said = texts(invented.sheet("Cần sửa"))
    assert "0905***456" in said
    assert "0905.000.456" not in said
    assert "thu.mau@" not in said


def test_headline(settings: Settings) -> None:
    made = summaries.invented(settings)
    rates = [
        rate._replace(tally=Tally(133, 141))
        if rate[:3] == (PROVINCE, "commune", "established")
        else rate
        for rate in made.rates
    ]
    assert sentences.headline(replace(made, rates=tuple(rates)), settings) == (
        "Đến 17 giờ 00 ngày 20/12/2021: 133/141 xã, phường, thị trấn (94,3\u00a0%) "
        "đã thành lập Trang cộng đồng"
    )


def test_checks_of_the_letter(settings: Settings) -> None:
    assert sentences.targeted(summaries.empty(settings), settings) == Tally(0, 459)


def test_overview_says_who_is_silent_and_what_is_left(invented: Run) -> None:
    said = texts(invented.sheet("Tổng quan"))
    assert "Chưa có báo cáo: huyện Phú Vang, huyện Nam Đông." in said
    assert "Thành lập Trang: " in said
    assert "Nơi nhận:" in said
    assert "TM. BAN THƯỜNG TRỰC" in said


def test_decisions_begin_with_who_is_behind_the_whole(settings: Settings) -> None:
    made = summaries.invented(settings)
    first, *rest = sentences.decisions(made, settings)
    whole = made.tally("province", "commune", "established")
    assert first.startswith(
        f"Đôn đốc nơi đã báo cáo nhưng dưới mức chung toàn tỉnh ({whole.percent}): "
    )
    named = [s for s in settings.registry.senders if f"{s.place} " in first]
    tallies = {s.code: made.tally(s.code, "commune", "established") for s in named}
    assert tallies
    assert all((tally.permille or 0) < (whole.permille or 0) for tally in tallies.values())
    assert "Nam Đông" not in first, "the silent are named elsewhere"
    assert not list(sentences.decisions(complete(made), settings))
    assert len(rest) == 6


def complete(made: Summary) -> Summary:
    """The same, everything done."""
    rates = (r._replace(tally=Tally(r.tally.due, r.tally.due)) for r in made.rates)
    return replace(made, rates=tuple(rates))


def test_the_chart_shows_what_is_missing_behind_what_is_done(invented: Run) -> None:
    page = invented.book.sheets[0]
    (chart,) = page.charts
    due, done = chart.series
    heads = [page.cells[due.values.top - 1, area.left].value for area in (due.values, done.values)]
    assert heads == [due.name, done.name] == ["Số xã, phường, thị trấn", "Thành lập Trang"]
    assert due.categories == done.categories


def test_after_the_deadline_the_call_says_so(settings: Settings) -> None:
    made = summaries.invented(settings)
    late = replace(made, as_of=settings.due + timedelta(seconds=1))
    for told, due in (
        (made, "hạn 20/12/2021."),
        (late, "đã quá hạn 20/12/2021, đề nghị gửi ngay."),
    ):
        cells = sheets.cells(calls.sheet(told, settings))
        said = [str(cell.value) for (row, col), cell in cells.items() if col == 6 and row > 3]
        assert said
        assert all(re.search(rf"[,;] {due}$", sentence) for sentence in said)


@pytest.mark.parametrize(("done", "due"), [(140, 141), (999, 1000), (1999, 2000), (0, 1), (1, 1)])
def test_full_only_when_complete(done: int, due: int) -> None:
    tally = Tally(done, due)
    assert (tally.percent == "100,0\u00a0%") == (done == due)
    assert (signs.sign(tally.permille) == signs.FULL) == (done == due)


def test_page_set_up(run: Run) -> None:
    for sheet in run.book.sheets[:-1]:
        assert sheet.print_area, sheet.name
        assert sheet.widths, sheet.name
        assert sheet.fit[0] in (1, 2), sheet.name
        if sheet.name != "Tổng quan":
            assert sheet.freeze, sheet.name
            assert sheet.repeat or sheet.name == "Tỷ lệ hoàn thành", sheet.name
    assert run.book.sheets[0].fit == (1, 1)
    assert all(chart.alt for sheet in run.book.sheets for chart in sheet.charts)


def test_hostile_text_stays_text(invented: Run, tmp_path: Path) -> None:
    made = invented.summary
    for field, text in (("page_name", '=HYPERLINK("http://example.org")'), ("note", "@SUM(A1)")):
        made = summaries.with_fault(made, "474", field, text)
    hostile = summary.book(made, invented.settings)
    described = [cell for cell in sheets.cells(hostile.sheets[2]).values() if cell.formula]
    assert not described
    path = write.book(hostile, tmp_path / "x.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Danh sách Trang").to_python()
    assert '=HYPERLINK("http://example.org")' in {value for row in rows for value in row}


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def recalculated(book: Book, folder: Path) -> CalamineWorkbook:
    """The workbook after LibreOffice has calculated every formula anew.

    The cached values are spoilt first, so that a value that is right was really calculated.
    """
    spoilt = [
        sheet._replace(
            cells={at: c._replace(value=-7) if c.formula else c for at, c in sheet.cells.items()},
        )
        for sheet in book.sheets
    ]
    source = write.book(book._replace(sheets=tuple(spoilt)), folder / "spoilt.xlsx")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    (folder / "out").mkdir()
    command = [
        "soffice", "--headless", f"-env:UserInstallation={profile.parent.as_uri()}",
        "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return CalamineWorkbook.from_path(str(folder / "out" / source.name))


@pytest.mark.libreoffice
def test_recalculated_values_equal_the_cached_ones(run: Run, tmp_path: Path) -> None:
    found = recalculated(run.book, tmp_path)
    checked = 0
    for sheet in run.book.sheets[:2]:
        rows = found.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for (row, col), cell in sheets.cells(sheet).items():
            if cell.formula:
                checked += 1
                where = f"{sheet.name}!{look.address(row, col)} {cell.formula}"
                assert rows[row][col] == shown(cell), where
    assert checked > 150


@pytest.mark.libreoffice
def test_a_list_on_several_sheets_is_counted_whole(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longest, "ROWS", 60)  # of the 150 units: three sheets
    run = Run(summaries.invented(settings), settings)
    found = recalculated(run.book, tmp_path)
    assert "Danh sách Trang (3)" in found.sheet_names
    rates = next(sheet for sheet in run.book.sheets if sheet.name == completion_plan.NAME)
    rows = found.get_sheet_by_name(rates.name).to_python(skip_empty_area=False)
    told = {at: cell for at, cell in sheets.cells(rates).items() if cell.formula}
    assert len(told) > 100
    for (row, col), cell in told.items():
        assert rows[row][col] == shown(cell), cell.formula


def test_created_is_the_runs_own_clock(run: Run) -> None:
    assert run.book.created == datetime.fromisoformat("2021-12-20T17:00:00+07:00")
