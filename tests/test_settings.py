"""campaign.toml: what is accepted, and what a fault says."""

from datetime import datetime
from pathlib import Path

import pytest

from schema.settings import SettingsError
from schema.settings_file import load

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "campaign.toml").read_text(encoding="utf-8")


SHORT = (ROOT / "schema/units/thua_thien_hue_2021.csv").read_bytes() + b"1,x\n"


def test_the_campaign_of_2021() -> None:
    settings = load(ROOT / "campaign.toml")
    assert settings.due == datetime.fromisoformat("2021-12-20T23:59:59+07:00")
    assert len(settings.registry.reporting) == 150
    assert len(settings.campaign.indicators) == 6


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("deadline = 2021-12-20", 'deadline = "mai"', "deadline: hạn báo cáo"),
        ('"error"  #', '"maybe"  #', "rules.district_type_in_name"),
        ('registry = "thua', 'registry = "khong', "không có danh mục"),
        ('province = "46"', 'province = "77"', "không có danh mục hoặc tỉnh “77”"),
        ('form = "community_page"', 'form = "nothing"', "không có mẫu biểu này"),
        ("[area]", "[area", "không đúng cú pháp TOML"),
        ('place = "Thừa Thiên Huế"', 'plaice = "Huế"', "letter.place"),
    ],
)
def test_a_fault_names_the_line_s_meaning(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TEXT
    path = tmp_path / "campaign.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert says in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Không đọc được"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize("table", [b"", b"code,name\n1,x\n", "mã".encode("utf-16"), SHORT])
def test_a_broken_registry_is_named(tmp_path: Path, table: bytes) -> None:
    (tmp_path / "units.csv").write_bytes(table)
    path = tmp_path / "campaign.toml"
    path.write_text(TEXT.replace("thua_thien_hue_2021", f"{tmp_path}/units", 1), encoding="utf-8")
    with pytest.raises(SettingsError, match="Không đọc được bảng danh mục đơn vị"):
        load(path)
