"""Invented people: common Vietnamese names put together by a seeded draw; nobody is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from random import Random
from typing import TypeVar


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


_SURNAMES = _words(
    "Nguyễn Trần Lê Phạm Hoàng Phan Võ Đặng Bùi Đỗ Hồ Ngô Dương Trương Đoàn Mai Cao Châu Văn Thái"
)
_MIDDLES = {
    "m": _words("Văn Hữu Đình Quang Minh Xuân Công Đức Thanh Viết Ngọc Bá Trọng Quốc"),
    "f": _words("Thị Thị_Thanh Thị_Kim Thị_Ngọc Thị_Mỹ Thị_Thu Ngọc Thanh Diệu Thùy Khánh Phương"),
}
_GIVEN = {
    "m": _words(
        "An Bình Cường Dũng Đạt Đông Giang Hải Hiếu Hòa Hùng Huy Khánh Khoa Lâm Long Lộc Minh Nam",
        "Nghĩa Nhân Phong Phú Phúc Phước Quân Quý Sơn Tài Tâm Thành Thắng Thịnh Toàn Trung Tuấn",
        "Vinh",
    ),
    "f": _words(
        "Anh Bích Chi Cúc Diễm Dung Duyên Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Lan Liên Loan Mai",
        "Nga Ngân Nhàn Nhung Oanh Phượng Quyên Tâm Thảo Thủy Thư Trang Trinh Tuyết Uyên Vân Yến",
    ),
}

T = TypeVar("T")


def draw(*key: str) -> Random:
    """A draw of its own for each key, so that a change in one place moves nothing elsewhere."""
    return Random("/".join(key))  # noqa: S311 - a rehearsal, not a secret


def pick(chance: Random, items: Sequence[T]) -> T:
    """One of the items; only `random()` is promised to stay the same in every Python version."""
    return items[int(chance.random() * len(items))]


def shuffled(chance: Random, items: Sequence[T]) -> list[T]:
    """The items in a drawn order, the same in every Python version."""
    left = list(items)
    return [left.pop(int(chance.random() * len(left))) for _ in items]


def someone(chance: Random) -> str:
    """An invented full name."""
    sex = pick(chance, "mf")
    middle = pick(chance, _MIDDLES[sex]).replace("_", " ")
    return f"{pick(chance, _SURNAMES)} {middle} {pick(chance, _GIVEN[sex])}"


def plain(text: str) -> str:
    """A text in lower case without marks and spaces, as in addresses: `Vĩnh Ninh` -> vinhninh."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if c.isascii() and c.isalnum())
