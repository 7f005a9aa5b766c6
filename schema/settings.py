"""The settings of a campaign: what staff may change without touching code (campaign.toml)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schema.mail import Mail
from schema.mailbox import Mailbox
from schema.units import Registry, registry
from schema.verdicts import Rules

if TYPE_CHECKING:
    from schema.campaign import Campaign

Target = Annotated[int, Field(ge=0)]
Day = date  # a field named `date` hides the type of that name
HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no summer time since 1975


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(_Part):
    """[area]: whose units are due."""

    registry: str = Field(description="tên bảng danh mục đơn vị trong schema/units")
    province: str = Field(description="mã tỉnh theo danh mục")


class Letter(_Part):
    """[letter]: the letter that asks for the report, and what is printed from it."""

    number: str = Field(description="số, ký hiệu công văn; để trống nếu chưa có")
    date: Day | None = Field(default=None, description="ngày công văn")
    superior: str = Field(description="cơ quan chủ quản, dòng đầu bên trái")
    issuer: str = Field(description="cơ quan ban hành, dòng thứ hai bên trái")
    place: str = Field(description="địa danh ghi trên văn bản")
    signer: tuple[str, ...] = Field(description="các dòng chữ ký, ví dụ TM. BAN THƯỜNG TRỰC")
    recipients: tuple[str, ...] = Field(description="các dòng Nơi nhận")


class Naming(_Part):
    """[naming]: the pattern of a page name at each level (letter 2.1)."""

    district: str = Field(default="", description="mẫu tên Trang cấp huyện")
    commune: str = Field(description="mẫu tên Trang cấp xã")


class RuleSettings(_Part):
    """[rules]: the rules that an office may set."""

    district_type_in_name: Literal["error", "warn", "ok"] = Field(
        default="error", description="tên Trang cấp huyện có ghi loại đơn vị: error, warn hoặc ok"
    )
    central_pages: tuple[str, ...] = Field(
        default=("mttqvietnam",), description="các Trang của Trung ương, không đơn vị nào được dùng"
    )


class Settings(_Part):
    """All of campaign.toml."""

    name: str = Field(pattern=r"^[a-z0-9-]+$", description="tên đợt báo cáo: a-z, 0-9, gạch nối")
    form: str = Field(pattern=r"^[a-z_]+$", description="tên mô-đun mẫu biểu trong schema")
    deadline: date = Field(description="hạn báo cáo (ngày), ví dụ 2021-12-20")
    periods: dict[str, date] = Field(
        default={}, description="các kỳ báo cáo tiếp theo: tên kỳ = hạn, ví dụ 2022-01 = 2022-01-25"
    )
    begins: Day | None = Field(default=None, description="ngày đầu của kỳ đầu tiên")
    ledger: str = Field(default="", description="tệp sổ cái; để trống là so_cai.sqlite cạnh outbox")
    area: Area
    letter: Letter
    naming: Naming | None = Field(default=None, description="mẫu tên ([naming])")
    targets: dict[str, dict[str, dict[str, Target]]] = Field(default={}, description="chỉ tiêu số")
    rules: RuleSettings = RuleSettings()
    mailbox: Mailbox | None = Field(
        default=None,
        description="hộp thư đến: host, user; security none chỉ với máy chủ trên chính máy này",
    )
    mail: Mail = Field(default=Mail(), description="thư gửi đi (lệnh mail)")

    @property
    def period(self) -> str:
        """The period's name: year and month of its deadline, unless [periods] names it."""
        named = {day: name for name, day in self.periods.items()}
        return named.get(self.deadline, f"{self.deadline:%Y-%m}")

    @property
    def opens(self) -> Day:
        """The first day of the period: the day after the last deadline before it."""
        earlier = [day for day in self.periods.values() if day < self.deadline]
        first = self.begins or date.min
        return max(earlier) + timedelta(days=1) if earlier else first

    def target(self, code: str, level: str) -> Mapping[str, int]:
        """Each sender's target of a sum at a level; empty where none is set."""
        return self.targets.get(code, {}).get(level, {})

    @property
    def summary_name(self) -> str:
        """The summary's file name."""
        return f"Tong_hop_{self.deadline:%Y%m%d}.xlsx"

    @property
    def sealed_name(self) -> str:
        """The file name of the summary's sealed copy."""
        return f"Tong_hop_{self.deadline:%Y%m%d}_da_chot.xlsx"

    def for_period(self, named: str | None, moment: datetime) -> Settings:
        """These settings for one period; by default the one whose deadline is next.

        Raises:
            SettingsError: there is no period of this name.
        """
        deadlines = {self.period: self.deadline, **self.periods}
        if named is None:
            today = moment.astimezone(HANOI).date()
            coming = [day for day in deadlines.values() if day >= today]
            chosen = min(coming) if coming else max(deadlines.values())
        elif named in deadlines:
            chosen = deadlines[named]
        else:
            raise SettingsError(f"Không có kỳ “{named}”. Các kỳ: {', '.join(sorted(deadlines))}.")
        return self.model_copy(update={"deadline": chosen, "periods": deadlines})

    @property
    def due(self) -> datetime:
        """The deadline as an instant, inclusive: 23:59:59 of the day, Asia/Ho_Chi_Minh."""
        return datetime.combine(self.deadline, time(23, 59, 59), HANOI)

    @property
    def registry(self) -> Registry:
        """The registry valid at the deadline."""
        return registry(self.area.registry, self.area.province, self.deadline)

    @property
    def campaign(self) -> Campaign:
        """The campaign's form: row models, indicators, titles."""
        name = f"schema.{self.form}"  # asked for with each row: what is there needs no import
        campaign: Campaign = (sys.modules.get(name) or importlib.import_module(name)).CAMPAIGN
        return campaign

    @property
    def judging_rules(self) -> Rules:
        """The rules as the judges want them."""
        return Rules(self.rules.district_type_in_name, self.rules.central_pages)

    @property
    def patterns(self) -> dict[str, str]:
        """Level -> page-name pattern."""
        return self.naming.model_dump() if self.naming else {}


class SettingsError(Exception):
    """campaign.toml cannot be used; the text says which line means what, in Vietnamese."""
