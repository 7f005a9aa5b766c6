"""The screen of a run, in plain words that fit 80 columns.

It shows files, cells, columns and sentences; found and suggested values only of units, page names,
links and statuses, never of persons, phones or e-mails. rich is imported where something is shown:
a run reads its files meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from schema.changes import signed, since_last_run
from schema.findings import Lang, is_error
from schema.grouping import grouped, signpost
from schema.records import DistrictReturn, Submission
from schema.settings import HANOI, Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from schema.words import say
from steps.show import tables
from steps.show.todo import blank_in, some, todo

if TYPE_CHECKING:
    from rich.console import Console


class Screen:
    """One run's screen; colours end by themselves where nobody can see them."""

    def __init__(self, settings: Settings, lang: Lang) -> None:
        self.settings, self.lang = settings, lang

    @cached_property
    def console(self) -> Console:
        """Where the results go."""
        from rich.console import Console  # noqa: PLC0415

        return Console(highlight=False, emoji=False)

    @cached_property
    def errors(self) -> Console:
        """Where the progress goes."""
        from rich.console import Console  # noqa: PLC0415

        return Console(stderr=True, emoji=False)

    def progress(
        self, files: Iterable[tuple[Submission, bytes]]
    ) -> Iterator[tuple[Submission, bytes]]:
        """Pass the files on; while somebody watches, number and name each one."""
        if not sys.stderr.isatty():
            yield from files
            return
        with self.errors.status(say(self.lang, "reading")) as status:
            for number, (sent, data) in enumerate(files, 1):
                name = _ending(sent.path, self.errors.width - 30)
                status.update(f"{say(self.lang, 'reading')} {number}: {tables.escape(name)}")
                yield sent, data

    def summary(self, summary: Summary, written: list[Path]) -> None:
        """The one screen at the end of a run."""
        self._files(summary, tables.MOST if written else len(summary.submissions))
        self.console.print(say(self.lang, "count", **summary.count._asdict()))
        self._places(summary)
        self._changed(summary)
        self._next(summary)
        for path in written:
            self.console.print(f"{say(self.lang, 'written')}: ", end="")
            self.console.out(str(path), highlight=False)
        if not written:
            self.console.print(say(self.lang, "dry"))

    def watched(self, summary: Summary, earlier: Summary | None) -> None:
        """One round of `watch`: the districts, who has become complete since, what is next."""
        self.console.clear()
        self.console.print(f"[bold]{summary.as_of:%H:%M:%S %d/%m/%Y}[/]")
        self._places(summary)
        if earlier and (fresh := self._complete(summary) - self._complete(earlier)):
            names = [unit.title for unit in self.settings.registry.senders if unit.code in fresh]
            self.console.print(f"[green]✓ {say(self.lang, 'turned', names=some(names))}[/]")
        self._next(summary)

    def _complete(self, summary: Summary) -> set[str]:
        """The senders all of whose units hold the first indicator."""
        first, registry = self.settings.campaign.indicators[0].code, self.settings.registry
        return {
            unit.code
            for unit in registry.senders
            if sum(
                (summary.tally(unit.code, level, first) for level in registry.levels), Tally()
            ).complete
        }

    def file(self, returned: DistrictReturn) -> None:
        """One file's findings, for `check`."""
        sent = returned.submission
        found = [*returned.findings, *(f for row in returned.rows for f in row.findings)]
        verdict = say(self.lang, sent.status)
        self.console.print(
            f"[bold]{tables.escape(sent.path)}[/]: {self._title(sent.district)} {verdict}"
        )
        for group in grouped(found):
            mark = "[red]✗[/]" if is_error(group.finding.code) else "[yellow]●[/]"
            self.console.print(
                f"  {mark} {tables.escape(signpost(group, self.settings, self.lang))}"
            )
        if blank := blank_in(returned, self.settings.registry):
            said = say(self.lang, "blank", count=len(blank), names=some(blank))
            self.console.print(f"  [red]○[/] {tables.escape(said)}")
        elif not found:
            self.console.print(f"  [green]✓[/] {say(self.lang, 'clean')}")

    def _title(self, code: str | None) -> str:
        return tables.title(self.settings.registry, code)

    def _files(self, summary: Summary, most: int) -> None:
        shown = tables.worst(summary, most)
        listed = tables.files(summary, shown, self.settings.registry, self.lang)
        self.console.print(listed if shown else say(self.lang, "none"), "")
        if more := len(summary.submissions) - len(shown):
            self.console.print(say(self.lang, "more_files", count=more), "")

    def _places(self, summary: Summary) -> None:
        self.console.print(tables.places(summary, self.settings, self.lang))

    def _changed(self, summary: Summary) -> None:
        """What changed since the last run, and what the seal says, in a few lines."""
        run = since_last_run(summary)
        if run:
            sums = {"gained": run.gained.total(), "lost": run.lost.total()}
            word = "changed" if run.units else "unchanged"
            self.console.print(say(self.lang, word, moment=_clock(run.since), **sums))
            names = [
                f"{self._title(place.sender)} {signed(place.gained, place.lost)}"
                for place in run.places(self.settings.registry)
            ]
            if names:
                self.console.print(say(self.lang, "changed_at", places=some(names)))
        if summary.seal:
            level, first = self.settings.registry.levels[-1], self.settings.campaign.indicators[0]
            sealed = summary.seal.facts.tally(PROVINCE, level, first.code)
            now = summary.tally(PROVINCE, level, first.code)
            places = {"moment": _clock(summary.deadline), "sealed": tables.shown(sealed)}
            self.console.print(say(self.lang, "sealed", added=now.done - sealed.done, **places))

    def _next(self, summary: Summary) -> None:
        from rich.table import Table  # noqa: PLC0415

        lines = list(todo(summary, self.settings, self.lang))
        self.console.print(f"\n[bold]{say(self.lang, 'next')}[/]")
        listed = Table.grid(padding=(0, 1), pad_edge=False)
        for line in lines or [say(self.lang, "done")]:
            listed.add_row("  •", tables.escape(line))
        self.console.print(listed)


def _ending(path: str, length: int) -> str:
    """The end of a long path: the file's name says more than its folders."""
    return path if len(path) <= length else f"…{path[-max(length - 1, 1) :]}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(HANOI):%H:%M %d/%m/%Y}"
