"""The tables on the screen: the files and what became of them, the places and how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from schema.findings import Lang, is_error
from schema.records import Submission
from schema.settings import Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE, Registry
from schema.words import say

if TYPE_CHECKING:
    from rich.table import Table

MOST = 40  # files on one screen
STYLES = {"accepted": "green", "rejected": "red", "duplicate": "yellow"}


def worst(summary: Summary, most: int) -> Sequence[Submission]:
    """At most so many files in their order: the refused ones, then those with most errors."""
    files = summary.submissions
    if len(files) <= most:
        return files
    wrong = Counter(f.file for f in summary.findings if is_error(f.code))
    ranked = sorted(files, key=lambda file: (file.status != "rejected", -wrong[file.path]))
    kept = {id(file) for file in ranked[:most]}
    return [file for file in files if id(file) in kept]


def files(summary: Summary, shown: Sequence[Submission], registry: Registry, lang: Lang) -> Table:
    """These files: whose they are, what became of them, how much is to be corrected."""
    table = _table(say(lang, "files"))
    table.add_column(say(lang, "file"), overflow="fold", max_width=34)
    table.add_column(say(lang, "sender"), overflow="fold", max_width=18)
    table.add_column(say(lang, "verdict"), no_wrap=True)
    for word in ("errors", "notices"):
        table.add_column(say(lang, word).replace(" ", "\n"), justify="right")
    counts = Counter((f.file, is_error(f.code)) for f in summary.findings)
    for sent in shown:
        word = "left" if sent.reason == "file_left" else sent.status
        table.add_row(
            escape(sent.path),
            title(registry, sent.district),
            f"[{STYLES.get(sent.status, 'dim')}]{say(lang, word)}[/]",
            *(str(counts[sent.path, wrong]) for wrong in (True, False)),
        )
    return table


def places(summary: Summary, settings: Settings, lang: Lang) -> Table:
    """The first indicator and who has reported, sender by sender where they are few."""
    registry, first = settings.registry, settings.campaign.indicators[0]
    table = _table(first.label if lang == "vi" else first.label_en)
    table.add_column(say(lang, "places"), overflow="fold")
    for word in (*registry.levels, "submitted"):
        table.add_column(say(lang, word), justify="right", no_wrap=True)
    few = registry.senders if len(registry.senders) <= 20 else ()
    for code in [*(unit.code for unit in few), PROVINCE]:
        tallies = [summary.tally(code, level, first.code) for level in registry.levels]
        reported = sum((summary.tally(code, lv, "submitted") for lv in registry.levels), Tally())
        name = title(registry, code) or say(lang, "province")
        table.add_row(name, *map(shown, tallies), shown(reported))
    return table


def title(registry: Registry, code: str | None) -> str:
    """A unit's title, "" where the code is none."""
    unit = registry.by_code.get(code or "")
    return unit.title if unit else ""


def shown(tally: Tally) -> str:
    """`3/5 (60,0 %)` in its colour."""
    if tally.permille is None:
        return "-"
    colour = "green" if tally.complete else "yellow" if tally.done else "red"
    return f"[{colour}]{tally.done}/{tally.due} ({tally.percent})[/]"


def escape(text: str) -> str:
    """Outside text with nothing in it that rich takes for markup."""
    from rich.markup import escape  # noqa: PLC0415

    return escape(text)


def _table(heading: str) -> Table:
    """A table without side lines, so that the names have room in 80 columns."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    return Table(
        title=heading, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=0
    )
