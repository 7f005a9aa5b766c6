"""Traps by family: each is refused or read by its own right sentence, and its neighbour counts."""

import os
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import drawn
import province
import traps
from drawn import HUE, appendix
from schema.community_page import CAMPAIGN
from schema.longest import LONGEST
from schema.readings import Broken, Reading, Value
from schema.settings import Settings
from steps.read import workbook
from traps import cell, inline

NEIGHBOUR = {"ok.xlsx": appendix("Huyện A Lưới")}
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def read(data: bytes) -> Reading:
    return workbook(data, "PL.xlsx", CAMPAIGN, HUE)


def value(data: bytes, field: str) -> Value:
    reading = read(data)
    assert reading.rejected == ""
    (row,) = [row for row in reading.rows if row.values.get("unit") == "Xã Phú An"]
    return row.values[field]


@posix
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (traps.pipe, "file_not_regular"),
        (traps.device, "file_not_regular"),
        (traps.dangling, "file_not_regular"),
        (traps.loop, "file_not_regular"),
        (traps.linked_folder, "file_not_regular"),
        (traps.sparse, "file_too_large"),
    ],
)
def test_what_is_no_regular_file_is_never_opened(
    settings: Settings, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    make(tmp_path / "x.xlsx")
    found = province.facts(settings, tmp_path, NEIGHBOUR)
    assert province.codes(found, file="x.xlsx") == [code]
    assert province.unit(found, "Huyện A Lưới")["submitted"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (traps.lying_size(), "file_incomplete"),
        (traps.laughs(), "file_unsafe"),
        (traps.laughs("utf-16"), "file_unsafe"),
        (traps.one_string(60_000_000), "file_unpacks_huge"),
        (traps.styles(300_000), "file_unpacks_huge"),
        (traps.far_away(), "sheet_too_large"),
        (traps.GOOD[:9] + b"\0" * 9000, "file_incomplete"),
        (traps.OLE + "Workbook".encode("utf-16-le") + b"\0" * 9000, "file_incomplete"),
    ],
)  # fmt: skip
def test_bombs_are_refused_and_the_neighbour_counts(
    settings: Settings, tmp_path: Path, data: bytes, code: str
) -> None:
    found = province.facts(settings, tmp_path, {"bomb.xlsx": data, **NEIGHBOUR})
    assert province.codes(found, file="bomb.xlsx", severity="error") == [code]
    assert province.unit(found, "Huyện A Lưới")["submitted"]


@pytest.mark.parametrize("lie", ["A1", "A1:B3", "A1:XFD1048576", "A1:A1048576", "A0:J0", "?"])
def test_the_dimension_is_not_believed(lie: str) -> None:
    assert read(traps.dimension(lie)).rows == read(traps.GOOD).rows


def test_a_blank_sheet_and_cells_without_addresses_are_nothing_odd() -> None:
    book = drawn.opened(traps.GOOD)
    book.create_sheet("Sheet3")
    assert read(drawn.saved(book)).rows == read(traps.GOOD).rows
    bare = traps.spoilt(lambda sheet: re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", sheet))
    assert [row.values["unit"] for row in read(bare).rows] == ["Xã Phú An"]


ROW = re.search(rb'<row r="12".*?</row>', traps.parts_of()[traps.SHEET], re.DOTALL)[0]  # type: ignore[index]
UTF16 = traps.spoilt(lambda sheet: sheet.decode().encode("utf-16"))
OTHER_CODE = traps.spoilt(lambda s: b'<?xml version="1.0" encoding="windows-1258"?>' + s.split(b"?>", 1)[-1])  # noqa: E501  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        traps.with_rows(ROW),
        traps.spoilt(lambda s: s.replace(ROW, ROW[:-6] + ROW[ROW.index(b"<c ") :])),
        traps.spoilt(lambda s: s.replace(ROW, b"</sheetData><sheetData>" + ROW)),
        UTF16,
        OTHER_CODE,
        appendix("Huyện A Lưới") + traps.GOOD,
        traps.zipped({**traps.parts_of(), "xl/a.dat": b" <!DOCTYPE x>"}),
    ],
    ids=["row twice", "cell twice", "two blocks", "UTF-16", "encoding", "two zips", "a part .dat"],
)
def test_what_readers_understand_differently_is_refused(data: bytes) -> None:
    assert read(data).rejected == "file_unsafe"


