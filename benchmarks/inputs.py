"""Make the inboxes: `python -m benchmarks.inputs country 1000 FOLDER`.

A scenario is a folder with campaign.toml and inbox/: one workbook a sender on the province's own
form, filled in as `rows` says, the same cells on every run. A number is a stress of that size.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks import registries, rows
from examples import people
from schema.documents import Book
from schema.settings import Settings
from schema.settings_file import load
from schema.units import Unit
from steps import write
from steps.compose import form
from steps.compose.form import lists, plan

AT_ONCE = 20  # workbooks that a worker makes in one go
_SETTINGS = """name = "benchmark"
form = "community_page"
deadline = {deadline}

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
    deadline: date = date(2021, 12, 20)
    districts: int = 0
    communes: int = 0  # of each district


PROVINCE = Scenario("province", "thua_thien_hue_2021", "46")
COUNTRY = Scenario("country", "vietnam_2021")
TWO_LEVEL = Scenario("two_level", "vietnam_2025", deadline=date(2025, 12, 20))
LONG = Scenario("long", districts=1, communes=49_999)
NAMED = {one.name: one for one in (PROVINCE, COUNTRY, TWO_LEVEL, LONG)}


def stress(districts: int, communes: int = 14) -> Scenario:
    """So many workbooks of 15 rows, the district's own among them, as in the country."""
    return Scenario(f"stress_{districts}", districts=districts, communes=communes)


def made(scenario: Scenario, folder: Path) -> Path:
    """Make a scenario in `folder`/its name, unless it is there as it would be made today."""
    place = folder.resolve() / scenario.name
    place.mkdir(parents=True, exist_ok=True)
    settings, done = _settings(scenario, place), place / "made"
    mark = _mark(settings)
    if done.exists() and done.read_text("ascii") == mark:
        return place
    shutil.rmtree(place / "inbox", ignore_errors=True)
    (place / "inbox").mkdir()
    codes = [unit.code for unit in settings.registry.senders]
    batches = [codes[start : start + AT_ONCE] for start in range(0, len(codes), AT_ONCE)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_write, place), batches))
    done.write_text(mark, "ascii")
    return place


def _mark(settings: Settings) -> str:
    """What stands for the form and for what is filled in: inboxes of two forms do not compare."""
    code = (Path(module.__file__ or "").read_bytes() for module in (rows, registries, people))
    return write.digest(b"".join([write.packed(form.template(settings)), *code]))


def _settings(scenario: Scenario, place: Path) -> Settings:
    """Write campaign.toml and, where it is invented, the registry beside it."""
    registry, province = scenario.registry, scenario.province
    if not registry:
        table = place / "units.csv"
        registries.write(table, scenario.districts, scenario.communes)
        registry, province = table.with_suffix("").as_posix(), registries.PROVINCE
    said = {"registry": registry, "province": province, "deadline": scenario.deadline}
    path = place / "campaign.toml"
    path.write_text(_SETTINGS.format(**said), encoding="utf-8")
    return load(path)


def _write(place: Path, codes: list[str]) -> None:
    settings = load(place / "campaign.toml")
    for code in codes:
        book = filled(settings, settings.registry.by_code[code], rows.values)
        (place / "inbox" / settings.campaign.file_name(code)).write_bytes(write.packed(book))


def filled(
    settings: Settings, sender: Unit, values: Callable[[Settings, Unit], rows.Values]
) -> Book:
    """The sender's own form with every line filled in."""
    blocks = tuple(
        block._replace(
            lines=tuple(
                line._replace(values=values(settings, line.unit))
                for line in block.lines
                if line.unit
            ),
        )
        for block in plan.sender_blocks(settings, sender)
    )
    book, said = form.composed(settings, sender, blocks), rows.general(sender)
    page = book.sheets[0]
    typed = {
        (row, 2): page.cells[row, 2]._replace(value=said[column.field])
        for row, column in enumerate(settings.campaign.general_columns, lists.FIRST_GENERAL)
        if column.field in said
    }
    return book._replace(sheets=(page._replace(cells={**page.cells, **typed}), *book.sheets[1:]))


def correct(place: Path) -> Path:
    """Correct one faulty workbook of an inbox, as happens before the deadline; return its path.

    Raises:
        StopIteration: there is no faulty one.
    """
    settings = load(place / "campaign.toml")
    registry = settings.registry
    sender = next(s for s in registry.senders if any(map(rows.planted, registry.of_sender(s.code))))
    path = place / "inbox" / settings.campaign.file_name(sender.code)
    path.write_bytes(write.packed(filled(settings, sender, rows.orderly)))
    return path


if __name__ == "__main__":
    *wanted, folder = sys.argv[1:]
    for name in wanted:
        print(made(stress(int(name)) if name.isdigit() else NAMED[name], Path(folder)))
