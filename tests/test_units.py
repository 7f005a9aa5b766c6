"""The registry: facts of 01/07/2021, codes, former units, and the two-level country of 2025."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import drawn
from province import Facts, facts
from schema import unit_lists
from schema.index import Index
from schema.settings import Settings
from schema.units import registry

DEADLINE = date(2021, 12, 20)
COMMUNES = {
    "474": 36,
    "476": 16,
    "477": 11,
    "478": 14,
    "479": 10,
    "480": 9,
    "481": 18,
    "482": 17,
    "483": 10,
}


def test_nine_districts_and_141_communes() -> None:
    hue = registry("thua_thien_hue_2021", "46", DEADLINE)
    assert hue.levels == ("district", "commune")
    assert {sender.code: len(hue.children(sender.code)) for sender in hue.senders} == COMMUNES
    assert Counter(u.type for u in hue.units if u.level == "commune") == {
        "xã": 95,
        "phường": 39,
        "thị trấn": 7,
    }
    assert len(hue.reporting) == len(hue.by_code) - 1 == 150


def test_a_unit_knows_its_place() -> None:
    hue = registry("thua_thien_hue_2021", "46", DEADLINE)
    ward = hue.by_code["19783"]
    assert (ward.title, ward.place) == ("Phường Vĩnh Ninh", "phường Vĩnh Ninh")
    assert [unit.place for unit in hue.above(ward)] == ["thành phố Huế", "tỉnh Thừa Thiên Huế"]
    assert hue.sender_of(ward).code == "474"
    assert hue.of_sender("474")[0].code == "474"


def test_former_units_point_to_units_that_exist() -> None:
    hue = registry("thua_thien_hue_2021", "46", DEADLINE)
    assert len(hue.former) == 33
    assert all(code in hue.by_code for former in hue.former for code in former.successors)
    split = next(f for f in hue.former if f.title == "Phường Phú Thuận")
    assert [hue.by_code[code].name for code in split.successors] == ["Tây Lộc", "Thuận Hòa"]


def test_the_two_level_country_has_no_districts() -> None:
    hue = registry("vietnam_2025", "46", date(2025, 12, 20))
    assert hue.levels == ("commune",)
    assert len(hue.senders) == len(hue.reporting) == 40
    assert all(hue.of_sender(u.code) == (u,) and hue.sender_of(u) is u for u in hue.senders)


def test_codes_are_reused_so_the_key_is_registry_and_code() -> None:
    old = registry("thua_thien_hue_2021", "46", DEADLINE).by_code["19942"]
    new = registry("vietnam_2025", "46", date(2025, 12, 20)).by_code["19942"]
    assert (old.title, new.title) == ("Thị trấn Phú Đa", "Xã Phú Vang")


@pytest.mark.parametrize(
    ("table", "province", "day"),
    [
        ("nowhere", "46", DEADLINE),
        ("thua_thien_hue_2021", "99", DEADLINE),
        ("thua_thien_hue_2021", "46", date(2025, 12, 20)),
    ],
)
def test_what_is_not_valid_is_not_found(table: str, province: str, day: date) -> None:
    with pytest.raises(LookupError):
        registry(table, province, day)


def test_the_official_order_goes_sender_by_sender() -> None:
    hue = registry("thua_thien_hue_2021", "46", DEADLINE)
    order = [unit.code for sender in hue.senders for unit in hue.of_sender(sender.code)]
    assert [unit.code for unit in hue.reporting] == order
    assert [hue.place(code) for code in (order[0], order[-1], "46", "", None)] == [
        0, 149, -1, -1, -1,
    ]  # fmt: skip
    assert [unit.code for unit in hue.reporting[148:]] == order[148:]


def test_a_province_is_found_in_the_table_of_a_country() -> None:
    country = registry("vietnam_2021", "", DEADLINE)
    hue = registry("vietnam_2021", "46", DEADLINE)
    within = [unit for unit in country.units if country.province_of(unit).code == "46"]
    assert list(hue.units) == within
    assert len(within) == 1 + 150


def test_a_unit_is_told_by_what_it_is_not_by_which_object(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ({"unit": "Xã Phú An"}, {"unit": "phu hai", "page_name": "MTTQ xã Phú Hải"})
    files = {"PL_TrangCongDong_478.xlsx": drawn.appendix("Huyện Phú Vang", typed)}

    def found(folder: Path) -> Facts:
        folder.mkdir()
        return facts(settings, folder, files)

    expected = found(tmp_path / "kept")
    monkeypatch.setattr(unit_lists, "OPEN", 0)
    registry.cache_clear()
    try:
        assert found(tmp_path / "made anew") == expected
        hue = settings.registry
        assert hue.units[0] is not hue.units[0]
    finally:
        registry.cache_clear()


def test_an_index_finds_things_in_their_order_even_where_keys_share_a_digest() -> None:
    things = ["b", "-2", "a", "-1", "b"]
    index = Index(things, lambda thing: int(thing) if thing.startswith("-") else thing)
    assert hash(-1) == hash(-2)
    assert (index.get(-1), index.get(-2), index.get(-3)) == (["-1"], ["-2"], [])
    assert index.get("b") == ["b", "b"]
    assert Index([], str).get("b") == []
