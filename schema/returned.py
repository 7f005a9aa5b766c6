"""The returned workbook's own sheets, and how a fault on them is known again when it comes back.

Compose writes them, read finds them again: what both must know alike stands here once.
"""

from __future__ import annotations

import hashlib
import unicodedata

from schema.readings import Answer, Place

TO_FIX, LEFTOVERS, RECEIPT = "Cần sửa", "Phần chưa nhận dạng", "Phiếu tiếp nhận"
CODE, WHEN = "Mã tệp (SHA-256)", "Nhận lúc"  # heads of the receipt that `verify` reads
SHEETS = (TO_FIX, LEFTOVERS, RECEIPT)  # never data, never sheet 1
PROPOSED, AGREED, EXPLAINED = "Đề nghị", "Đồng ý", "Giải trình"  # heads that are read again
FILE, SHEET, CELL, LABEL, CONTENT = "Tệp", "Sheet", "Ô", "Cột", "Nội dung"
TICK = "✓"
FOLDER = "phan_hoi"
LONGEST = 500  # characters of an explanation that are kept
_PREFIX, _SEPARATOR = "consolidate-fault", "|"
_INVISIBLE = ("Cc", "Cf")


def digest(text: str | None) -> str:
    """What stands for a cell's text: no personal data, the same after a round through Excel."""
    plain = unicodedata.normalize("NFC", text or "")
    shown = "".join(c for c in plain if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return hashlib.sha256(" ".join(shown.split()).encode("utf-8", "replace")).hexdigest()[:16]


def identity(answer: Answer) -> str:
    """The hidden text by which a fault is known again."""
    parts = (_PREFIX, answer.place, answer.unit, answer.field, answer.code, answer.found)
    return _SEPARATOR.join(parts)


def fault(text: object) -> Answer | None:
    """The fault of a hidden text, not yet answered; None = this is no such text."""
    parts = text.strip().split(_SEPARATOR) if isinstance(text, str) else []
    if len(parts) != 6 or parts[0] != _PREFIX:
        return None
    place: Place = parts[1] if parts[1] in ("general", "rows") else ""  # type: ignore[assignment]
    return Answer(place, *parts[2:])


def name(code: str, title: str) -> str:
    """The file name of a sender's returned workbook: `474_Thành phố Huế.xlsx`."""
    return f"{code}_{title}.xlsx"


def is_name(text: str, code: str, title: str) -> bool:
    """Whether a file still bears this name, a copy's `(1)` or a date aside."""
    plain = unicodedata.normalize("NFC", text)
    return plain.startswith(name(code, title).removesuffix(".xlsx")) and plain.endswith(".xlsx")
