"""Letters: [mail] of campaign.toml (who gets them, how they are sent) and the letter itself.

Addresses come from the settings only, never from a cell; the password is in no file.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

PORTS = {"starttls": 587, "tls": 465, "none": 25}
PLAIN = r"^[^\s\x00-\x1f\x7f]+$"
LEADERS = "lanh_dao"  # the key of the letter to leadership; every other key is a sender's code
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)


def _one_address(text: str) -> str:
    """Exactly one plain address: no list, no name, no line break, nothing to inject."""
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise ValueError("not one e-mail address")
    return text


def _several(given: object) -> object:
    return (given,) if isinstance(given, str) else given


Address = Annotated[str, AfterValidator(_one_address)]
Addresses = Annotated[tuple[Address, ...], BeforeValidator(_several)]


class Smtp(BaseModel):
    """[mail.smtp]: the server that takes outgoing letters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(pattern=PLAIN, description="máy chủ thư đi (SMTP), ví dụ smtp.example.org")
    port: int | None = Field(
        default=None, ge=1, le=65535, description="cổng; để trống là 587 (starttls) hoặc 465 (tls)"
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="cách mã hóa: starttls, tls, hoặc none nếu không có user"
    )
    user: str = Field(
        default="",
        pattern=r"^[^\s\x00-\x1f\x7f]*$",
        description="tên đăng nhập; mật khẩu không ghi ở đây",
    )
    ca_file: str = Field(
        default="", description="tệp chứng thư gốc (PEM) nếu máy chủ dùng chứng thư nội bộ"
    )
    timeout: float = Field(
        default=60, gt=0, le=600, description="số giây chờ máy chủ trả lời, ví dụ 60"
    )

    @model_validator(mode="after")
    def _no_password_in_the_clear(self) -> Smtp:
        if self.security == "none" and self.user:
            raise ValueError("a password is never sent without encryption")
        return self

    @property
    def at(self) -> int:
        """The port, or the usual one of this kind of connection."""
        return self.port or PORTS[self.security]


class Mail(BaseModel):
    """[mail]: the office's own address, its addressees and its server."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sender: Address | None = Field(
        default=None, description="một địa chỉ thư của cơ quan gửi, ví dụ mttq@example.org"
    )
    leadership: Addresses = Field(
        default=(), description='địa chỉ lãnh đạo, ví dụ ["lanhdao@example.org"]'
    )
    districts: dict[str, Addresses] = Field(
        default={}, description='mã đơn vị gửi = một địa chỉ thư, ví dụ "474" = "hue@example.org"'
    )
    contacts_to_leaders: bool = Field(
        default=True, description="gửi số điện thoại, hộp thư cho lãnh đạo: true hoặc false"
    )
    smtp: Smtp | None = Field(
        default=None,
        description="máy chủ thư đi: host, security; chỉ dùng security none khi không có user",
    )


class Attachment(NamedTuple):
    """A file that goes with a letter, and the name that the addressee sees."""

    name: str
    path: Path


class Letter(NamedTuple):
    """One letter, described: HTML with its plain-text twin, and what is attached."""

    key: str  # LEADERS, or the sender's registry code
    kind: str  # lanh_dao, can_bo_sung, nhac_gui or cam_on
    sender: str
    to: tuple[str, ...]  # blank while campaign.toml has no address
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    on: datetime
    matter: str  # SHA-256 of what it is about; the moment of the run is no part of it

    @property
    def name(self) -> str:
        """The draft's file name."""
        return f"{self.kind}.eml" if self.key == LEADERS else f"{self.key}_{self.kind}.eml"
