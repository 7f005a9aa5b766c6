"""The rules of counting (design, rules 1-7), each on real workbooks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

import drawn
from commands import judging
from legacy_fonts import encoded
from province import AS_OF, Facts, codes, facts, rate, select, unit
from schema.settings import Settings
from steps import collect

PHU_VANG = "Huyện Phú Vang"
FILE = "PL_TrangCongDong_478.xlsx"
AN = "Xã Phú An"


def one(settings: Settings, inbox: Path, *rows: dict[str, Any], **options: Any) -> Facts:
    """The facts of one workbook of Phú Vang."""
    return facts(settings, inbox, {FILE: drawn.appendix(PHU_VANG, rows or None, **options)})


def test_a_complete_district(settings: Settings, tmp_path: Path) -> None:
    found = one(settings, tmp_path)
    assert found["findings"] == []
    assert rate(found, "478", "commune", "established") == (14, 14)
    assert rate(found, "478", "district", "guided") == (1, 1)
    assert rate(found, "province", "commune", "staffed") == (14, 141)
    assert rate(found, "province", "district", "established") == (1, 9)


def test_an_empty_inbox_is_a_valid_run(settings: Settings, tmp_path: Path) -> None:
    found = facts(settings, tmp_path, {})
    assert len(found["units"]) == 150
    assert {u["status"] for u in found["units"]} == {"Chưa báo cáo"}
    assert sum(r["due"] for r in found["rates"] if r["scope"] == "province" and r["indicator"] in
               {"established", "planned", "reported", "guided"}) == 459  # fmt: skip
    assert all(r["done"] == 0 for r in found["rates"])


@pytest.mark.parametrize(
    ("typed", "false"),
    [
        ({"page_url": "https://example.org/"}, {"established"}),
        ({"page_name": "Mặt trận Phú An"}, {"named"}),
        ({"plan": "Chưa có"}, {"planned"}),
        ({"party_report": "Chưa có"}, {"reported"}),
        ({"leader_phone": "123"}, {"staffed"}),
        ({"operator_email": "khong phai"}, {"staffed"}),
        ({"status": "Đang xây dựng"}, {"established"}),
        ({"followers": "nhiều"}, set()),
    ],
)
def test_an_error_in_one_cell_does_not_drop_its_row(
    settings: Settings, tmp_path: Path, typed: dict[str, Any], false: set[str]
) -> None:
    found = unit(one(settings, tmp_path, {"unit": AN, **typed}), AN)
    assert found["submitted"]
    assert {name for name, holds in found["indicators"].items() if holds is False} == false
    assert found["indicators"]["guided"] is None


def test_not_yet_is_an_answer_and_a_blank_row_is_none(settings: Settings, tmp_path: Path) -> None:
    blank = dict.fromkeys(drawn.FIELDS)
    found = one(
        settings, tmp_path, {"unit": AN, "plan": "Chưa có"}, {**blank, "unit": "Xã Phú Hải"}
    )
    assert codes(found, unit=unit(found, AN)["code"]) == []
    silent = unit(found, "Xã Phú Hải")
    assert (silent["submitted"], silent["status"]) == (False, "Chưa báo cáo")
    assert codes(found, unit=silent["code"]) == []
    assert found["files"][0]["rows"] == 1


def test_status_against_link(settings: Settings, tmp_path: Path) -> None:
    found = one(
        settings, tmp_path,
        {"unit": AN, "status": "Chưa thành lập"},
        {"unit": "Xã Phú Hải", "page_url": None},
        {"unit": "Xã Phú Diên", "status": "Đang xây dựng", "page_name": None, "page_url": None,
         "established_on": None},
    )  # fmt: skip
    assert codes(found, field="status") == ["status_contradicts_link"]
    assert codes(found, field="page_url") == ["cell_required"]
    assert codes(found, unit=unit(found, "Xã Phú Diên")["code"]) == []


def test_a_link_of_two_units_counts_for_neither(settings: Settings, tmp_path: Path) -> None:
    same = {"page_url": "https://www.facebook.com/mattran.chung"}
    again = {"page_url": "facebook.com/mattranchung"}
    found = facts(settings, tmp_path, {
        FILE: drawn.appendix(PHU_VANG, [{"unit": AN, **same}]),
        "b.xlsx": drawn.appendix("Huyện Quảng Điền", [{"unit": "Xã Quảng An", **again}]),
    })  # fmt: skip
    for name in (AN, "Xã Quảng An"):
        shared = unit(found, name)
        assert not shared["indicators"]["established"]
        assert shared["page_key"] is None
        assert "link_shared" in codes(found, unit=shared["code"], field="page_url")
        assert shared["on_time"] is True  # errors that come from other units aside


def test_links_of_one_digest_are_not_for_that_shared(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schema.campaign._digest", len)
    links = ["https://www.facebook.com/phuan1", "https://www.facebook.com/phuan2"]
    rows = [{"unit": AN, "page_url": links[0]}, {"unit": "Xã Phú Hải", "page_url": links[1]}]
    assert codes(one(settings, tmp_path, *rows)) == []


def test_another_district_s_unit_is_held_back(settings: Settings, tmp_path: Path) -> None:
    found = one(settings, tmp_path, {"unit": AN}, {"unit": "Phường Vĩnh Ninh"})
    assert not unit(found, "Phường Vĩnh Ninh")["submitted"]
    assert "row_other_sender" in codes(found, field="unit", severity="error")


def test_a_second_row_with_the_same_page_is_an_operator(settings: Settings, tmp_path: Path) -> None:
    more = [
        {
            "operator_name": "Lê Văn Hai",
            "operator_phone": "0905000002",
            "operator_email": "hai@gmail.com",
        }
    ]
    found = one(settings, tmp_path, {"unit": AN, "operators": more, "operator_phone": "123"})
    assert unit(found, AN)["indicators"]["staffed"] is True
    assert found["files"][0]["rows"] == 2


def test_two_differing_rows_of_a_unit_are_errors_and_the_first_counts(
    settings: Settings, tmp_path: Path
) -> None:
    other = "https://www.facebook.com/mattran.khac"
    found = one(settings, tmp_path, {"unit": AN}, {"unit": AN, "page_url": other})
    assert codes(found, code="row_unit_twice") == ["row_unit_twice"] * 2
    assert unit(found, AN)["page_url"] != other


def test_sheet_1_gives_what_the_district_s_row_leaves_blank(
    settings: Settings, tmp_path: Path
) -> None:
    row = {"unit": PHU_VANG, "plan": None, "party_report": "15/BC"}
    form = {"plan": "12/KH-MTTQ", "party_report": "16/BC", "guidance": None}
    found = one(settings, tmp_path, row, general=form)
    held = unit(found, PHU_VANG)["indicators"]
    assert (held["planned"], held["reported"], held["guided"]) == (True, True, False)
    assert codes(found, field="plan") == []
    assert codes(found, field="party_report") == ["document_differs"]
    assert codes(found, field="guidance") == ["cell_required"]


def test_the_later_report_date_wins_per_unit(settings: Settings, tmp_path: Path) -> None:
    old = drawn.appendix(
        PHU_VANG,
        [{"unit": AN}, {"unit": "Xã Phú Hải"}],
        general={"report_date": date(2021, 12, 15)},
    )
    new = drawn.appendix(
        PHU_VANG, [{"unit": AN, "plan": "Chưa có"}], general={"report_date": date(2021, 12, 19)}
    )
    found = facts(settings, tmp_path, {"a.xlsx": new, "b.xlsx": old})
    assert unit(found, AN)["source"]["file"] == "a.xlsx"
    assert unit(found, "Xã Phú Hải")["source"]["file"] == "b.xlsx"
    assert codes(found, unit=unit(found, "Xã Phú Hải")["code"]) == ["version_kept"]
    chosen = select(found["findings"], code="version_chosen")
    assert {f["file"] for f in chosen} == {"a.xlsx", "b.xlsx"}


def test_a_file_of_which_no_row_counts_is_superseded(settings: Settings, tmp_path: Path) -> None:
    old = drawn.appendix(PHU_VANG, [{"unit": AN}], general={"report_date": date(2021, 12, 15)})
    new = drawn.appendix(PHU_VANG, [{"unit": AN}], general={"report_date": date(2021, 12, 19)})
    found = facts(settings, tmp_path, {"cu.xlsx": old, "moi.xlsx": new, "sao.xlsx": new})
    status = {f["path"]: f["status"] for f in found["files"]}
    assert status == {"cu.xlsx": "superseded", "moi.xlsx": "accepted", "sao.xlsx": "duplicate"}


def test_a_file_that_names_another_sender_is_noticed(settings: Settings, tmp_path: Path) -> None:
    page = drawn.appendix(PHU_VANG, [{"unit": AN}])
    for name, told in (
        ("PL_TrangCongDong_477_20211218.xlsx", ["file_name_other"]),
        ("PL_TrangCongDong_478.xlsx", []),
        ("PL_TrangCongDong_999.xlsx", ["file_name"]),
        ("478.xlsx", ["file_name"]),
    ):
        folder = tmp_path / name
        folder.mkdir()
        found = facts(settings, folder, {name: page})
        assert codes(found, field=None) == told
        assert found["files"][0]["district"] == "478"


def test_nothing_stops_the_batch(settings: Settings, tmp_path: Path) -> None:
    found = facts(settings, tmp_path, {
        FILE: drawn.appendix(PHU_VANG),
        "rong.xlsx": b"", "rac.xlsx": b"\x00\x01\x02" * 99,
        "~$PL.xlsx": b"owner", "web.xls": b"<html>",
    })  # fmt: skip
    status = {f["path"]: f["status"] for f in found["files"]}
    assert status.pop(FILE) == "accepted"
    assert status.pop("~$PL.xlsx") == "ignored"
    assert set(status.values()) == {"rejected"}
    assert all(f["reason"] for f in found["files"] if f["status"] == "rejected")
    assert rate(found, "478", "commune", "established") == (14, 14)


def test_a_line_that_belongs_to_nobody_is_held_back(settings: Settings, tmp_path: Path) -> None:
    lost = {**drawn.good("Xã Phú Hải"), "unit": None}
    found = one(settings, tmp_path, {"unit": AN}, lost)
    assert codes(found, code="row_unit_missing") == ["row_unit_missing"]
    assert found["files"][0]["rows"] == 2


def test_a_unit_spelt_otherwise_is_read_with_one_notice(settings: Settings, tmp_path: Path) -> None:
    book = drawn.opened(drawn.appendix(PHU_VANG, [{"unit": AN}]))
    book["2. Danh sách Trang"]["B12"] = "x. Phu An"
    found = facts(settings, tmp_path, {FILE: drawn.saved(book)})
    (notice,) = found["findings"]
    assert (notice["cell"], notice["code"], notice["value"]) == ("B12", "unit_read", AN)
    assert unit(found, AN)["indicators"]["named"]


def test_the_font_of_a_unit_cell_tells_its_encoding(settings: Settings, tmp_path: Path) -> None:
    book = drawn.opened(drawn.appendix(PHU_VANG, [{"unit": AN}, {"unit": "Xã Phú Mỹ"}]))
    cell = book["2. Danh sách Trang"]["B13"]
    cell.value, cell.font = encoded("Phú Mỹ", "tcvn3"), Font(name=".VnTime")
    found = facts(settings, tmp_path, {FILE: drawn.saved(book)})
    assert codes(found) == ["unit_read"]
    assert unit(found, "Xã Phú Mỹ")["submitted"]


def test_the_sender_is_told_by_the_rows_where_sheet_1_is_silent(
    settings: Settings, tmp_path: Path
) -> None:
    found = one(settings, tmp_path, general={"unit": None})
    assert found["files"][0]["district"] == "478"
    assert codes(found, field="unit") == ["sender_inferred"]


def test_a_claim_that_no_row_bears_out_gives_way(settings: Settings, tmp_path: Path) -> None:
    found = one(settings, tmp_path, general={"unit": "Huyện Phú Lộc"})
    assert found["files"][0]["district"] == "478"
    assert codes(found, field="unit", severity="error") == ["sender_contradicts"]


def test_links_and_giants_are_refused_before_they_are_opened(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "link.xlsx").symlink_to("/dev/zero")
    with (tmp_path / "to.xlsx").open("wb") as sparse:
        sparse.truncate(10 * 1024**3)
    found = facts(settings, tmp_path, {FILE: drawn.appendix(PHU_VANG)})
    assert codes(found, file="link.xlsx") == ["file_not_regular"]
    assert codes(found, file="to.xlsx") == ["file_too_large"]


def test_a_formula_never_calculated_is_a_finding_and_no_blank(
    settings: Settings, tmp_path: Path
) -> None:
    found = one(settings, tmp_path, {"unit": AN, "followers": "=1200+34"})
    assert codes(found, field="followers") == ["cell_not_calculated"]


def test_a_file_that_vanished_since_it_was_listed_is_said_so(
    settings: Settings, tmp_path: Path
) -> None:
    ((sent, data),) = collect.one(tmp_path, tmp_path / "mat.xlsx", AS_OF)
    assert (sent.status, data) == ("rejected", b"")
    (finding,) = judging.unread(sent).findings
    assert finding.code == "file_unreadable"
