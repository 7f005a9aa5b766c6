"""Vietnamese text: repairs, tone placement, keys, syllables, TCVN3 and VNI over all communes."""

import re
import unicodedata
from datetime import date

import pytest

from legacy_fonts import as_code_page_1258, encoded
from schema import vietnamese
from schema.units import COMMUNE, registry

COUNTRY = registry("vietnam_2021", "", date(2021, 12, 20))
COMMUNES = [unit.title for unit in COUNTRY.units if unit.level == COMMUNE]


@pytest.mark.parametrize(
    ("typed", "text", "codes"),
    [
        ("Phường Đúc", "Phường Đúc", ()),
        ("  Phường \t Đúc\n", "Phường Đúc", ("text_spaces",)),
        ("Phường\u00a0Đúc", "Phường Đúc", ("text_spaces",)),
        ("\ufeffPhường\u200b Đúc\u00ad", "Phường Đúc", ("text_spaces",)),
        ("Phường\u2060 \u202aĐúc\u202c", "Phường Đúc", ("text_spaces",)),
        (unicodedata.normalize("NFD", "Phường Đúc"), "Phường Đúc", ("text_unicode",)),
        ("Phu" + "\u031b" + "ờng Đúc", "Phường Đúc", ("text_unicode",)),
        ("Hue\u0301\u0302", "Huế", ("text_unicode",)),
        ("Ðúc ðông Ɖông", "Đúc đông Đông", ("text_lookalike",)),
        ("BТТ Нuế", "BTT Huế", ("text_lookalike",)),
        ("Huе\u0302\u0301", "Huế", ("text_lookalike",)),
        ("（Ｈuế，１）", "(Huế,1)", ("text_punctuation",)),
        ("Huế\u3000（1）", "Huế (1)", ("text_spaces", "text_punctuation")),
        ("", "", ()),
    ],
)
def test_clean(typed: str, text: str, codes: tuple[str, ...]) -> None:
    assert vietnamese.clean(typed) == (text, codes)


@pytest.mark.parametrize(
    ("typed", "house"),
    [
        ("hoà khoẻ thuỷ HOÀ Thuý toả", "hòa khỏe thủy HÒA Thúy tỏa"),
        ("Húê Thưà Hừơng trừơng", "Huế Thừa Hường trường"),
        ("quý quả già giữ gì gìn giếng", "quý quả già giữ gì gìn giếng"),
        ("hoàn loét huỳnh Quỳnh khuỷa ngoèo ngoài", "hoàn loét huỳnh Quỳnh khuỷa ngoèo ngoài"),
        ("quí gìa qủa", "quí già quả"),
        ("MTTQ Krông H'leo A Roàng Đớt", "MTTQ Krông H'leo A Roàng Đớt"),
        ("Hoả Khoá Thuỷ Hoá Hoè Hoà Thuỵ", "Hỏa Khóa Thủy Hóa Hòe Hòa Thụy"),
    ],
)
def test_old_style(typed: str, house: str) -> None:
    assert vietnamese.old_style(typed) == house


def test_only_seven_words_of_the_registry_change() -> None:
    """The seven that viet_text_tools 0.1.6 changes, too, and all of them right (domain 2.3)."""
    words = {word for title in COMMUNES for word in re.findall(r"[^\W\d_]+", title)}
    changed = {word for word in words if vietnamese.old_style(word) != word}
    assert changed <= {"Hoả", "Khoá", "Thuỷ", "Hoá", "Hoè", "Hoà", "Thuỵ"}
    assert {"Thuỷ", "Hoà"} <= changed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mĩ", "Mỹ"),
        ("Vĩ Dạ", "VỸ DẠ"),
        ("Lý", "lí"),
        ("Thuỷ", "thủy"),
        ("Húê", "Huế"),
        (unicodedata.normalize("NFD", "Huế"), "huế"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert vietnamese.key(one) == vietnamese.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vinh", "Vĩnh"), ("Văn", "Vân"), ("Thúy", "Thúi"), ("Quý", "Quí"), ("Thi", "Thy")],
)
def test_other_key(one: str, other: str) -> None:
    assert vietnamese.key(one) != vietnamese.key(other)


def test_bare_takes_the_stroke_off_too() -> None:
    assert vietnamese.bare("Phường Đúc, Thuỷ Biều") == "phuong duc, thuy bieu"


@pytest.mark.parametrize(
    "word",
    ["Nguyễn", "HUỲNH", "quý", "gì", "giếng", "Khuya", "thuở", "Ưng", "ngoéo", "Đắc", "xoong"],
)
def test_legal_syllables(word: str) -> None:
    assert vietnamese.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["Ng", "cê", "ghà", "ngiêm", "bằt", "Phêngx", "VÜnh", "huỏ̀", "zô", "", "ting", "aeo"]
)
def test_illegal_syllables(word: str) -> None:
    assert not vietnamese.is_syllable(word)


def test_no_commune_carries_the_signal() -> None:
    assert not [title for title in COMMUNES if vietnamese.has_signal(title)]
    assert not vietnamese.has_signal("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".lower() + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_round_trip_of_all_communes(encoding: str) -> None:
    """Case aside, 10,598 of 10,598; the hint decides where the cell carries no signal."""
    lost = [
        title
        for title in COMMUNES
        if (legacy := encoded(title, encoding)) != title
        and title.lower()
        not in {text.lower() for _, text in vietnamese.decodings(legacy, encoding)}
    ]
    assert len(COMMUNES) == 10_598
    assert not lost


def test_the_cell_decides_for_itself_where_it_carries_the_signal() -> None:
    typed = encoded("Mặt trận Huế", "vni")
    assert ("vni", "Mặt trận Huế") in list(vietnamese.decodings(typed))
    assert next(vietnamese.decodings(typed))[0] == "vni"
    assert next(vietnamese.decodings(encoded("Phường Vĩnh Ninh", "tcvn3"))) == (
        "tcvn3",
        "Phường Vĩnh Ninh",
    )


def test_without_signal_only_the_hint_is_tried() -> None:
    assert list(vietnamese.decodings("Thuận Hoà")) == []
    assert list(vietnamese.decodings("An Hoà", "vni")) == [("vni", "An Hồ")]
    assert list(vietnamese.decodings("An Cuu", "vni")) == []


def test_the_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    assert next(vietnamese.decodings("Ph\u00adêng\u200b"))[1] == "Phường"


def test_code_page_1258_is_not_guessed() -> None:
    damaged = as_code_page_1258(encoded("tỉnh Thừa Thiên Huế", "tcvn3"))
    assert damaged != encoded("tỉnh Thừa Thiên Huế", "tcvn3")
    assert list(vietnamese.decodings(damaged)) == []


def test_no_mark_makes_a_letter_latin_that_rules_every_decoding_out() -> None:
    letters = map(chr, (*range(0x100, 0x250), *range(0x1E00, 0x1F00)))
    for typed in (letter + chr(mark) for letter in letters for mark in range(0x300, 0x370)):
        composed = unicodedata.normalize("NFC", typed)
        assert not vietnamese.may_decode(typed)
        assert any(c > "ÿ" and (c.isalpha() or unicodedata.combining(c)) for c in composed)


def test_the_short_way_of_house_spelling_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{unit.title}, {unit.name.upper()}" for unit in COUNTRY.units]
    short = [vietnamese.clean(text) for text in texts]
    assert {cleaned.text for cleaned in short} == set(texts)
    monkeypatch.setattr(vietnamese, "_HOUSE", re.compile("(?!)"))
    assert [vietnamese.clean(text) for text in texts] == short
