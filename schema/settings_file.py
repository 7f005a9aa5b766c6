"""campaign.toml -> a checked, frozen settings object. A fault names the line's meaning."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from schema.settings import Settings, SettingsError
from schema.settings_faults import explain
from schema.settings_whole import faults
from schema.units import look_again


def _read_registry(settings: Settings) -> None:
    """Read it now, so that a wrong name or a broken table is a settings error.

    Raises:
        SettingsError: the table cannot be read.
        LookupError: there is none of this name, or no such province in it.
    """
    try:
        look_again(settings.area.registry)
        settings.registry  # noqa: B018
    except (OSError, ValueError, RuntimeError, IndexError):  # not UTF-8, or a column is missing
        raise SettingsError(
            f"Không đọc được bảng danh mục đơn vị “{settings.area.registry}” (schema/units): bảng "
            "đang mở ở chương trình khác, hoặc không phải CSV mã UTF-8 đủ các cột."
        ) from None


def load(path: Path) -> Settings:
    """Read and check a settings file.

    Raises:
        SettingsError: missing, not TOML, a line of the wrong kind, an unknown registry, or lines
            that do not go together.

    """
    try:
        settings = Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        _read_registry(settings)
        settings.campaign  # noqa: B018
    except OSError:
        raise SettingsError(f"Không đọc được tệp cài đặt {path.name}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path.name} không đúng cú pháp TOML: {fault}.") from None
    except ValidationError as fault:
        lines = [explain(Settings, tuple(str(p) for p in err["loc"])) for err in fault.errors()]
        raise SettingsError(f"{path.name} có dòng chưa đúng:\n" + "\n".join(lines)) from None
    except LookupError as fault:
        raise SettingsError(
            f"{path.name}, mục [area]: không có danh mục hoặc tỉnh “{fault.args[0]}” "
            f"có hiệu lực ngày {tomllib.loads(path.read_text(encoding='utf-8'))['deadline']}."
        ) from None
    except ModuleNotFoundError as fault:
        if not (fault.name or "").startswith("schema."):
            raise
        raise SettingsError(
            f"{path.name}, dòng form: không có mẫu biểu này trong schema/."
        ) from None
    if wrong := [f"{path.name}, {fault}" for fault in faults(settings)]:
        raise SettingsError("\n".join(wrong))
    return settings
