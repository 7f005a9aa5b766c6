"""Status, dates, counts, documents and free text: section 3.5 of the domain."""

import unicodedata
from datetime import date, datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import ABOUT, said, unused
from legacy_fonts import encoded
from schema.cells.dates import DATE_IN_PERIOD
from schema.cells.email import EMAIL
from schema.cells.link import LINK
from schema.cells.person import PERSON
from schema.cells.phone import PHONE
from schema.cells.plain import COUNT, DATE, DOCUMENT, TEXT
from schema.columns import Judge, Kind
from schema.community_page import PERIOD, STATUS
from schema.readings import Value

DONE, BUILDING, NOT_YET = STATUS.choices
STATUSES: dict[Value, str] = {
    DONE: DONE,
    BUILDING: BUILDING,
    NOT_YET: NOT_YET,
    "đã thành lập": f"{DONE} | choice_tidied",
    "ĐÃ THÀNH LẬP": f"{DONE} | choice_tidied",
    " Đã  thành lập ": f"{DONE} | choice_tidied",
    "ĐãThànhLập": f"{DONE} | choice_tidied",
    "Da thanh lap": f"{DONE} | choice_tidied",
    "Đã thành lâp.": f"{DONE} | choice_tidied",
    "Ðã thành lập": f"{DONE} | choice_tidied",
    unicodedata.normalize("NFD", DONE): f"{DONE} | choice_tidied",
    "dang xay dung": f"{BUILDING} | choice_tidied",
    "CHUA THANH LAP": f"{NOT_YET} | choice_tidied",
    "Đã lập": "- | choice_unknown",
    "Có": "- | choice_unknown",
    "Chưa báo cáo": "- | choice_unknown",
    1.0: "- | choice_unknown",
}
DATES: dict[Value, str] = {
    date(2021, 12, 15): "2021-12-15",
    date(2021, 12, 20): "2021-12-20",
    datetime(2021, 12, 15, 10, 30): "2021-12-15",  # noqa: DTZ001 - as Excel gives it
    date(1950, 1, 1): "1950-01-01",
    "15/12/2021": "2021-12-15 | date_text",
    "5/1/2021": "2021-01-05 | date_text",
    "05-01-2021": "2021-01-05 | date_text",
    "5.1.2021": "2021-01-05 | date_text",
    " 15 / 12 / 2021 ": "2021-12-15 | date_text",
    "ngày 15 tháng 12 năm 2021": "2021-12-15 | date_text",
    "2021-12-15": "2021-12-15 | date_text",
    "31/02/2021": "- | date_invalid",
    "12/15/2021": "- | date_invalid",
    "15/12-2021": "- | date_invalid",
    "12/2021": "- | date_invalid",
    "15/12/21": "- | date_invalid",
    "chưa": "- | date_invalid",
    True: "- | date_invalid",
    date(1949, 12, 31): "- | date_out_of_range",
    date(2101, 1, 1): "- | date_out_of_range",
    "15/12/0021": "- | date_out_of_range",
    date(2021, 12, 21): "- | date_too_late",
    "21/12/2021": "- | date_too_late",
    44545.0: "- | date_number | 15/12/2021",
    44545.5: "- | date_number | 15/12/2021",
    "44545": "- | date_number | 15/12/2021",
    2021.0: "- | date_number",
    20211215.0: "- | date_number",
    -3: "- | date_number",
    float("nan"): "- | date_number",
}
COUNTS: dict[Value, str] = {
    7: "7",
    12.0: "12",
    0.0: "0",
    "1234": "1234",
    "1.234": "1234 | count_tidied",
    "1.234.567": "1234567 | count_tidied",
    "1 234": "1234 | count_tidied",
    " 15 ": "15 | count_tidied",
    "015": "15 | count_tidied",
    "15.0": "15 | count_tidied",
    "１５": "15 | count_tidied",
    **dict.fromkeys([-1, 1.5, float("nan"), float("inf"), date(2021, 1, 1)], "- | count_invalid"),
    **dict.fromkeys(
        ["-5", "12,5", "1.5", "0.123", "1.23", "12 người", "khoảng 1200", "không", "9" * 20],
        "- | count_invalid",
    ),
}
NONE = "Chưa có | document_none"
DOCUMENTS: dict[Value, str] = {
    "12/KH-MTTQ ngày 15/12/2021": "12/KH-MTTQ ngày 15/12/2021",
    "12": "12",
    12.0: "12",
    "15/12/2021": "15/12/2021",
    date(2021, 12, 15): "15/12/2021",
    datetime(2021, 12, 16): "16/12/2021",  # noqa: DTZ001 - as Excel gives it
    "Chưa có": "Chưa có",
    **dict.fromkeys(
        ["chưa có", "chưa", "CHƯA", "Chua co", "không", "Không", "khong", "Không có", "-", "–"],
        NONE,
    ),
    "Chưa  có": "Chưa có | text_spaces",
    "12/KH-MTTQ  ngày 15/12": "12/KH-MTTQ ngày 15/12 | text_spaces",
    "12/KH-MTTQ ": "12/KH-MTTQ | text_spaces",
    "12/KH-BТТ": "12/KH-BTT | text_lookalike",
    "12/KH-MTTQ ngµy 15/12/2021": "12/KH-MTTQ ngày 15/12/2021 | text_legacy",
    "Ch\u00ada cã": "Chưa có | text_legacy",
    "Đã ban hành": "- | document_unclear",
    "có": "- | document_unclear",
    "...": "- | document_unclear",
    "Chưa ban hành": "- | document_unclear | Chưa có",
    True: "- | document_unclear",
    0: "- | document_unclear",
    float("inf"): "- | document_unclear",
}
FREE: dict[Value, str] = {
    "Khó  khăn: thiếu máy\nvà người": "Khó  khăn: thiếu máy\nvà người",
    "5m² «Trang» 20°C": "5m² «Trang» 20°C",
    "HĐND xã, Thuận Hoà": "HĐND xã, Thuận Hoà",
    12.0: "12",
    date(2021, 1, 1): "01/01/2021",
    "KÕt qu¶ tèt": "Kết quả tốt | text_legacy",
    unicodedata.normalize("NFD", "Tốt"): "Tốt | text_unicode",
    "HD-MTTW-BТТ": "HD-MTTW-BTT | text_lookalike",
}
TABLES = (
    (STATUS.judge, STATUSES),
    (DATE.judge, DATES),
    (COUNT.judge, COUNTS),
    (DOCUMENT.judge, DOCUMENTS),
    (TEXT.judge, FREE),
)