@pytest.mark.parametrize("quote", [b"'", b'"'])
def test_a_far_cell_is_found_wherever_its_sheet_stands(quote: bytes) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'.replace(b'"', quote)
    parts = traps.parts_of(traps.with_rows(far))
    moved = {
        name.replace("xl/worksheets/", "xl/pages/"): content.replace(
            b"worksheets/sheet", b"pages/sheet"
        )
        for name, content in parts.items()
    }
    assert read(traps.zipped(moved)).rejected == "sheet_too_large"


def test_rows_out_of_order_lose_nothing() -> None:
    assert [row.number for row in read(traps.backwards()).rows] == [
        row.number for row in read(traps.GOOD).rows
    ]


@pytest.mark.parametrize("area", ["A2:J1048576", "W1:XFD60"])
def test_a_huge_merge_costs_no_time(area: str) -> None:
    begun = time.perf_counter()
    read(traps.merged(area))
    assert time.perf_counter() - begun < 3


WHERE, FIELD = next(
    (row.cells["remarks"], "remarks")
    for row in read(traps.GOOD).rows
    if row.values["unit"] == "Xã Phú An"
)


@pytest.mark.parametrize(
    "text", ["NA", "None", "null", "nan", "007", "1_000", "TRUE", "1e5", "0x10", "=1+1", "１２"]
)
def test_text_stays_the_text_it_is(text: str) -> None:
    assert value(inline(WHERE, text), FIELD) == text


@pytest.mark.parametrize(
    ("field", "code"),
    [("remarks", "cell_too_long"), ("plan", "cell_too_long"), ("unit", "unit_unknown")],
)
def test_a_text_that_no_cell_can_hold_is_told(
    settings: Settings, tmp_path: Path, field: str, code: str
) -> None:
    typed = "12/KH: " + "khó khăn " * 4000
    where = next(row.cells[field] for row in read(traps.GOOD).rows)
    data = {"dài.xlsx": inline(where, typed), "ok.xlsx": NEIGHBOUR["ok.xlsx"]}
    found = province.facts(settings, tmp_path, data)
    (finding,) = province.select(found["findings"], cell=where, severity="error")
    assert (finding["file"], finding["code"], finding["value"]) == ("dài.xlsx", code, None)
    assert finding["found"] == typed[: LONGEST - 1] + "…"


