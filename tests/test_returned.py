"""The returned workbook: the sender's own values back, its faults marked, its answers read."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import drawn
import sheets
from commands.ledgers import scope_of
from commands.story import consolidate
from schema.readings import text_of
from schema.records import Finding
from schema.returned import LEFTOVERS, RECEIPT, TICK, TO_FIX
from schema.settings import Settings
from schema.summary import Summary
from steps import write
from steps.compose import files, result, returned
from steps.ledger import Explanations, Ledger, Results
from steps.read.pool import Limits
from steps.show import Screen

NOON = datetime.fromisoformat("2021-12-20T12:00:00+07:00")
LATER = NOON + timedelta(hours=2)
SENDER = "Huyện Phú Vang"
NAME = "478_Huyện Phú Vang.xlsx"
GENERAL, DATA = "1. Thông tin chung", "2. Danh sách Trang"
HEADS = 4  # the row of the heads of `Cần sửa`


class Office:
    """One inbox and its ledger; each run is at a later moment."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings, self.inbox, self.ledger = settings, folder / "inbox", folder / "so.sqlite"
        self.inbox.mkdir()

    def run(self, files: Mapping[str, bytes], as_of: datetime = NOON) -> Summary:
        for name, data in files.items():
            (self.inbox / name).write_bytes(data)
        scope = scope_of(self.settings, self.inbox)
        with Ledger.opened(self.ledger, scope) as ledger:
            screen = Screen(self.settings, "vi")
            summary = consolidate(self.settings, self.inbox, as_of, ledger, screen)
            ledger.record(summary, summary.facts, "")
            Explanations(ledger).keep(summary.explanations)
        return summary

    def returned(self, summary: Summary, title: str = SENDER) -> Workbook:
        (sender,) = [u for u in returned.senders(summary, self.settings) if u.title == title]
        return load_workbook(
            io.BytesIO(write.packed(returned.book(summary, self.settings, sender)))
        )


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Office:
    return Office(settings, tmp_path)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The lines of `Cần sửa` that stand for a fault, by their heads; "row" = the sheet's own."""
    heads = [str(cell.value) for cell in sheet[HEADS]]
    lines = [
        {"row": cells[0].row, **dict(zip(heads, (c.value for c in cells), strict=True))}
        for cells in sheet.iter_rows(min_row=HEADS + 1)
    ]
    return [line for line in lines if line["Mã nhận biết"]]


def put(sheet: Worksheet, line: Mapping[str, Any], head: str, text: str) -> None:
    heads = [str(cell.value) for cell in sheet[HEADS]]
    sheet.cell(line["row"], heads.index(head) + 1, text)


def link(sheet: Worksheet, line: Mapping[str, Any]) -> str:
    """Where the cell `Ô` of a line leads."""
    target = sheet.cell(line["row"], 4).hyperlink
    assert target and target.location
    return target.location


def find(sheet: Worksheet, unit: str, field: str) -> Any:
    """The cell of one unit's field on the returned data sheet."""
    (row,) = [r for r in range(11, sheet.max_row + 1) if sheet.cell(r, 2).value == unit]
    return sheet.cell(row, drawn.FIELDS.index(field) + 2)


def errors(summary: Summary) -> list[Finding]:
    from schema.findings import is_error

    return [finding for finding in summary.findings if is_error(finding.code)]


