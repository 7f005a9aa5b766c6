"""Make the inboxes: `python -m benchmarks.inputs country FOLDER` (province, stress, long, N).

A scenario is a folder with campaign.toml and inbox/: one workbook a sender on the province's own
form, filled in as `rows` says. The same cells on every run. A bare number is a stress of that size.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import registries, rows
from schema.documents import Book
from schema.settings import Settings, load
from schema.units import Unit
from steps import write
from steps.compose import form
from steps.compose.form import lists, plan

AT_ONCE = 20  # workbooks that a worker makes in one go
_SETTINGS = """name = "benchmark"
form = "community_page"
deadline = 2021-12-20

[area]
registry = "{registry}"
province = "{province}"

[letter]
number = ""
superior = "ỦY BAN MTTQ VIỆT NAM\\nTỈNH THỬ NGHIỆM"
issuer = "BAN THƯỜNG TRỰC"
place = "Thử Nghiệm"
signer = ["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"]
recipients = ["Ban Thường trực (b/c)", "Lưu: VT."]

[naming]
district = "Mặt trận {{name}} ({{above}})"
commune = "Mặt trận {{Type}} {{name}} ({{above}})"
"""


@dataclass(frozen=True, slots=True)
class Scenario:
    """An inbox to measure on: the units of a real registry, or an invented one of this size."""

    name: str
    registry: str = ""  # "" = invented
    province: str = ""  # "" = the whole country
    districts: int = 0
    communes: int = 0  # of each district


PROVINCE = Scenario("province", "thua_thien_hue_2021", "46")
COUNTRY = Scenario("country", "vietnam_2021")
LONG = Scenario("long", districts=1, communes=49_999)
NAMED = (PROVINCE, COUNTRY, LONG)


def stress(districts: int = 10_000, communes: int = 14) -> Scenario:
    """So many workbooks of 15 rows, the district's own among them, as in the country."""
    return Scenario(f"stress_{districts}", districts=districts, communes=communes)


def named(name: str) -> Scenario:
    """The scenario of this name; a number is a stress of so many workbooks.

    Raises:
        KeyError: there is none of this name.
    """
    if name.isdigit():
        return stress(int(name))
    return {"stress": stress(), **{one.name: one for one in NAMED}}[name]


def made(scenario: Scenario, folder: Path) -> Path:
    """Make a scenario in `folder`/its name, unless it is there already; return its folder."""
    place = folder.resolve() / scenario.name
    done = place / "made"
    if done.exists():
        return place
    inbox = place / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    settings = _settings(scenario, place)
    codes = [unit.code for unit in settings.registry.senders]
    batches = [codes[start : start + AT_ONCE] for start in range(0, len(codes), AT_ONCE)]
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(_write, place), batches):
            pass
    done.touch()
    return place


def _settings(scenario: Scenario, place: Path) -> Settings:
    registry, province = scenario.registry, scenario.province
    if not registry:
        table = place / "units.csv"
        registries.write(table, scenario.districts, scenario.communes)
        registry, province = table.with_suffix("").as_posix(), registries.PROVINCE
    path = place / "campaign.toml"
    path.write_text(_SETTINGS.format(registry=registry, province=province), encoding="utf-8")
    return load(path)


def _write(place: Path, codes: list[str]) -> None:
    settings = load(place / "campaign.toml")
    for sender in (settings.registry.by_code[code] for code in codes):
        path = place / "inbox" / settings.campaign.file_name(sender.code)
        path.write_bytes(write.packed(filled(settings, sender)))


def filled(settings: Settings, sender: Unit) -> Book:
    """The sender's own form with every line filled in."""
    blocks = tuple(
        replace(block, lines=tuple(_filled(settings, line) for line in block.lines))
        for block in plan.sender_blocks(settings, sender)
    )
    book = form.composed(settings, sender, blocks)
    page, said = book.sheets[0], rows.general(sender)
    typed = {
        (row, 2): page.cells[row, 2]._replace(value=said[column.field])
        for row, column in enumerate(settings.campaign.general_columns, lists.FIRST_GENERAL)
        if column.field in said
    }
    first = replace(page, cells={**page.cells, **typed})
    return replace(book, sheets=(first, *book.sheets[1:]))


def _filled(settings: Settings, line: plan.Line) -> plan.Line:
    return replace(line, values=rows.values(settings, line.unit)) if line.unit else line


def correct(place: Path) -> Path:
    """Correct the first faulty workbook of an inbox, as before the deadline; return its path."""
    settings = load(place / "campaign.toml")
    for sender in settings.registry.senders:
        if any(rows.planted(unit) for unit in settings.registry.of_sender(sender.code)):
            path = place / "inbox" / settings.campaign.file_name(sender.code)
            path.write_bytes(write.packed(replace(filled(settings, sender))))
            return path
    raise LookupError(place.name)


def sizes(place: Path) -> Iterator[int]:
    """The bytes of each workbook of an inbox."""
    return (path.stat().st_size for path in (place / "inbox").iterdir())


if __name__ == "__main__":
    for wanted in islice(sys.argv, 1, len(sys.argv) - 1):
        print(made(named(wanted), Path(sys.argv[-1])))