def test_a_text_that_grows_when_it_is_composed_is_told() -> None:
    """U+FB2C is three characters in NFC, which every text is written in."""
    fits, grown = "\ufb2c" * (LONGEST // 3), "\ufb2c" * (LONGEST // 3 + 1)
    assert value(inline(WHERE, fits), FIELD) == fits
    told = value(inline(WHERE, grown), FIELD)
    assert isinstance(told, Broken)
    assert told.code == "cell_too_long"


def test_lines_that_no_cell_can_hold_together_are_told(settings: Settings, tmp_path: Path) -> None:
    more = [
        {"operator_name": "Trần Thị Ví Dụ", "operator_email": f"nguoi.van.hanh.{n:04d}@gmail.com"}
        for n in range(1_100)
    ]
    rows = [
        {"unit": "Xã Phú An", "operators": more},
        {"unit": "Xã Phú Mỹ", "operators": more[:900]},
        {"unit": "Xã Phú Xuân", "operator_name": "a" * (LONGEST - 12), "operators": more[:1]},
    ]
    found = province.facts(settings, tmp_path, {"a.xlsx": appendix(rows=rows)})
    many, long = province.select(found["findings"], code="lines_too_many")
    assert (many["field"], many["severity"], many["unit"]) == ("operator_email", "notice", "19912")
    assert (long["field"], long["value"]) == ("operator_name", None)


def test_a_text_that_just_fits_is_kept_whole(settings: Settings, tmp_path: Path) -> None:
    typed = "x" * LONGEST
    assert value(inline(WHERE, typed), FIELD) == typed


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"])
def test_an_error_cell_is_no_blank(text: str) -> None:
    found = value(cell(WHERE, b"<v>%s</v>" % text.encode(), "e"), FIELD)
    assert isinstance(found, Broken)
    assert (found.code, found.text) == ("cell_error", text)


def test_a_formula_never_calculated_is_no_blank() -> None:
    found = value(cell(WHERE, b"<f>1+1</f>"), FIELD)
    assert isinstance(found, Broken)
    assert found.code == "cell_not_calculated"


@pytest.mark.parametrize("raw", [b"1e999", b"-1e999"])
def test_a_number_that_is_none_is_told(raw: bytes) -> None:
    assert value(cell(WHERE, b"<v>%s</v>" % raw), FIELD) in ("inf", "-inf")


DATED = next(
    row.cells["established_on"]
    for row in read(traps.GOOD).rows
    if row.values["unit"] == "Xã Phú An"
)


@pytest.mark.parametrize("serial", ["0", "-5", "60", "3000000", "1e9"])
def test_a_date_outside_1950_to_2100_is_an_error(
    settings: Settings, tmp_path: Path, serial: str
) -> None:
    plain = traps.parts_of()[traps.SHEET]
    at = plain.index(b'<c r="%s"' % DATED.encode())
    style = plain[at : plain.index(b">", at)].rpartition(b's="')[2].split(b'"')[0]
    made = f'<c r="{DATED}" s="{style.decode()}"><v>{serial}</v></c>'.encode()
    end = plain.index(b"</c>", at) + 4
    data = traps.spoilt(lambda _: plain[:at] + made + plain[end:])
    found = province.facts(settings, tmp_path, {"d.xlsx": data})
    assert province.codes(found, cell=DATED, severity="error")


NAMES = [
    "=HYPERLINK(1).xlsx", "a\nb.xlsx", "a\x1b[31mb.xlsx", "a\u202eb.xlsx", "@SUM(A1).xlsx",
    "x" * 250 + ".xlsx", "e\u0301.xlsx", "\u00e9.xlsx", "'; DROP TABLE file; --.xlsx",
]  # fmt: skip


@posix
def test_absurd_names_are_shown_escaped(settings: Settings, tmp_path: Path) -> None:
    data = appendix("Huyện Phú Vang")
    files = {name: data + b"\0" * number for number, name in enumerate(NAMES)}
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.xlsx")).write_bytes(data)
    found = province.facts(settings, tmp_path, files)
    paths = [file["path"] for file in found["files"]]
    assert len(paths) == len(NAMES) + 1
    assert all(path.isprintable() for path in paths)
    assert all(path.encode() for path in paths)


def test_a_copy_that_is_under_way_is_waited_for(settings: Settings, tmp_path: Path) -> None:
    data, path = NEIGHBOUR["ok.xlsx"], tmp_path / "ok.xlsx"
    path.write_bytes(data[:5000])
    rest = threading.Timer(0.5, lambda: path.write_bytes(data))
    rest.start()
    found = province.facts(settings, tmp_path, {})
    rest.join()
    assert province.unit(found, "Huyện A Lưới")["submitted"]


@pytest.mark.parametrize(("times", "code"), [(3, []), (99, ["file_unreadable"])])
def test_a_file_that_is_held_for_a_moment_is_tried_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, code: list[str]
) -> None:
    """As on Windows, while another program has the file open."""
    held, real = [tmp_path / "ok.xlsx"] * times, os.open

    def refuse(path: object, *more: int, **named: int) -> int:
        if path in held:
            held.pop()
            raise PermissionError(13, "sharing violation")
        return real(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr("steps.collect.regular.RETRIES", (0.0, 0.0, 0.0))
    found = province.facts(settings, tmp_path, NEIGHBOUR)
    assert province.codes(found, code="file_unreadable") == code
    assert province.unit(found, "Huyện A Lưới")["submitted"] == (not code)


def test_only_a_young_and_cut_file_is_waited_for(settings: Settings, tmp_path: Path) -> None:
    from steps import collect

    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(NEIGHBOUR["ok.xlsx"][:5000])
    os.utime(cut, (1e9, 1e9))
    (tmp_path / "web.xls").write_bytes(b"<html>")
    (tmp_path / "ok.xlsx").write_bytes(NEIGHBOUR["ok.xlsx"])
    begun = time.perf_counter()
    assert len(list(collect.submissions(tmp_path, province.AS_OF))) == 3
    assert time.perf_counter() - begun < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: traps.one_string(512 * 2**20), "file_unpacks_huge"),
        (lambda: traps.styles(5_000_000), "file_unpacks_huge"),
        (lambda: traps.with_rows(b"".join(traps.empty_rows(1_000_000))), ""),
        (lambda: traps.with_rows(b"".join(traps.empty_rows(600_000, "ABCDEFGHIJ"))), ""),
    ],
    ids=["one string", "styles", "empty rows", "formats dragged down"],
)
def test_big_ones(settings: Settings, tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    begun = time.perf_counter()
    found = province.facts(settings, tmp_path, {"big.xlsx": make(), **NEIGHBOUR})
    (file,) = [file for file in found["files"] if file["path"] == "big.xlsx"]
    assert file["status"] == ("rejected" if code else "accepted")
    assert code in ("", *province.codes(found, file="big.xlsx"))
    assert province.unit(found, "Huyện A Lưới")["submitted"]
    assert time.perf_counter() - begun < 90