OPERATORS = (
    {
        "operator_name": "Lê Văn Thử",
        "operator_phone": "0912000111",
        "operator_email": "b@@gmail.com",
    },
    {
        "operator_name": "Hồ Thị Thử",
        "operator_phone": "0912000222",
        "operator_email": "c@gmail.com",
    },
)
EVERY: list[drawn.Cells] = [
    {"unit": "Xã Phú Xuân", "page_name": "MTTQ xã Phú Xuân", "leader_phone": 905123456},
    {"unit": SENDER, "leader_email": "x@gmail.con", "plan": "đã ban hành"},
    {"unit": "Xã Phú An", "operators": OPERATORS, "leader_phone": "12345"},
    {"unit": "Xã Vinh An", "status": "Rồi", "established_on": "31/02/2021", "note": "ghi thêm"},
    {"unit": "Xã Phú Hồ", "page_url": "https://m.me/mattranphuho", "followers": "khoảng trăm"},
    {"unit": "Xã Phú Mỹ", "leader_name": None, "party_report": None},
    {"unit": "Xã Phú Thuận", "page_url": "https://www.facebook.com/chung.trang"},
    {"unit": "Xã Phú Diên", "page_url": "https://www.facebook.com/chung.trang"},
    {"unit": "Xã Không Có", "note": "dòng lạ"},
]
GOOD = {  # what the officer types where there is no proposal
    "leader_phone": "0905000999",
    "plan": "12/KH-MTTQ ngày 08/12/2021",
    "status": "Đã thành lập",
    "established_on": date(2021, 12, 1),
    "followers": 120,
    "leader_name": "Nguyễn Văn Mẫu",
    "party_report": "15/BC-MTTQ ngày 09/12/2021",
}


def every(layout: drawn.Layout | None = None) -> bytes:
    layout = layout or drawn.Layout(extra=("Ngày kiểm tra",), cells={"S13": "hôm qua"})
    form = {"preparer_phone": "0123", "guidance": "chưa rõ"}
    return drawn.appendix(SENDER, EVERY, general=form, layout=layout)


def test_a_workbook_with_every_kind_of_fault_comes_back_clean(office: Office) -> None:
    first = office.run({"PL_TrangCongDong_478.xlsx": every()})
    assert len(errors(first)) > 15
    book = office.returned(first)
    todo, data = book[TO_FIX], book[DATA]
    before = {unit.unit: unit.row for unit in first.units}
    for line in rows(todo):
        if not str(line["Ô"] or "").startswith(tuple("BCDEFGHIJKLMNOPQR")):
            continue
        if line["Đề nghị"]:
            put(todo, line, "Đồng ý", TICK)
            continue
        sheet = link(todo, line).split("'")[1]
        cell = book[sheet][line["Ô"]]
        if sheet == GENERAL:
            cell.value = "0905000111" if line["Nội dung đã ghi"] == "0123" else "07/HD-MTTQ"
        elif "cũng được" in line["Vấn đề và cách sửa"]:
            cell.value = f"https://www.facebook.com/mattran.rieng{line['row']}"
        elif (field := drawn.FIELDS[cell.column - 2]) in GOOD:
            cell.value = GOOD[field]
    (office.inbox / "lần 2").mkdir()
    second = office.run({f"lần 2/{NAME}": drawn.saved(book)}, LATER)
    assert [(f.cell, f.code, f.found) for f in errors(second)] == []
    (sent,) = [s for s in second.submissions if s.path.startswith("lần 2")]
    assert (sent.status, sent.applied) == ("accepted", 5)
    assert not [f for f in second.findings if f.file == sent.path and f.code == "file_name"]
    after = {unit.unit: unit.row for unit in second.units}
    assert before.keys() == after.keys()
    assert [u for u in before if before[u] and not after[u]] == []
    assert data.title == DATA
    listed = files.sheet(second, office.settings)
    assert "Đã áp dụng 5 đề nghị." in [cell.value for cell in sheets.cells(listed).values()]


def test_untouched_it_says_the_same(office: Office) -> None:
    first = office.run({"a.xlsx": every(drawn.Layout())})
    book = office.returned(first)
    (office.inbox / "a.xlsx").unlink()
    second = office.run({NAME: drawn.saved(book)}, LATER)
    old, new = ({u["code"]: u for u in facts(office, s)["units"]} for s in (first, second))
    ignored = ("source", "on_time")
    for code, unit in old.items():
        assert {k: v for k, v in unit.items() if k not in ignored} == {
            k: v for k, v in new[code].items() if k not in ignored
        }
    kept = {(f.unit, f.field, f.code, f.found) for f in errors(first)}
    held = {(f.unit, f.field, f.code, f.found) for f in errors(first) if f.code == "unit_unknown"}
    assert kept - held == {(f.unit, f.field, f.code, f.found) for f in errors(second)}


def facts(office: Office, summary: Summary) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(result.text(summary, office.settings))
    return read


