"""One administrative unit, of today or former; its level."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"


class Unit(NamedTuple):
    """One administrative unit as the registry has it; `name` is bare, `type` lower case."""

    code: str
    level: str
    type: str
    name: str
    parent: str

    @property
    def title(self) -> str:
        """Type and name, first letter capital: `Phường Vĩnh Ninh`."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}"

    @property
    def place(self) -> str:
        """Type in lower case and name, as it stands in running text: `thành phố Huế`."""
        return f"{self.type} {self.name}"


class FormerUnit(NamedTuple):
    """A unit that no longer exists; `parent` and `successors` are codes of today's registry."""

    type: str
    name: str
    parent: str
    successors: tuple[str, ...]
    effective: date
    source: str

    @property
    def title(self) -> str:
        """Type and name, first letter capital: `Phường Phú Hiệp`."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}"
