"""Amounts in whole đồng: one reading is taken, two are refused with what is most likely meant."""

from datetime import date
from pathlib import Path

import pytest

from judging import ABOUT
from schema.cells.amount import AMOUNT
from schema.readings import Value
from schema.settings import Settings, SettingsError
from schema.settings_file import load

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("value", [0, 1000, 1500000, 1500000.0, "1500000", 999_000_000_000])
def test_taken_as_it_is(value: Value) -> None:
    verdict = AMOUNT.judge(value, ABOUT)
    assert (verdict.value, verdict.remarks) == (int(float(str(value))), ())


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("1500000,0", 1_500_000),
        ("500.000", 500_000),
        (" 500.000 đ", 500_000),
        ("500.000đ", 500_000),
        ("500.000 đồng.", 500_000),
        ("2.000.000 đồng chẵn", 2_000_000),
        ("2.000.000 VNĐ", 2_000_000),
        ("2.000.000 VND", 2_000_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 triệu", 1_500_000),
        ("1,25 triệu đồng", 1_250_000),
        ("2 triệu đồng", 2_000_000),
        ("2 Triệu", 2_000_000),
        ("2 trieu dong", 2_000_000),
        ("2tr", 2_000_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("500k", 500_000),
        ("1500 nghìn", 1_500_000),
        ("1 triệu 500 nghìn", 1_500_000),
        ("1 triệu rưỡi", 1_500_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1,2 tỉ đồng", 1_200_000_000),
        ("0 đồng", 0),
    ],
)
def test_one_reading_is_taken_with_a_notice(typed: str, amount: int) -> None:
    verdict = AMOUNT.judge(typed, ABOUT)
    assert verdict.value == amount
    assert [remark.code for remark in verdict.remarks] == ["amount_tidied"]


@pytest.mark.parametrize(
    ("value", "code", "meant"),
    [
        (500, "amount_small", ("500.000", "500.000.000")),
        (1.5, "amount_small", ("1.500", "1.500.000")),  # what an English Excel makes of 1.500
        ("500", "amount_small", ("500.000", "500.000.000")),
        ("500 đồng", "amount_small", ("500.000", "500.000.000")),
        ("1,500", "amount_unclear", ("1.500",)),
        ("500,000", "amount_unclear", ("500.000",)),
        ("1.500 triệu", "amount_unclear", ("1.500.000", "1.500.000.000")),
        ("1 triệu 500", "amount_unclear", ("1.500.000",)),
        ("1 triệu 5", "amount_unclear", ("1.500.000",)),
        ("1tr5", "amount_unclear", ("1.500.000",)),
        ("1.500.00", "amount_invalid", ()),
        ("1.50.000", "amount_invalid", ()),
        ("15.00.000", "amount_invalid", ()),
        ("1.500.000,5", "amount_invalid", ()),
        (1500000.5, "amount_invalid", ()),
        (-1500000, "amount_invalid", ()),
        ("-1.500.000", "amount_invalid", ()),
        ("khoảng 2 triệu", "amount_invalid", ()),
        ("500 nghìn 1 triệu", "amount_invalid", ()),
        ("1 triệu 2 triệu", "amount_invalid", ()),
        ("500.000/hộ", "amount_invalid", ()),
        ("5 x 500.000", "amount_invalid", ()),
        ("một triệu đồng", "amount_invalid", ()),
        ("100 USD", "amount_invalid", ()),
        ("đồng", "amount_invalid", ()),
        ("-", "amount_invalid", ()),
        (True, "amount_invalid", ()),
        (date(2021, 12, 1), "amount_invalid", ()),
        (1e15, "amount_invalid", ()),
        (float("inf"), "amount_invalid", ()),
    ],
)
def test_anything_else_is_refused(value: Value, code: str, meant: tuple[str, ...]) -> None:
    verdict = AMOUNT.judge(value, ABOUT)
    assert verdict.is_error
    assert [(remark.code, remark.suggestions) for remark in verdict.remarks] == [(code, meant)]


@pytest.mark.parametrize("value", [1_500_000, 7_000, 12_345_678_000])
def test_what_is_suggested_is_taken_when_it_is_typed(value: int) -> None:
    shown = f"{value:,}".replace(",", ".")
    assert AMOUNT.judge(shown, ABOUT).value == value


def test_a_period_begins_after_the_last_deadline(settings: Settings) -> None:
    first = settings.model_copy(update={"begins": date(2021, 11, 26)})
    periods = {"2021-12": date(2021, 12, 20), "2022-01": date(2022, 1, 20)}
    second = first.model_copy(update={"deadline": date(2022, 1, 20), "periods": periods})
    assert (settings.opens, first.opens) == (date.min, date(2021, 11, 26))
    assert second.opens == date(2021, 12, 21)


SECOND = (ROOT / "examples" / "quy_vi_nguoi_ngheo.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[targets.amount.commune]", "[targets.money.commune]", "không cộng số liệu này"),
        ("[targets.amount.commune]", "[targets.amount.province]", "không cộng số liệu này"),
        ('"474" = 180', '"475" = 180', "không có đơn vị gửi mã 475"),
        ('"483" = 50_000_000', "", "còn thiếu chỉ tiêu của mã 483"),
        ('"474" = 180_000_000', '"474" = -1', "chỉ tiêu số"),
        ('form = "poor_fund"', 'form = "community_page"', "cần mẫu tên"),
    ],
)
def test_targets_that_do_not_fit_are_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SECOND
    path = tmp_path / "second.toml"
    path.write_text(SECOND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        load(path)
