"""The recount: the tallies of an inbox once more, slow and simple, without the product's code.

Plain openpyxl and xlrd (recount_reading.py), a registry read as CSV, and rules of a few lines each
(good.py).
It knows no findings and no suggestions, only what is counted, so that two roads lead to each
figure. What it does not know, it does not count: it must be able to disagree.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import good
from recount_reading import Cell, Grid, columns, general, sheets

REGISTRY = Path(__file__).parent.parent / "schema" / "units" / "thua_thien_hue_2021.csv"


@dataclass
class Entry:
    """One unit as one file has it."""

    unit: str
    cells: dict[str, Cell]
    operators: list[dict[str, Cell]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)


def registry() -> dict[str, dict[str, str]]:
    with REGISTRY.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines) if row["level"] != "province"}


UNITS = registry()
TITLES = {code: good.fold(f"{unit['type']} {unit['name']}") for code, unit in UNITS.items()}


def right_name(code: str) -> str:
    unit = UNITS[code]
    if unit["level"] == "district":
        return f"Mặt trận {unit['name']} (tỉnh Thừa Thiên Huế)"
    above = UNITS[unit["parent"]]
    kind = unit["type"][0].upper() + unit["type"][1:]
    return f"Mặt trận {kind} {unit['name']} ({above['type']} {above['name']}, tỉnh Thừa Thiên Huế)"


def entries(grid: Grid, sender: str) -> list[Entry]:
    """The units of a data sheet that say something, with their operators."""
    top, meaning = columns(grid)
    found: dict[str, Entry] = {}
    current = None
    for row in grid[top + 2 :]:
        cells = {name: row[col] for col, name in meaning.items() if row[col].value is not None}
        unit, said = cells.pop("unit", Cell(None)).value, bool(cells)
        if good.fold(unit or "") == good.fold("Tổng cộng") or starts_total(row):
            break
        if unit is None:
            if current and said:
                current.operators.append(cells)
            continue
        current = place(found, code_of(unit, sender), cells) if said else None
    return list(found.values())


def starts_total(row: list[Cell]) -> bool:
    return good.fold(row[0].value or "") == good.fold("Tổng cộng")


def place(found: dict[str, Entry], code: str | None, cells: dict[str, Cell]) -> Entry | None:
    """A row under its unit: its own row, a further operator, or (differing) no row at all."""
    if code is None:
        return None
    first = found.get(code)
    if first is None:
        found[code] = Entry(code, cells, [cells])
    elif all(name not in cells or same(cells[name], first.cells[name]) for name in PAGE):
        first.operators.append(cells)
    else:
        return None
    return found[code]


PAGE = ("page_name", "page_url")


def same(one: Cell, other: Cell) -> bool:
    return good.fold(one.value) == good.fold(other.value)


def code_of(text: object, sender: str) -> str | None:
    """The sender's unit of this title; None for another's, or for what is no unit."""
    own = [code for code, unit in UNITS.items() if sender in (code, unit["parent"])]
    return next((code for code in own if TITLES[code] == good.fold(text)), None)


# Counting


def counting(inbox: Path) -> dict[str, tuple[Entry, dict[str, object]]]:
    """The entry that counts for each unit, with sheet 1 of its file: the newest version wins."""
    versions, seen = [], set()
    for path in sorted(p for p in inbox.rglob("*") if p.is_file() and p.name[:2] != "~$"):
        grids = [] if path.read_bytes() in seen else sheets(path)
        seen.add(path.read_bytes())
        form = general(grids)
        sender = next((c for c, t in TITLES.items() if t == good.fold(form.get("unit", ""))), "")
        if sender:
            rows = max((entries(grid, sender) for grid in grids[1:] if columns(grid)[1]), key=len)
            versions.append((age(path, form), path.relative_to(inbox).as_posix(), rows, form))
    chosen: dict[str, tuple[Entry, dict[str, object]]] = {}
    for _, _, rows, form in sorted(versions, key=lambda version: version[:2]):
        chosen |= {entry.unit: (entry, form) for entry in rows}
    return chosen


def age(path: Path, form: dict[str, object]) -> tuple[date, str]:
    reported = form.get("report_date")
    named = re.search(r"20[0-9]{6}", path.name)
    day = reported.date() if isinstance(reported, datetime) else date.min
    return day, named[0] if named else ""


def indicators(entry: Entry, form: dict[str, object], keys: Counter[str]) -> dict[str, bool]:
    cells = entry.cells
    is_district = UNITS[entry.unit]["level"] == "district"
    blank = Cell(None)
    key = link_key(entry)

    def document(name: str) -> bool:
        stated = form.get(name) if is_district else None
        return good.document(cells[name].value if name in cells else stated)

    def person(role: str, those: dict[str, Cell]) -> bool:
        name, phone, email = (those.get(f"{role}_{what}", blank).value for what in CONTACT)
        return good.person(name) and good.phone(phone) and good.email(email)

    name = cells.get("page_name", blank)
    status = good.fold(cells.get("status", blank).value or "")
    held = {
        "submitted": True,
        "established": status == good.fold("Đã thành lập") and key is not None and keys[key] == 1,
        "named": good.fold(good.decoded(name.value, name.font))
        == good.fold(right_name(entry.unit)),
        "planned": document("plan"),
        "reported": document("party_report"),
        "staffed": person("leader", cells) and any(person("operator", o) for o in entry.operators),
    }
    return held | ({"guided": good.document(form.get("guidance"))} if is_district else {})


CONTACT = ("name", "phone", "email")


def link_key(entry: Entry) -> str | None:
    cell = entry.cells.get("page_url", Cell(None))
    return good.link(cell.link or cell.value)


def tallies(inbox: Path) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(district code or `province`, level, indicator) -> done, due."""
    chosen = counting(inbox)
    keys = Counter(filter(None, (link_key(entry) for entry, _ in chosen.values())))
    done: Counter[tuple[str, str, str]] = Counter()
    due: Counter[tuple[str, str, str]] = Counter()
    for code, unit in UNITS.items():
        sender = code if unit["level"] == "district" else unit["parent"]
        facts = indicators(*chosen[code], keys) if code in chosen else {}
        for name in INDICATORS:
            if name != "guided" or unit["level"] == "district":
                for scope in (sender, "province"):
                    due[scope, unit["level"], name] += 1
                    done[scope, unit["level"], name] += facts.get(name, False)
    return {place: (done[place], due[place]) for place in due}


INDICATORS = ("submitted", "established", "named", "planned", "reported", "guided", "staffed")
