"""A good cell for each kind of column, invented: nobody's name, number or page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from schema.columns import Column, columns
from schema.naming import page_name
from schema.practice import people
from schema.settings import Settings
from schema.units import Unit

Typed = str | int | date | None
PREFIXES = ("0900", "0912", "0905", "0933")  # of phones, one for each column that asks for one


@dataclass(frozen=True, slots=True)
class Case:
    """Whose cell is to be filled: its unit and column, on the day of the report, and the draw."""

    settings: Settings
    unit: Unit
    column: Column
    day: date
    seed: str

    @property
    def chance(self) -> Random:
        """The draw of this cell alone."""
        return people.draw(self.seed, self.unit.code, self.column.field)

    @property
    def number(self) -> int:
        """The unit's place in the registry, from 1 on."""
        codes = [unit.code for unit in self.settings.registry.units]
        return 1 + codes.index(self.unit.code)

    @property
    def alike(self) -> int:
        """How many columns of the same kind stand before this one."""
        kind = self.column.kind.name
        campaign = self.settings.campaign
        model = campaign.rows if self.column in campaign.row_columns else campaign.general
        fields = [column.field for column in columns(model) if column.kind.name == kind]
        return fields.index(self.column.field)

    @property
    def place(self) -> str:
        """The unit in an address: `phuan.19912`, since two units may be named alike."""
        return f"{people.plain(self.unit.name)}.{self.unit.code}"


def good(case: Case) -> Typed:
    """What an orderly officer types; None where the column may stay blank or nobody can tell."""
    kind = case.column.kind
    if kind.choices:
        return kind.choices[0]
    if make := GOOD.get(kind.name):
        return make(case)
    if "yyyy" in kind.format:
        return _day(case)
    return _amount(case) if kind.format.startswith(("0", "#")) else None


def _day(case: Case) -> date:
    """A day of the fortnight before the report: within the period, even a monthly one."""
    return case.day - timedelta(days=2 + int(case.chance.random() * 14))


def _amount(case: Case) -> int:
    return 500_000 * (1 + int(case.chance.random() * 40))


def _page_name(case: Case) -> str:
    settings, unit = case.settings, case.unit
    return page_name(unit, settings.registry, settings.patterns[unit.level])


def _person(case: Case) -> str:
    """Somebody else in each such column of a unit."""
    draws = (people.draw(case.seed, case.unit.code, str(n)) for n in range(case.alike + 9))
    return list(dict.fromkeys(people.someone(chance) for chance in draws))[case.alike]


def _phone(case: Case) -> str:
    return f"{PREFIXES[case.alike % len(PREFIXES)]}{case.number:06d}"


def _document(case: Case) -> str:
    return f"{5 + int(case.chance.random() * 90)}/VB-MTTQ ngày {_day(case):%d/%m/%Y}"


def _text(case: Case) -> str | None:
    return "Nội dung diễn tập" if case.column.must else None


GOOD: Mapping[str, Callable[[Case], Typed]] = {
    "unit": lambda case: case.unit.title,
    "page name": _page_name,
    "link": lambda case: f"https://www.facebook.com/dientap.{case.place}",
    "person": _person,
    "phone": _phone,
    "email": lambda case: f"hopthu{case.alike + 1}.{case.place}@example.org",
    "date": _day,
    "document": _document,
    "count": lambda case: 40 + int(case.chance.random() * 900),
    "text": _text,
}