@pytest.mark.parametrize(
    ("judge", "typed", "expected"),
    [(judge, typed, line) for judge, table in TABLES for typed, line in table.items()],
)
def test_cell(judge: Judge, typed: Value, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("choice", STATUS.choices)
def test_a_status_in_the_fonts_of_before_unicode(choice: str, encoding: str) -> None:
    about = ABOUT._replace(encoding=encoding)
    assert said(STATUS.judge, encoded(choice, encoding), about) == f"{choice} | text_legacy"


@pytest.mark.parametrize("typed", ["Thuận Hoà", "HĐND xã, Thuận Hoà"])
def test_text_that_reads_as_it_stands_is_never_decoded(typed: str) -> None:
    assert said(TEXT.judge, typed, ABOUT._replace(encoding="vni")) == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Đột xuất 20/12/2021", "Đột xuất 20/12/2021"),
        ("QUÝ", "Quý | choice_tidied"),
        ("Đột xuất", "- | choice_unknown"),
    ],
)
def test_the_period_has_its_own_choices(typed: str, expected: str) -> None:
    assert said(PERIOD.judge, typed) == expected


KINDS = (STATUS, DATE, COUNT, DOCUMENT, TEXT, PHONE, EMAIL, LINK, PERSON)
TYPED = st.text(max_size=40) | st.text("0123456789.,;:/-+()@ ONguyễnVăàµøª®\n\u00ad", max_size=40)


@given(TYPED, st.sampled_from(KINDS), st.sampled_from([None, "tcvn3", "vni"]))
def test_whatever_is_typed_gets_a_verdict(typed: str, kind: Kind, encoding: str | None) -> None:
    verdict = kind.judge(typed, ABOUT._replace(encoding=encoding))
    assert verdict.is_error or kind.show(verdict.value) is not None


@given(TYPED, st.sampled_from([STATUS, COUNT, PHONE, EMAIL, LINK, PERSON]))
def test_a_tidy_value_stays_as_it_is(typed: str, kind: Kind) -> None:
    verdict = kind.judge(typed, ABOUT)
    if not verdict.is_error:
        assert kind.judge(str(verdict.value), ABOUT).value == verdict.value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("piece", ["a ", "(", "0", "-", "đ/c ", "://", "a@b.c, ", "1 "])
def test_an_overfull_cell_is_judged_at_once(kind: Kind, piece: str) -> None:
    start = perf_counter()
    kind.judge(piece * (32_000 // len(piece)), ABOUT)
    assert perf_counter() - start < 2


def test_a_logical_value_is_no_count() -> None:
    assert said(COUNT.judge, True) == "- | count_invalid"


def test_the_sentence_names_the_choices() -> None:
    (remark,) = STATUS.judge("Đã lập", ABOUT).remarks
    assert remark.details == {"choices": "Đã thành lập · Đang xây dựng · Chưa thành lập"}


PERIOD_OF_2021 = ABOUT._replace(opens=date(2021, 11, 26), closes=date(2021, 12, 15))
DAYS_OF_THE_PERIOD: dict[Value, str] = {
    date(2021, 11, 26): "2021-11-26",
    date(2021, 12, 15): "2021-12-15",
    "01/12/2021": "2021-12-01 | date_text",
    date(2021, 11, 25): "- | date_outside_period",
    "16/12/2021": "- | date_outside_period",
    date(2021, 12, 21): "- | date_too_late",
    "31/11/2021": "- | date_invalid",
}


@pytest.mark.parametrize(("typed", "expected"), DAYS_OF_THE_PERIOD.items())
def test_a_day_lies_in_the_period(typed: Value, expected: str) -> None:
    assert said(DATE_IN_PERIOD.judge, typed, PERIOD_OF_2021) == expected


@pytest.mark.parametrize(
    ("opens", "period"),
    [(date(2021, 11, 26), "26/11/2021–15/12/2021"), (date.min, "…–15/12/2021")],
)
def test_the_period_is_told(opens: date, period: str) -> None:
    verdict = DATE_IN_PERIOD.judge(date(2021, 12, 16), PERIOD_OF_2021._replace(opens=opens))
    assert verdict.remarks[0].details == {"period": period}


def test_every_code_is_brought_about() -> None:
    tables = (*(table for _, table in TABLES), DAYS_OF_THE_PERIOD)
    assert not unused("plain", [line for table in tables for line in table.values()])
