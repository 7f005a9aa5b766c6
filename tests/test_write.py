"""Writing: outside text stays text, files are whole or untouched, same book same bytes."""

import gc
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet as Read
from xlsxwriter.worksheet import Worksheet

from schema import longest
from schema.documents import (
    Area,
    Book,
    Cell,
    Chart,
    Choice,
    Mark,
    Merge,
    Row,
    Rows,
    Series,
    Sheet,
    Shown,
    Style,
    Table,
)
from schema.longest import LONGEST
from schema.settings import HANOI
from steps import write
from steps.compose import listing, look
from steps.write import limits
from steps.write.gate import WriteError, clean
from steps.write.limits import LONG
from steps.write.parts import PlainWorkbook
from steps.write.rows import RowSheet
from steps.write.worksheet import NumberedSheet

CREATED = datetime(2021, 12, 20, 17, 0, tzinfo=HANOI)


def book(*sheets: Sheet, title: str = "Thử") -> Book:
    return Book(sheets, title, "ỦY BAN MTTQ VIỆT NAM", CREATED)


def one(value: Shown, style: Style = look.CELL, **cell: str) -> Book:
    draft = look.Draft("Thử")
    draft.put(0, 0, value, style, **cell)
    return book(draft.finish())


def opened(described: Book, folder: Path) -> Read:
    sheet = load_workbook(write.book(described, folder / "a.xlsx")).active
    assert isinstance(sheet, Read)
    return sheet


def parts(described: Book, folder: Path) -> dict[str, str]:
    with zipfile.ZipFile(write.book(described, folder / "a.xlsx")) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