def test_it_shows_what_was_typed_in_its_order_and_what_is_missing(office: Office) -> None:
    book = office.returned(office.run({"a.xlsx": every()}))
    data = book[DATA]
    assert book.sheetnames[:3] == [TO_FIX, GENERAL, DATA]
    assert {LEFTOVERS, RECEIPT} < set(book.sheetnames)
    named = [name for r in range(13, data.max_row) if (name := data.cell(r, 2).value)]
    assert named[:3] == ["Xã Phú Xuân", "Xã Phú An", "Xã Vinh An"]
    assert "Xã Vinh Hà" in named  # said nothing: a row to fill
    assert find(data, "Xã Phú Xuân", "leader_phone").value == 905123456
    top = find(data, "Xã Phú An", "operator_email").row
    assert [data.cell(top + n, 10).value for n in (1, 2)] == ["b@@gmail.com", "c@gmail.com"]
    assert find(data, SENDER, "leader_email").value == "x@gmail.con"


def test_a_faulty_cell_is_coloured_and_says_where_it_stood(office: Office) -> None:
    book = office.returned(office.run({"a.xlsx": every()}))
    data, good = book[DATA], find(book[DATA], "Xã Phú An", "leader_name")
    wrong, noted = (
        find(data, "Xã Phú An", "leader_phone"),
        find(data, "Xã Phú Xuân", "leader_phone"),
    )
    assert wrong.fill.fgColor.rgb == "FFF4CCCC"
    assert noted.fill.fgColor.rgb == "FFDDEBF7"
    assert good.comment is None
    assert "tệp a.xlsx, sheet 2. Danh sách Trang, ô F" in wrong.comment.text
    line = next(r for r in rows(book[TO_FIX]) if r["Nội dung đã ghi"] == "12345")
    assert line["Ô"] == wrong.coordinate
    assert link(book[TO_FIX], line) == f"'{DATA}'!{wrong.coordinate}"


def test_two_versions_at_once_are_noticed_once_a_unit(office: Office) -> None:
    versions = ("12/KH ngày 01/12/2021", "13/KH ngày 02/12/2021")
    files = {
        f"{n}.xlsx": drawn.appendix(SENDER, [{"unit": "Xã Phú An", "plan": plan}])
        for n, plan in enumerate(versions)
    }
    lines = rows(office.returned(office.run(files))[TO_FIX])
    told = [line["Ô"] for line in lines if "hai tệp nhận cùng lúc" in line["Vấn đề và cách sửa"]]
    assert len(told) == 1
    assert told[0]


def test_what_a_newer_first_sheet_has_mended_is_wrong_nowhere(office: Office) -> None:
    wrong = {"preparer_phone": "12", "unit": "Huyện A Lưới"}
    was = office.run({"cũ.xlsx": drawn.appendix(SENDER, general=wrong)})
    assert {f.field for f in was.findings if f.sheet == GENERAL} == set(wrong)
    newer = drawn.appendix(SENDER, [{"unit": "Xã Phú An"}])
    summary = office.run({"mới.xlsx": newer}, LATER)
    status = {sent.path: sent.status for sent in summary.submissions}
    assert status == {"cũ.xlsx": "accepted", "mới.xlsx": "accepted"}
    assert not [f for f in summary.findings if f.sheet == GENERAL]


def test_errors_stand_first_and_unit_by_unit(office: Office) -> None:
    summary = office.run({"a.xlsx": every()})
    lines = rows(office.returned(summary)[TO_FIX])
    count = len(errors(summary))
    wrong = [line["Đơn vị"] for line in lines[:count]]
    assert len(lines) > count
    assert len(list(dict.fromkeys(wrong))) == sum(
        one != other for one, other in zip(["", *wrong], wrong, strict=False)
    )


