"""Every workbook opens without a repair message: schema (openxml-audit) and Excel's own rules."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter
from openxml_audit import FileFormat, OpenXmlValidator

import package_rules
from examples import make_pictures

BOOKS = re.findall(r"^(\w+) · ", make_pictures.COUNTS.read_text(encoding="utf-8"), re.MULTILINE)


def faults(path: Path) -> list[str]:
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2010).validate(path)
    grammar = [f"{error.part_uri}: {error.description}" for error in found.errors]
    return [*grammar, *package_rules.faults(path)]


@pytest.mark.parametrize("name", dict.fromkeys(BOOKS))
def test_every_workbook_is_sound(name: str, office_workbooks: Mapping[str, Path]) -> None:
    assert not faults(office_workbooks[name])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that has a bit of everything."""
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, bold = (
            book.add_worksheet("Một"),
            book.add_format({"bold": True, "num_format": "0.0"}),
        )
        sheet.set_column(0, 0, 20)
        sheet.set_row(8, 30)
        sheet.add_table(0, 0, 2, 1, {"columns": [{"header": "Tên"}, {"header": "Số"}]})
        sheet.write_number(1, 1, 5, bold)
        sheet.write_formula(1, 0, "=SUM(B2:B3)")
        sheet.merge_range(4, 0, 4, 1, "gộp")
        sheet.merge_range(5, 0, 5, 1, "nữa")
        rule = {"validate": "list", "source": ["x"], "input_title": "t", "input_message": "m"}
        sheet.data_validation("D1", rule)
        for limit in (1, 2):
            mark = {"type": "cell", "criteria": ">", "value": limit, "format": bold}
            sheet.conditional_format("D1:D9", mark)
        sheet.set_zoom(90)
        sheet.set_header("&C&P")
        sheet.write_url("D4", "https://example.org")
        sheet.print_area("A1:D9")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Một!$B$2:$B$3"})
        sheet.insert_chart("F2", chart)
        book.add_worksheet("Hai")
    return path


SHEET, TABLE, CHART = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/charts/chart1.xml"
BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
BREAKAGES = {  # what is broken: part, pattern, replacement, what is said of it
    "order of parts": (SHEET, r"(<cols>.*</cols>)(.*</sheetData>)", r"\2\1", "'cols'"),
    "order in a chart": (CHART, r"(<c:idx .*?>)(<c:order .*?>)", r"\2\1", "'idx'"),
    "unknown choice": (SHEET, 'type="list"', 'type="lists"', "lists"),
    "no content type": (TYPES, r'<Override PartName="/xl/tables.*?>', "", "no content type"),
    "type of nothing": (TYPES, "/xl/tables/table1.xml", "/xl/table.xml", "no such part"),
    "no relation": (SHEET, r'<drawing r:id="rId\d', '<drawing r:id="rId9', "refers to rId9"),
    "no target": ("xl/worksheets/_rels/sheet1.xml.rels", "table1.xml", "table9.xml", "table9.xml"),
    "no font": (STYLES, 'fontId="1"', 'fontId="9"', "fontId 9"),
    "no number format": (STYLES, 'numFmtId="164" fontId', 'numFmtId="999" fontId', "numFmtId 999"),
    "miscounted styles": (STYLES, r'cellXfs count="\d+"', 'cellXfs count="9"', "cellXfs: count 9"),
    "long sheet name": (BOOK, 'name="Hai"', f'name="{"H" * 32}"', "sheet name HHH"),
    "sign in sheet name": (BOOK, 'name="Hai"', 'name="Hai?"', "sheet name Hai"),
    "sheet name twice": (BOOK, 'name="Hai"', 'name="MỘT"', "sheet name twice"),
    "all hidden": (BOOK, "<sheet ", '<sheet state="hidden" ', "no sheet is visible"),
    "bad name": (BOOK, r"_xlnm.Print_Area", "A1 B", "defined name A1 B"),
    "name like a cell": (BOOK, r"_xlnm.Print_Area", "AB12", "defined name AB12"),
    "name of no sheet": (BOOK, 'localSheetId="0"', 'localSheetId="7"', "of sheet 7"),
    "no text": (SHEET, r't="s"><v>\d+', 't="s"><v>99', "99"),
    "long text": ("xl/sharedStrings.xml", "<t>gộp", f"<t>{'g' * 32768}", "over 32767"),
    "no style": (SHEET, r' s="\d+"', ' s="99"', "style 99"),
    "no number": (SHEET, "<v>5</v>", "<v>năm</v>", "is no number"),
    "open bracket": (SHEET, r"<f>SUM\(", "<f>SUM((", "formula SUM"),
    "rows out of order": (SHEET, '<row r="1"', '<row r="8"', "rows are out of order"),
    "cells out of order": (SHEET, '<c r="A2"', '<c r="C2"', "cells are out of order"),
    "cell in another row": (SHEET, '<c r="B2"', '<c r="B3"', "outside its row"),
    "wide column": (SHEET, r'max="1" width="[\d.]+"', 'max="1" width="256"', "wide"),
    "high row": (SHEET, 'ht="30"', 'ht="410"', "high"),
    "zoom": (SHEET, 'zoomScale="90"', 'zoomScale="500"', "zoom 500"),
    "no area": (SHEET, 'sqref="D1"', 'sqref="D0:"', "at D0:"),
    "merged twice": (SHEET, 'ref="A6:B6"', 'ref="B5:B6"', "merged"),
    "merged in a table": (SHEET, 'ref="A6:B6"', 'ref="A2:B2"', "merged in a table"),
    "long hint": (SHEET, 'prompt="m"', f'prompt="{"m" * 256}"', "prompt of over 255"),
    "long hint title": (SHEET, 'promptTitle="t"', f'promptTitle="{"t" * 33}"', "promptTitle"),
    "long list": (SHEET, '"x"</formula1>', f'"{"x" * 255}"</formula1>', "validation"),
    "priority twice": (SHEET, 'priority="2"', 'priority="1"', "priority twice"),
    "priority 0": (SHEET, 'priority="2"', 'priority="0"', "priority 0"),
    "no mark": (SHEET, r'dxfId="\d+"', 'dxfId="9"', "mark 9"),
    "long header": (SHEET, "&amp;C&amp;P", "P" * 256, "oddHeader of over 255"),
    "head is not the cell": (TABLE, 'name="Số"', 'name="Số 2"', "not what its cell says"),
    "head twice": (TABLE, 'name="Số"', 'name="tên"', "table head twice"),
    "columns miscounted": (TABLE, 'tableColumns count="2"', 'tableColumns count="3"', "columns"),
    "table over a filter": (SHEET, "<mergeCells", '<autoFilter ref="A3:B9"/><mergeCells', "filter"),
    "axis": (CHART, r'crossAx val="\d+"', 'crossAx val="1"', "no axis 1"),
    "time": ("docProps/core.xml", r"(created[^>]*>)[^<]*", r"\1hôm nay", "created hôm nay"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_broken_workbook_is_found_out(name: str, sound: Path, tmp_path: Path) -> None:
    part, pattern, replacement, said = BREAKAGES[name]
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(sound) as whole, zipfile.ZipFile(broken, "w") as copy:
        for item in whole.namelist():
            text = whole.read(item).decode()
            changed = re.sub(pattern, replacement, text, flags=re.DOTALL) if item == part else text
            assert (changed != text) == (item == part)
            copy.writestr(item, changed)
    assert any(said in fault for fault in faults(broken)), faults(broken)


def test_the_sound_workbook_is_sound(sound: Path) -> None:
    assert not faults(sound)
