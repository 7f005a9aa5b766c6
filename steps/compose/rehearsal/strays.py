"""What else lies in an inbox: no appendix, or none that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from schema.documents import Book
from schema.practice.mistakes import Told
from schema.settings import Settings
from schema.units import Unit
from steps.compose import look

Stray = tuple[str, Book | bytes, str, Told]  # name, content, code, what it is
_THINGS = (("Máy tính để bàn", 6), ("Máy in", 3), ("Máy chiếu", 1), ("Bàn họp", 2))


def strays(settings: Settings, sender: Unit) -> Iterator[Stray]:
    """The files beside the returns; the sender's own good return is among those."""
    name = settings.campaign.file_name(sender.code)
    yield (
        name.replace(".xlsx", ".xls"), _web_page(settings), "file_not_workbook",
        ("trang web lưu thành .xls, không phải bảng tính", "a web page saved as .xls"),
    )  # fmt: skip
    yield (
        f"~${name}", _owner("Van thu"), "file_system",
        ("tệp tạm của Excel khi đang mở", "what Excel leaves while a file is open"),
    )  # fmt: skip
    yield (
        "Phu luc (1).xlsx", b"", "file_empty",
        ("tệp rỗng, tải về dở dang", "an empty file: the download broke off"),
    )  # fmt: skip
    yield (
        "Danh sách thiết bị.xlsx", _equipment(settings), "file_not_appendix",
        ("danh sách khác, bỏ nhầm vào", "quite another list"),
    )  # fmt: skip


def _web_page(settings: Settings) -> bytes:
    heads = "".join(f"<th>{column.label}</th>" for column in settings.campaign.row_columns)
    return f"<html><meta charset='utf-8'><table><tr>{heads}</tr></table></html>".encode()


def _owner(user: str) -> bytes:
    """What Excel leaves beside a workbook while it is open: the user's name, twice."""
    narrow = bytes([len(user)]) + user.encode("ascii").ljust(54)
    return narrow + len(user).to_bytes(2, "little") + user.ljust(54).encode("utf-16-le")


def _equipment(settings: Settings) -> Book:
    draft = look.Draft("Thiết bị")
    draft.line(0, 0, ("TT", "Tên thiết bị", "Số lượng", "Ghi chú"), look.HEAD)
    for row, (thing, count) in enumerate(_THINGS, 1):
        draft.line(row, 0, (row, thing, count, None))
    return Book((draft.finish(widths=(5, 24, 10, 20)),), "Danh sách thiết bị", "", settings.due)
