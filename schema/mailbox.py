"""[mailbox] of campaign.toml: where `fetch` finds the districts' mails. Never a password."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

PORTS = {"tls": 993, "starttls": 143, "none": 143}
LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
PLAIN = r"^[^\s\x00-\x1f\x7f]+$"


class Mailbox(BaseModel):
    """An IMAP mailbox and what may be done with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(pattern=PLAIN, description="máy chủ thư đến (IMAP), ví dụ imap.example.org")
    port: int | None = Field(
        default=None, ge=1, le=65535, description="cổng; để trống là 993 (tls) hoặc 143"
    )
    security: Literal["tls", "starttls", "none"] = Field(
        default="tls",
        description="cách mã hóa: tls, starttls, hoặc none (chỉ với máy chủ trên chính máy này)",
    )
    user: str = Field(pattern=PLAIN, description="tên đăng nhập hộp thư; mật khẩu không ghi ở đây")
    folder: str = Field(
        default="INBOX", pattern=r"^[^\x00-\x1f\x7f]+$", description="thư mục trong hộp thư"
    )
    since: date | None = Field(
        default=None, description="chỉ lấy thư đến từ ngày này, ví dụ 2021-12-01"
    )
    mark_seen: bool = Field(
        default=False, description="đánh dấu đã đọc những thư đã lấy: true hoặc false"
    )
    ca_file: str = Field(
        default="", description="tệp chứng thư gốc (PEM) nếu máy chủ dùng chứng thư nội bộ"
    )
    timeout: float = Field(
        default=30, gt=0, le=600, description="số giây chờ máy chủ trả lời, ví dụ 30"
    )

    @model_validator(mode="after")
    def _no_password_in_the_clear(self) -> Mailbox:
        if self.security == "none" and not LOOPBACK.fullmatch(self.host):
            raise ValueError("a password never leaves this machine without encryption")
        return self

    @property
    def at(self) -> int:
        """The port, or the usual one of this kind of connection."""
        return self.port or PORTS[self.security]

    @property
    def name(self) -> str:
        """What the ledger calls this mailbox: a move to another port is no other mailbox."""
        return json.dumps([self.host.lower(), self.user, self.folder], ensure_ascii=False)