# openpyxl drops the 2010 data bar when it loads a book, and says so
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def everything() -> Book:
    """A book that uses each part of the description language."""
    draft = look.Draft("Tất cả")
    draft.line(0, 0, ("Đơn vị", "Tỷ lệ"), look.HEAD)
    for row, rate in enumerate((0.5, 0.992, 1.0), 1):
        draft.put(row, 0, f"Huyện {row}", look.CELL, note="Ghi chú")
        draft.put(row, 1, rate, look.RATE, formula=f"=ROUNDDOWN({rate},3)")
    draft.merge(5, 0, 6, 1, "Gộp", look.TOTAL)
    draft.put(7, 0, "Về đầu trang", link="internal:'Tất cả'!A1")
    rates = Area(1, 1, 3, 1)
    draft.marks += [
        Mark(rates, "formula", "=$B2=1", Style(fill=look.GOOD, bold=True)),
        Mark(rates, "bar"),
        Mark(rates, "icons", thresholds=(1, 0.5)),
    ]
    draft.choices += [
        Choice(Area(8, 0, 8, 0), "list", "='Tất cả'!$A$2:$A$4", "Đơn vị", "Chọn", "Sai", True),
        Choice(Area(9, 0, 9, 0), "date", low=date(1950, 1, 1), high=date(2100, 12, 31)),
        Choice(Area(10, 0, 10, 0), "whole", low=0),
    ]
    names = Area(1, 0, 3, 0)
    series = Series("Tỷ lệ", "Tất cả", names, rates)
    draft.charts.append(Chart("bar", "Biểu đồ", (series,), 12, 0, 400, 200, "Tỷ lệ từng huyện"))
    table = Table("Bang", Area(0, 0, 3, 1), ("Đơn vị", "Tỷ lệ"))
    return book(draft.finish(widths=(20, 12), table=table, freeze=(1, 0), **look.PORTRAIT))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=SUM(A1)}",
        "+1",
        "-1",
        "@SUM(A1)",
        "http://example.org/",
        "mailto:a@example.org",
        "internal:'Thử'!A1",
        r"\\server\share",
        "0900000001",
        "_x000D_",
        "<r>&</r>",
        "<r><t>đậm</t></r>",
        " <b>&amp; ",
    ],
)
@pytest.mark.parametrize("long", [LONG, 0])
def test_outside_text_stays_text(
    text: str, long: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LONG", long)
    listed = Sheet("Thử", {}, Rows(1, [Row((Cell(text, look.CELL),), 16)]))
    cell = opened(book(listed), tmp_path)["A2"]
    assert (cell.data_type, cell.value.replace("_x005F", ""), cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Hue\u0302\u0301", "Huế"),
        ("a\x00b\x07c\x1b", "abc"),
        ("dòng 1\ndòng\t2", "dòng 1\ndòng\t2"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800x\udfff", "x"),
        ("\ufffex\uffff", "x"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "…"),
        ("😀" * LONGEST, "😀" * (LONGEST // 2) + "…"),
    ],
)
def test_the_gate(typed: str, written: str) -> None:
    assert clean(typed) == written


def test_what_the_gate_lets_pass_can_be_written(tmp_path: Path) -> None:
    text = "".join(map(chr, range(0x120))) + "\ud800\uffff" + "x" * LONGEST
    assert len(opened(one(text, note=text[:900]), tmp_path)["A1"].value) == LONGEST


def test_values_keep_their_type(tmp_path: Path) -> None:
    draft = look.Draft("Thử")
    draft.put(0, 0, 1234, look.COUNT)
    draft.put(1, 0, date(2021, 12, 20), look.DATE)
    draft.put(2, 0, CREATED, look.MOMENT)
    draft.put(3, 0, None, look.CELL)
    sheet = opened(book(draft.finish()), tmp_path)
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [
        1234,
        datetime(2021, 12, 20),  # noqa: DTZ001 - a sheet knows no time zones
        datetime(2021, 12, 20, 17),  # noqa: DTZ001
        None,
    ]
    assert sheet["A2"].number_format == "dd/mm/yyyy"


def test_a_formula_keeps_its_cached_value(tmp_path: Path) -> None:
    path = write.book(one(0.992, look.RATE, formula="=ROUNDDOWN(140/141,3)"), tmp_path / "a.xlsx")
    formula, cached = load_workbook(path).active, load_workbook(path, data_only=True).active
    assert formula is not None and cached is not None
    assert (formula["A1"].value, cached["A1"].value) == ("=ROUNDDOWN(140/141,3)", 0.992)


def test_same_book_same_bytes(tmp_path: Path) -> None:
    first = write.book(everything(), tmp_path / "a.xlsx").read_bytes()
    assert write.book(everything(), tmp_path / "b.xlsx").read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2021-12-20T10:00:00Z") == 2, "created and modified, in UTC"


def test_looks_are_those_of_the_workbook_whatever_was_written_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = (Mark(Area(0, 0, 0, 0), "formula", "=A1=1", Style(fill=look.GOOD)),)
    books = [
        one("a"),
        one("a", look.TITLE),
        one("a", note="Ghi chú"),
        book(Sheet("Thử", {(0, 0): Cell("a", look.CELL)}, marks=marks)),
    ]
    known = [write.packed(described) for _ in range(2) for described in books]
    assert len(set(known)) == len(books)
    monkeypatch.delattr("steps.write.parts._Packager._write_styles_file")
    assert known == [write.packed(described) for _ in range(2) for described in books]


def test_no_circle_keeps_a_workbook_in_memory() -> None:
    gc.collect()
    gc.disable()
    try:
        write.packed(everything())
        assert not [thing for thing in gc.get_objects() if isinstance(thing, PlainWorkbook)]
    finally:
        gc.enable()


def test_all_type_is_times_new_roman(tmp_path: Path) -> None:
    written = parts(everything(), tmp_path)
    styles = written["xl/styles.xml"].replace('<color indexed="81"/><name val="Tahoma"/>', "")
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"Times New Roman"}
    assert set(re.findall(r'rFont val="([^"]+)"', written["xl/comments1.xml"])) == {
        "Times New Roman"
    }
    chart = written["xl/charts/chart1.xml"]
    assert set(re.findall(r'typeface="([^"]+)"', chart)) == {"Times New Roman"}
    assert chart.count("Times New Roman") >= 4, "title, labels, both axes"


def test_no_green_corner_on_text_that_looks_like_a_number(tmp_path: Path) -> None:
    sheet = parts(everything(), tmp_path)["xl/worksheets/sheet1.xml"]
    assert '<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>' in sheet


def test_each_sheet_counts_its_pages_from_one(tmp_path: Path) -> None:
    sheet = parts(everything(), tmp_path)["xl/worksheets/sheet1.xml"]
    assert 'useFirstPageNumber="1"' in sheet, "its own first number: 1, Excel's default"


def test_the_page_number_is_not_on_page_one(tmp_path: Path) -> None:
    sheet = parts(everything(), tmp_path)["xl/worksheets/sheet1.xml"]
    header = '<oddHeader>&amp;C&amp;"Times New Roman,Regular"&amp;13&amp;P</oddHeader>'
    assert f'<headerFooter differentFirst="1">{header}</headerFooter>' in sheet


def test_every_part_of_a_description_is_written(tmp_path: Path) -> None:
    sheet = opened(everything(), tmp_path)
    assert [choice.type for choice in sheet.data_validations.dataValidation] == [
        "list",
        "date",
        "whole",
    ]
    kinds = [rule.type for rules in sheet.conditional_formatting for rule in rules.rules]
    assert sorted(kinds) == ["dataBar", "expression", "iconSet"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A6:B7"]
    assert (list(sheet.tables), sheet.freeze_panes) == (["Bang"], "A2")
    assert sheet["A2"].comment is not None and sheet["A8"].hyperlink is not None


def test_an_address_outside_the_sheet_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(WriteError):
        write.book(book(Sheet("Thử", {(0, 16_384): Cell("x")})), path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write.book(one("x"), tmp_path / "missing" / "a.xlsx")


def test_a_file_that_cannot_be_replaced_is_left_and_no_part_remains(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(OSError):
        write.book(one("x"), tmp_path / "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_open_in_excel_gets_a_dated_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that is open; this system would not."""
    path, replace = tmp_path / "Tong_hop.xlsx", Path.replace
    path.write_bytes(b"open in Excel")

    def held(part: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "in use")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", held)
    written = write.book(one("x"), path)
    assert written.name == "Tong_hop_20211220_170000.xlsx"
    assert load_workbook(written).sheetnames == ["Thử"]
    assert path.read_bytes() == b"open in Excel"
    assert len(list(tmp_path.iterdir())) == 2


def test_outputs_are_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text("before", encoding="utf-8")
    assert write.text(path, "Huế \ud800\n") == path
    assert path.read_text(encoding="utf-8") == "Huế \\ud800\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert write.book(one("x"), tmp_path / "a.xlsx").stat().st_mode & 0o777 == 0o600


def long_list(count: int) -> Sheet:
    columns = (listing.Column("TT", 6), listing.Column("Tên", 20))
    lines = [(n, Cell(f"Đơn vị {n}", link="internal:'Thử'!A1")) for n in range(1, count + 1)]
    return listing.sheet("Danh sách", "TIÊU ĐỀ", "(ghi chú)", columns, lines)


def test_a_list_that_is_too_long_goes_on_in_the_next_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(longest, "ROWS", 10)  # four rows of head, six of lines
    whole = load_workbook(write.book(book(long_list(15)), tmp_path / "a.xlsx"))
    assert whole.sheetnames == ["Danh sách", "Danh sách (2)", "Danh sách (3)"]
    assert [sheet["A1"].value for sheet in whole] == ["TIÊU ĐỀ"] * 3
    assert [sheet["B4"].value for sheet in whole] == ["Tên"] * 3
    assert [sheet.max_row for sheet in whole] == [10, 10, 7]
    shown = [cell for sheet in whole for (cell,) in sheet["A5:A10"] if cell.value]
    assert [cell.value for cell in shown] == list(range(1, 16))
    assert whole["Danh sách (3)"].auto_filter.ref == "A4:B7"


def test_a_list_that_fits_is_one_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = long_list(6)
    monkeypatch.setattr(longest, "ROWS", 10)
    assert [*limits.fitting(sheet)] == [sheet]


def test_a_link_too_many_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINKS", 5)
    (sheet,) = limits.fitting(long_list(8))
    names = [row.cells[1] for row in sheet.rows]
    assert [cell.value for cell in names if cell.link] == [f"Đơn vị {n}" for n in range(1, 6)]
    assert names[7] == Cell("Đơn vị 8")


def test_a_long_list_is_written_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = long_list(15), long_list(3)._replace(name="Ngắn")
    tabled = long._replace(table=Table("T", Area(3, 0, 18, 1), ("TT", "Tên")), filter=None)
    whole = load_workbook(write.book(book(long, short), tmp_path / "whole.xlsx"))
    monkeypatch.setattr(limits, "LONG", 10)
    monkeypatch.setattr(limits, "TABLED", 10)
    content = write.packed(book(tabled, short))
    assert content == write.packed(book(tabled, short))
    (tmp_path / "long.xlsx").write_bytes(content)
    lined = load_workbook(tmp_path / "long.xlsx")
    for one, other in zip(whole, lined, strict=True):
        assert [*one.values] == [*other.values]
        assert {n: row.height for n, row in one.row_dimensions.items()} == {
            n: row.height for n, row in other.row_dimensions.items()
        }
    assert lined["Danh sách"].auto_filter.ref == "A4:B19"
    assert not lined["Danh sách"].tables


def test_what_stands_around_a_long_list_is_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = look.Draft("Dài")
    draft.merge(20, 0, 21, 1, "Người ký", look.SIGNER)
    draft.merge(0, 0, 1, 1, "TIÊU ĐỀ", look.TITLE)
    draft.put(1, 2, "bên phải", look.CELL)
    draft.put(23, 1, 7, look.COUNT, formula="=SUM(A5:A19)")
    draft.heights.update({2: 40, 3: 50, 21: 60, 22: 70})
    lines = [Row((Cell(n), Cell(f"Đơn vị {n}")), 16 + n, 1 + n % 2) for n in range(15)]
    sheet = draft.finish(rows=Rows(4, lines), widths=(5, 20, 20))
    whole = load_workbook(write.book(book(sheet), tmp_path / "whole.xlsx"))["Dài"]
    monkeypatch.setattr(limits, "LONG", 10)
    lined = load_workbook(write.book(book(sheet), tmp_path / "long.xlsx"))["Dài"]
    assert [*lined.values] == [*whole.values]
    assert {str(area) for area in lined.merged_cells} == {str(area) for area in whole.merged_cells}
    heights = [{n: row.height for n, row in each.row_dimensions.items()} for each in (whole, lined)]
    assert heights[0] == heights[1]
    assert len(heights[0]) == 2 + 15 + 2


@pytest.mark.parametrize("long", [LONG, 0])
def test_cells_are_written_as_xlsxwriter_writes_them(
    long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LONG", long)
    values = [
        "Huế",
        "",
        None,
        0,
        -7,
        1 / 3,
        10**15,
        date(2021, 12, 20),
        CREATED,
        "a & <b>",
        " _x000D_\n",
    ]
    style = look.CELL
    rows = [Row((Cell(v, style), Cell(v, style, formula="=A1")), 16) for v in values]
    merges = (Merge(Area(0, 1, 0, 2), Cell("Gộp", style)),)
    described = book(Sheet("Thử", {(0, 0): Cell("Đầu", style)}, Rows(1, rows), merges=merges))
    ours = write.packed(described)
    theirs = {
        "merged": lambda sheet, area, style: sheet.merge_range(*area, "", style),
        "text": Worksheet.write_string,
        "number": Worksheet.write_number,
        "day": Worksheet.write_datetime,
        "formula": Worksheet.write_formula,
        "blank": lambda sheet, row, col, style: sheet.write_blank(row, col, None, style),
        "open_row": lambda *_: None,
    }
    for name, method in theirs.items():
        monkeypatch.setattr(NumberedSheet, name, method)
    monkeypatch.setattr(RowSheet, "_write_cells", by_xlsxwriter)
    monkeypatch.delattr(PlainWorkbook, "_get_packager")
    assert write.packed(described) == ours


def by_xlsxwriter(sheet: RowSheet, row: int, cells: Mapping[int, object]) -> None:
    for col in sorted(cells):
        sheet._write_cell(row, col, cells[col])


@pytest.mark.parametrize(
    "areas", [[Area(0, 0, 0, 1), Area(0, 1, 1, 1)], [Area(2, 2, 2, 2)], [Area(0, 0, 0, 20_000)]]
)
def test_a_merge_that_excel_would_repair_is_refused(areas: list[Area]) -> None:
    merges = tuple(Merge(area, Cell("Gộp", look.TOTAL)) for area in areas)
    with pytest.raises(WriteError):
        write.packed(book(Sheet("Thử", {}, merges=merges)))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(WriteError):
        write.packed(one(number))