@pytest.mark.parametrize("text", ["hôm qua", "dòng lạ", "Xã Không Có"])
def test_nothing_is_dropped_also_on_a_second_return(office: Office, text: str) -> None:
    book = office.returned(office.run({"a.xlsx": every()}))
    assert text in [cell.value for row in book[LEFTOVERS].iter_rows() for cell in row]
    again = office.returned(office.run({NAME: drawn.saved(book)}, LATER))
    places = [[c.value for c in row[1:6]] for row in again[LEFTOVERS].iter_rows(min_row=5)]
    assert [place[0] for place in places if place[-1] == text] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("layout", "kept"),
    [
        (drawn.Layout(), []),
        (drawn.Layout(cells={"B45": "Ghi chú: xã đã sáp nhập"}), ["Ghi chú: xã đã sáp nhập"]),
        (drawn.Layout(extra=("Zalo",), cells={"S12": 84}), ["84"]),
    ],
)
def test_only_what_is_no_part_of_the_form_is_left_over(
    office: Office, layout: drawn.Layout, kept: list[str]
) -> None:
    summary = office.run({"a.xlsx": drawn.appendix(SENDER, layout=layout)})
    (item,) = summary.returns
    assert [one.text for one in item.leftovers] == kept


def explained(office: Office, text: str) -> Summary:
    """The fault on Xã Phú An's phone, explained in a returned workbook that comes back."""
    book = office.returned(office.run({"a.xlsx": every()}))
    line = next(r for r in rows(book[TO_FIX]) if r["Nội dung đã ghi"] == "12345")
    put(book[TO_FIX], line, "Giải trình", text)
    return office.run({NAME: drawn.saved(book)}, LATER)


def test_an_explanation_stays_and_the_fault_stays_an_error(office: Office) -> None:
    plain = office.run({"a.xlsx": every()})
    summary = explained(office, "Xã đã sáp nhập")
    (found,) = [f for f in errors(summary) if f.found == "12345"]
    assert found.explained == "Xã đã sáp nhập"
    assert [u.indicators for u in summary.units] == [u.indicators for u in plain.units]
    (told,) = [f for f in facts(office, summary)["findings"] if f["found"] == "12345"]
    assert (told["explained"], told["severity"]) == ("Xã đã sáp nhập", "error")
    again = office.returned(summary)
    (line,) = [r for r in rows(again[TO_FIX]) if r["Nội dung đã ghi"] == "12345"]
    assert line["Giải trình"] == "Xã đã sáp nhập"
    assert "Đã giải trình: Xã đã sáp nhập" in line["Vấn đề và cách sửa"]
    fills = find(again[DATA], "Xã Phú An", "leader_phone").fill.fgColor.rgb
    assert fills == "FFE7E6E6"


def test_the_ledger_keeps_an_explanation_until_the_value_changes(office: Office) -> None:
    explained(office, "Số máy bàn nội bộ")
    for path in office.inbox.iterdir():
        path.unlink()
    same = office.run({"b.xlsx": every(drawn.Layout())}, LATER + timedelta(hours=1))
    assert [f.explained for f in errors(same) if f.found == "12345"] == ["Số máy bàn nội bộ"]
    changed = [
        {**row, "leader_phone": "54321"} if row["unit"] == "Xã Phú An" else row for row in EVERY
    ]
    new = office.run({"c.xlsx": drawn.appendix(SENDER, changed)}, LATER + timedelta(hours=2))
    assert [f.explained for f in errors(new) if f.found == "54321"] == [None]
    past = office.run({}, NOON)
    assert not past.explanations


def test_a_proposal_is_taken_only_where_the_fault_still_stands(office: Office) -> None:
    book = office.returned(office.run({"a.xlsx": every()}))
    todo, cell = book[TO_FIX], find(book[DATA], "Xã Phú Xuân", "page_name")
    for line in rows(todo):
        if line["Đề nghị"]:
            put(todo, line, "Đồng ý", "x" if line["Ô"] == cell.coordinate else "không")
    cell.value = "Mặt trận gì đó"
    summary = office.run({NAME: drawn.saved(book)}, LATER)
    (sent,) = [s for s in summary.submissions if s.path == NAME]
    assert sent.applied == 0
    (row,) = [u.row for u in summary.units if u.row and u.row.found["unit"] == "Xã Phú Xuân"]
    assert row.found["page_name"] == "Mặt trận gì đó"


