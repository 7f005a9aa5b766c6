"""The two-level country of 07/2025: the whole job on a registry without districts (domain 7)."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from province import Facts, codes, facts, rate, unit
from schema import naming
from schema.settings import Area, Naming, Settings
from steps import write
from steps.compose import form

AS_OF = datetime.fromisoformat("2025-12-20T17:00:00+07:00")


@pytest.fixture(scope="module")
def today(settings: Settings) -> Settings:
    """The campaign's settings for 2025: another registry, another deadline, another pattern."""
    return settings.model_copy(
        update={
            "deadline": date(2025, 12, 20),
            "area": Area(registry="vietnam_2025", province="46"),
            "naming": Naming(commune="Mặt trận {Type} {name} ({above})"),
        }
    )


def filled(settings: Settings, code: str, **other: str) -> bytes:
    """The commune's own pre-filled form, typed into by hand."""
    sender = settings.registry.by_code[code]
    assert settings.naming
    book = openpyxl.load_workbook(io.BytesIO(write.packed(form.prefilled(settings, sender))))
    sheet = book[settings.campaign.data_sheet]
    (row,) = [cell.row for (cell,) in sheet["B11:B20"] if cell.value == sender.title]
    typed: dict[str, str | date] = {
        "C": naming.page_name(sender, settings.registry, settings.naming.commune),
        "D": f"https://www.facebook.com/mattran{code}",
        "E": "Nguyễn Văn Mẫu", "F": "0905000001", "G": "mau@gmail.com",
        "H": "Trần Thị Ví Dụ", "I": "0905000002", "J": "vidu@gmail.com",
        "K": "Đã thành lập", "L": date(2025, 12, 1), "M": "01/KH-MTTQ", "N": "Chưa có", **other,
    }  # fmt: skip
    for column, value in typed.items():
        sheet[f"{column}{row}"] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def found(today: Settings, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    inbox = tmp_path_factory.mktemp("inbox")
    codes_of = {u.title: u.code for u in today.registry.senders}
    chosen = [codes_of["Phường Thuận Hóa"], codes_of["Xã Phú Vang"], codes_of["Xã A Lưới 1"]]
    files = {f"PL_TrangCongDong_{code}.xlsx": filled(today, code) for code in chosen[:2]}
    wrong = filled(today, chosen[2], C="Mặt trận Xã A Lưới 2 (thành phố Huế)")
    return facts(today, inbox, {**files, f"PL_TrangCongDong_{chosen[2]}.xlsx": wrong}, AS_OF)


def test_the_sender_is_the_commune_itself(today: Settings, found: Facts) -> None:
    assert {f["status"] for f in found["files"]} == {"accepted"}
    assert {f["district"] for f in found["files"]} == {
        u.code for u in today.registry.senders if u.title in
        {"Phường Thuận Hóa", "Xã Phú Vang", "Xã A Lưới 1"}
    }  # fmt: skip
    assert {u["district"] for u in found["units"]} == {None}
    assert {u["level"] for u in found["units"]} == {"commune"}


def test_forty_units_are_due_and_no_district(found: Facts) -> None:
    assert len(found["units"]) == 40
    assert {r["level"] for r in found["rates"]} == {"commune"}
    assert rate(found, "province", "commune", "established") == (3, 40)
    assert rate(found, "province", "commune", "reported") == (0, 40)
    assert "guided" not in {r["indicator"] for r in found["rates"]}


def test_its_own_naming_pattern_judges(found: Facts) -> None:
    assert (
        unit(found, "Phường Thuận Hóa")["page_name"] == "Mặt trận Phường Thuận Hóa (thành phố Huế)"
    )
    assert [code for code in codes(found) if code.startswith("name_")] == ["name_other_unit"]
    assert unit(found, "Xã A Lưới 1")["indicators"]["named"] is False


def test_the_summary_of_a_country_without_districts(today: Settings, tmp_path: Path) -> None:
    from commands.ledgers import scope_of
    from commands.story import consolidate
    from steps.compose import summary
    from steps.ledger import Ledger
    from steps.show import Screen

    with Ledger.forgetful(tmp_path / "none", scope_of(today, tmp_path)) as ledger:
        told = consolidate(today, tmp_path, AS_OF, ledger, Screen(today, "vi"))
    book = openpyxl.load_workbook(
        io.BytesIO(write.packed(summary.book(told, today))), data_only=True
    )
    shown = [cell.value for row in book["Tổng quan"].iter_rows() for cell in row if cell.value]
    assert any("0/40" in str(value) for value in shown)
