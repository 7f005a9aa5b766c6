"""Phone numbers: every line of the domain's tables 3.1 and 3.2, and what lies between them."""

from datetime import date

import pytest

from judging import said, unused
from schema.cells.phone import PHONE, judge
from schema.cells.phone_plan import MOBILE_2018
from schema.readings import Value

TEXTS = {
    # taken as it is: the digits do not change, whatever separates them
    "0905123456": "0905123456",
    "0905.123.456": "0905123456",
    "0905 123 456": "0905123456",
    "0905-123-456": "0905123456",
    "(0905) 123.456": "0905123456",
    " 0905123456 ": "0905123456",
    "02343812345": "02343812345",
    "(0234) 3812345": "02343812345",
    "0236.3822222": "02363822222",
    "024.38123456": "02438123456",
    "0842345678": "0842345678",
    # digits restored
    "905123456": "0905123456 | phone_zero",
    "905.123.456": "0905123456 | phone_zero",
    "842345678": "0842345678 | phone_zero",
    "234.3812345": "02343812345 | phone_zero",
    "+84905123456": "0905123456 | phone_country",
    "84905123456": "0905123456 | phone_country",
    "0084905123456": "0905123456 | phone_country",
    "+84 (0)905 123 456": "0905123456 | phone_country",
    "(+84) 905 123 456": "0905123456 | phone_country",
    "+ 84 905123456": "0905123456 | phone_country",
    "+840905123456": "0905123456 | phone_country",
    "84 234 3812345": "02343812345 | phone_country",
    "01682345678": "0382345678 | phone_mobile_2018",
    "1682345678": "0382345678 | phone_zero phone_mobile_2018",
    "+84 168 234 5678": "0382345678 | phone_country phone_mobile_2018",
    "054.3822222": "02343822222 | phone_area_2017",
    "0543822222": "02343822222 | phone_area_2017",
    "+84 54 3822222": "02343822222 | phone_country phone_area_2017",
    # several
    "0905123456 - 0912345678": "0905123456; 0912345678 | phone_several",
    "0905123456/0912345678": "0905123456; 0912345678 | phone_several",
    "0905.123.456; 0234.3822222": "0905123456; 02343822222 | phone_several",
    "0905123456, 0912345678": "0905123456; 0912345678 | phone_several",
    "0905 123 456 0912 345 678": "0905123456; 0912345678 | phone_several",
    "0905123456\n0912345678": "0905123456; 0912345678 | phone_several",
    "0905123456 và 0912345678": "0905123456; 0912345678 | phone_several",
    "0905123456 hoặc 01682345678": "0905123456; 0382345678 | phone_several phone_mobile_2018",
    "0905123456; 0905.123.456": "0905123456 | phone_several",
    "0905123456; 0912345678; 0234.3822222": ("0905123456; 0912345678; 02343822222 | phone_several"),
    "ĐT1: 0905123456; ĐT2: 0912345678": "0905123456; 0912345678 | phone_several phone_remark",
    "0905123456; 3822222": "- | phone_invalid",
    "0905123456; 0123456789": "- | phone_invalid",
    # remarks
    "0905123456 (Hùng)": "0905123456 | phone_remark",
    "0905123456 (Hùng, 2 sim)": "0905123456 | phone_remark",
    "0905123456 - Hùng": "0905123456 | phone_remark",
    "Hùng: 0905.123.456": "0905123456 | phone_remark",
    "ĐT: 0905123456": "0905123456 | phone_remark",
    "Hùng (ĐT 0905123456)": "0905123456 | phone_remark",
    "tel:+84905123456": "0905123456 | phone_country phone_remark",
    "Zalo 0905123456": "0905123456 | phone_remark",
    "0234.3812345 máy lẻ 12": "02343812345 | phone_remark",
    "0905123456 (Zalo: 0912345678)": "0905123456; 0912345678 | phone_several phone_remark",
    "0905123456 - vidu@example.org": "0905123456 | phone_remark",
    # other signs
    "0905,123,456": "0905123456 | phone_tidied",
    "0905–123–456": "0905123456 | phone_tidied",
    "０９０５１２３４５６": "0905123456 | phone_tidied",
    "0905\u00a0123\u00a0456": "0905123456 | phone_tidied",
    "\u200b0905123456": "0905123456 | phone_tidied",
    "'0905123456": "0905123456 | phone_tidied",
    "0905123456;": "0905123456 | phone_tidied",
    "0905123456.0": "0905123456 | phone_tidied",
    "905123456.0": "0905123456 | phone_zero",
    "O905123456": "0905123456 | phone_letter",
    "o9o5.l23.456": "0905123456 | phone_letter",
    # errors, none with a suggestion
    "9.35E+08": "- | phone_lost",
    "9,35E+08": "- | phone_lost",
    "3822222": "- | phone_area_missing",
    "3.822.222": "- | phone_area_missing",
    "0123456789": "- | phone_invalid",
    "090512345": "- | phone_invalid",
    "09051234567": "- | phone_invalid",
    "00905123456": "- | phone_invalid",
    "05113822222": "- | phone_invalid",
    "19001234": "- | phone_service",
    "1800 1091": "- | phone_service",
    "115": "- | phone_invalid",
    "+14155552671": "- | phone_invalid",
    "+842345678": "- | phone_invalid",
    "09051234S6": "- | phone_invalid",
    "0905***456": "- | phone_invalid",
    "hung0905123456@example.org": "- | phone_invalid",
    "https://www.facebook.com/0905123456": "- | phone_invalid",
    "20/12/2021": "- | phone_invalid",
    "084300001234": "- | phone_invalid",
    "không có": "- | phone_invalid",
    "-": "- | phone_invalid",
}


