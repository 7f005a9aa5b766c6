"""Persons' names: the whole of the domain's section 4; all names are invented."""

import unicodedata
from datetime import date

import pytest

from judging import ABOUT, said, unused
from legacy_fonts import encoded
from schema.cells.person import judge, same
from schema.columns import Judging
from schema.community_page import PageRow
from schema.readings import Value

NEVER_REJECTED = [
    "Nguyễn Văn An",
    "Ông Ích Khiêm",
    "Bửu Ý",
    "Vĩnh Cao",
    "Tôn Thất Vĩnh",
    "Tôn Nữ Thị Lan",
    "Công Huyền Tôn Nữ Thị Kim Hoa",
    "A Viết Thị Hoa",
    "Kê Sửu",
    "Hồ Văn Nhăng",
    "Pả Bạch",
    "H'Hen Niê",
    "Y Blô",
    "K'Sor Phước",
    "Thích Minh Tâm",
    "Phó Đức Anh",
    "Ban Văn An",
    "Và A Tủa",
    "Mai Lan Anh",
    "Nguyễn Thị Bà",
    "Nguyễn Thị Thu Kỳ",
    "Lê Văn Phong",
    "Nguyễn Văn Hoà",
]
AN, BE = "Nguyễn Văn An", "Trần Thị Bê"
TITLES = [
    "Đ/c ",
    "đ/c: ",
    "Đ.c ",
    "ĐC ",
    "Đồng chí ",
    "Đồng chí: ",
    "ĐỒNG CHÍ ",
    "Ông ",
    "Bà ",
    "ông ",
    "Ông: ",
    "Anh ",
    "Chị ",
    "Ông/Bà ",
    "ThS. ",
    "Ths ",
    "Ths.",
    "ThS: ",
    "TS ",
    "TS. ",
    "PGS ",
    "PGS. ",
    "PGS.TS. ",
    "PGS.TS ",
    "PGS, TS ",
    "GS ",
    "BS. ",
    "CN ",
    "KS: ",
    "Lm. ",
    "Đ/c ThS. ",
    "Đồng chí TS. BS. ",
    "Thạc sĩ ",
]
OFFICES = [
    " (Chủ tịch)",
    " (ThS)",
    " - Phó Chủ tịch",
    " – PCT",
    "-Phó Chủ tịch",
    ", Chủ tịch",
    ", nguyên Chủ tịch",
    "; Phó Chủ tịch",
    " Phó Chủ tịch",
    "\nChủ tịch",
    " (Phó Chủ tịch, Trưởng ban)",
    " - Ban Thường trực",
    " - Chủ tịch UBMTTQVN phường",
    " - Phó Bí thư - Chủ tịch",
    " (phụ trách)",
    " - Hội Nông dân",
]
TEXTS = {
    **{name: name for name in NEVER_REJECTED},
    **{title + AN: f"{AN} | person_title" for title in TITLES},
    **{AN + office: f"{AN} | person_office" for office in OFFICES},
    **dict.fromkeys(
        ["Chủ tịch " + AN, "Chủ tịch: " + AN, "Phó Chủ tịch UBMTTQ xã " + AN, "(Chủ tịch) " + AN],
        f"{AN} | person_office",
    ),
    f"Đ/c {AN} - Chủ tịch": f"{AN} | person_title person_office",
    "Ông: Ích Khiêm": "Ích Khiêm | person_title",
    "Ông Hồ Văn An": "Hồ Văn An | person_title",
    "Bà Kê Thị Lan": "Kê Thị Lan | person_title",
    # capitals
    "NGUYỄN VĂN AN": f"{AN} | person_case",
    "nguyễn văn an": f"{AN} | person_case",
    "Nguyễn văn An": f"{AN} | person_case",
    "NGuyễn VĂn An": f"{AN} | person_case",
    "ÔNG ÍCH KHIÊM": "Ông Ích Khiêm | person_case",
    "H'HEN NIÊ": "H'Hen Niê | person_case",
    "ĐỒNG CHÍ NGUYỄN VĂN AN (CHỦ TỊCH)": f"{AN} | person_title person_office person_case",
    # text
    "  Nguyễn  Văn\tAn ": f"{AN} | text_spaces",
    "\u200bNguyễn\u00a0Văn An": f"{AN} | text_spaces",
    "Nguyễn Văn\nAn": f"{AN} | text_spaces",
    "Nguyễn Văn An.": f"{AN} | text_punctuation",
    "Nguyễn Văn Аn": f"{AN} | text_lookalike",
    unicodedata.normalize("NFD", AN): f"{AN} | text_unicode",
    # no marks
    "Nguyen Van Hung": "Nguyen Van Hung | person_no_marks",
    "LE THI LAN": "Le Thi Lan | person_case person_no_marks",
    "Mai Van Nam": "Mai Van Nam | person_no_marks",
    "Ong Nguyen Van Hung": "Nguyen Van Hung | person_title person_no_marks",
    "Nguyen Van An - Pho Chu tich": "Nguyen Van An | person_office person_no_marks",
    # two people
    **dict.fromkeys(
        [
            AN + between + BE
            for between in ("\n", ", ", ",", "; ", "/", " & ", " + ", " và ", " - ", " – ", " -")
        ],
        "- | person_two",
    ),
    f"Ông {AN}, bà {BE}": "- | person_two",
    f"Đ/c {AN} đ/c {BE}": "- | person_two",
    f"{AN} - CT; {BE} - PCT": "- | person_two",
    f"{AN} ({BE})": "- | person_two",
    "NGUYỄN VĂN AN VÀ TRẦN THỊ BÊ": "- | person_two",
    "A Viết Thị Hoa, Kê Sửu": "- | person_two",
    # no full name
    "Hùng": "- | person_one_syllable",
    "Đ/c Hùng": "- | person_one_syllable",
    "Chị Lan": "- | person_one_syllable",
    "Công Huyền Tôn Nữ Thị Kim Hoa Mai Lan": "- | person_too_long",
    # something else
    "Nguyễn Văn An 0905123456": "- | person_digits",
    "Nguyễn Văn An (0905123456)": "- | person_digits",
    "ten@example.org": "- | person_digits",
    **dict.fromkeys(
        ["Chưa có", "chưa phân công", "không", "Không có", "-", "Chủ tịch", "Nguy?n Van An"],
        "- | person_invalid",
    ),
}