def test_rows_may_be_inserted_before_a_ticked_proposal(office: Office) -> None:
    book = office.returned(office.run({"a.xlsx": drawn.appendix(SENDER, EVERY[:2])}))
    todo, data = book[TO_FIX], book[DATA]
    (line,) = [r for r in rows(todo) if r["Đề nghị"] and r["Cột"] == "Tên Trang"]
    put(todo, line, "Đồng ý", TICK)
    data.insert_rows(13)
    summary = office.run({NAME: drawn.saved(book)}, LATER)
    assert [s.applied for s in summary.submissions if s.path == NAME] == [1]


def test_answers_on_another_sender_are_lost(office: Office) -> None:
    book = office.returned(office.run({"a.xlsx": every()}))
    todo = book[TO_FIX]
    for line in rows(todo):
        mark = str(line["Mã nhận biết"]).split("|")
        put(todo, line, "Mã nhận biết", "|".join([*mark[:2], "19750", *mark[3:]]))
        put(todo, line, "Giải trình", "của đơn vị khác")
    assert not office.run({NAME: drawn.saved(book)}, LATER).explanations


def broken(book: Workbook) -> None:
    book[DATA]["O12"] = "#REF!"
    book[DATA]["O12"].data_type = "e"


def linked(book: Workbook) -> None:
    book[DATA]["D12"] = "Trang của huyện"
    book[DATA]["D12"].hyperlink = "https://www.facebook.com/mattran.phuvang"


def dated(book: Workbook) -> None:
    book[DATA]["M12"] = date(2021, 12, 8)
    book[DATA]["M12"].number_format = "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("spoil", "field", "value"),
    [
        (broken, "followers", ""),
        (linked, "page_url", "https://www.facebook.com/mattran.phuvang"),
        (dated, "plan", "08/12/2021"),
    ],
)
def test_what_no_cell_can_hold_is_healed(
    office: Office, spoil: Callable[[Workbook], None], field: str, value: object
) -> None:
    book = drawn.opened(drawn.appendix(SENDER))
    spoil(book)
    data = office.returned(office.run({"a.xlsx": drawn.saved(book)}))[DATA]
    assert text_of(find(data, SENDER, field).value or "") == value


def test_the_receipt_names_the_file_its_code_and_what_is_owed(office: Office) -> None:
    summary = office.run({"a.xlsx": every()})
    (sent,) = summary.submissions
    sheet = office.returned(summary)[RECEIPT]
    told = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"a.xlsx", sent.sha256[:12], sent.rows} < set(told)
    texts = " ".join(map(str, told))
    assert "Chưa có nội dung báo cáo" in texts
    assert "Hạn báo cáo: 23 giờ 59 ngày 20/12/2021" in texts
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted and fitted.fitToPage


def test_two_lines_with_the_same_fault_are_corrected_one_by_one(office: Office) -> None:
    same = [{**one, "operator_email": "b@@gmail.com"} for one in OPERATORS]
    book = office.returned(
        office.run({"a.xlsx": drawn.appendix(SENDER, [{"unit": "Xã Phú An", "operators": same}])})
    )
    for line in rows(book[TO_FIX]):
        if line["Đề nghị"]:
            put(book[TO_FIX], line, "Đồng ý", TICK)
    summary = office.run({NAME: drawn.saved(book)}, LATER)
    assert not [f for f in errors(summary) if f.field == "operator_email"]


def test_only_its_own_stale_files_are_removed(office: Office, tmp_path: Path) -> None:
    from commands import returning

    outbox = tmp_path / "outbox"
    (outbox / "phan_hoi").mkdir(parents=True)
    kept, stale = (
        outbox / "phan_hoi" / "ghi chú.xlsx",
        outbox / "phan_hoi" / "474_Thành phố Huế.xlsx",
    )
    for path in (kept, stale):
        path.write_bytes(b"")
    summary = office.run({"a.xlsx": every()})
    writers = returning.writers(office.settings, summary.as_of, Limits())
    with write.outbox(outbox) as held, Results.none() as nothing, writers as workers:
        returning.write(summary, office.settings, held, nothing, workers, ())
        held.publish()
    assert sorted(p.name for p in kept.parent.iterdir()) == [NAME, "ghi chú.xlsx"]