@pytest.mark.parametrize(("typed", "expected"), TEXTS.items())
def test_text(typed: str, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (905123456, "0905123456 | phone_zero"),
        (905123456.0, "0905123456 | phone_zero"),
        (84905123456.0, "0905123456 | phone_country"),
        (2343812345.0, "02343812345 | phone_zero"),
        (1682345678.0, "0382345678 | phone_zero phone_mobile_2018"),
        (543822222.0, "02343822222 | phone_zero phone_area_2017"),
        (9.35e8, "0935000000 | phone_zero"),
        (3822222.0, "- | phone_area_missing"),
        (9051234560.0, "- | phone_invalid"),
        (905.123456, "- | phone_invalid"),
        (-905123456, "- | phone_invalid"),
        (float("nan"), "- | phone_invalid"),
        (float("inf"), "- | phone_invalid"),
        (True, "- | phone_invalid"),
        (date(2021, 12, 20), "- | phone_invalid"),
    ],
)
def test_other_cells(typed: Value, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize(("old", "new"), MOBILE_2018.items())
def test_the_mobile_codes_of_2018_keep_the_last_seven_digits(old: str, new: str) -> None:
    last = {"0186": "8234567", "0188": "8234567", "0199": "9234567"}.get(old, "2345678")
    assert said(judge, old + last) == f"{new}{last} | phone_mobile_2018"


def test_there_are_21_codes() -> None:
    assert len(MOBILE_2018) == 21


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0905123456", "0905.123.456"),
        ("02343812345", "0234.3812345"),
        ("02438123456", "024.38123456"),
        ("0905123456; 02343812345", "0905.123.456; 0234.3812345"),
    ],
)
def test_shown_as_officials_write_it_and_read_back(value: str, shown: str) -> None:
    assert PHONE.show(value) == shown
    assert said(judge, shown).startswith(value)


def test_a_cell_full_of_numbers_does_not_run_away() -> None:
    assert said(judge, "0905123456 " * 2900) == "- | phone_invalid"


def test_every_code_is_brought_about() -> None:
    assert not unused("phones", TEXTS.values())