@pytest.mark.parametrize(("typed", "expected"), TEXTS.items())
def test_text(typed: str, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize("typed", [905123456.0, date(2021, 12, 20)])
def test_numbers_and_dates_are_no_names(typed: Value) -> None:
    assert said(judge, typed) == "- | person_digits"


def test_a_logical_value_is_no_name() -> None:
    assert said(judge, True) == "- | person_invalid"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("name", [AN, BE, "Đặng Hữu Lượng", "Ông Ích Khiêm"])
def test_names_in_the_fonts_of_before_unicode(name: str, encoding: str) -> None:
    about = ABOUT._replace(encoding=encoding)
    line = said(judge, encoded(name, encoding), about)
    assert line.partition(" | ")[0] == name
    assert "text_legacy" in line


def test_a_name_that_reads_as_it_stands_is_never_decoded() -> None:
    assert said(judge, "Thuận Hoà", ABOUT._replace(encoding="vni")) == "Thuận Hoà"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (AN, AN, True),
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", True),
        ("Nguyen Van Hung", "Nguyễn Văn Hùng", True),
        ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng", False),
        (AN, BE, False),
    ],
)
def test_same_person(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.mark.parametrize(
    ("operator", "noted"),
    [(AN, True), ("Đ/c NGUYỄN VĂN AN", True), ("Nguyen Van An", True), (BE, False)],
)
def test_the_leader_as_operator_is_a_notice(operator: str, noted: bool) -> None:
    judging = Judging(ABOUT)
    PageRow.model_validate({"leader_name": AN, "operator_name": operator}, context=judging)
    found = [n.field for n in judging.notices if n.remark.code == "person_leader_operates"]
    assert found == ["operator_name"] * noted


def test_every_code_is_brought_about() -> None:
    assert unused("persons", TEXTS.values()) == {"person_leader_operates"}  # a rule of the row
