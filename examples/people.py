"""The examples' invented people; in A Lưới (481) some with names in the highland manner."""

from __future__ import annotations

from random import Random

from schema.practice import people
from schema.practice.people import pick, plain

__all__ = ["draw", "pick", "plain", "someone"]

SEED = "dien tap 2021"
_HIGHLAND = ("A Viết", "Hồ Văn", "Hồ Thị", "Kê", "Lê Viết", "Quỳnh", "Pi Loong", "Ra Pát")
_HIGHLAND_GIVEN = (
    *("Nhơn", "Ngước", "Mới", "Hiêm", "Bơ", "Thía", "Nghiêm"),
    *("Ngọp", "Lưa", "Đúng", "Hoan", "Hạnh", "Xơ", "Thuận", "Bình"),
)


def draw(*key: str) -> Random:
    """A draw of its own for each key."""
    return people.draw(SEED, *key)


def someone(district: str, *key: str) -> str:
    """An invented full name."""
    chance = draw("person", *key)
    if district == "481" and chance.random() < 0.6:
        return f"{pick(chance, _HIGHLAND)} {pick(chance, _HIGHLAND_GIVEN)}"
    return people.someone(chance)
