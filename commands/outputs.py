"""What a run leaves: summary, result, returned workbooks and sealed copy, and its ledger entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import judging, returning, story

if TYPE_CHECKING:
    from schema.settings import Settings
    from schema.summary import Summary
    from steps.ledger import Ledger
    from steps.read.pool import Pool
    from steps.write import Outbox


def write(
    summary: Summary,
    settings: Settings,
    given: Mapping[str, Any],
    ledger: Ledger,
    writers: Pool,
) -> list[Path]:
    """Write the outputs aside, remember the run, then put the outputs in place.

    In this order, so that when a file was received is never forgotten once an output has told it.
    """
    from steps import write as writes  # noqa: PLC0415
    from steps.ledger import Explanations  # noqa: PLC0415

    summary = replace(summary, remarks=_remarks(settings, given["outbox"], ledger))
    known = story.results(ledger, judging.Orders(settings, summary.as_of))
    with writes.outbox(given["outbox"]) as outbox, known as results:
        digests: list[str] = []
        told = _told(summary, settings, given, outbox, digests)
        returned: list[Path] = []
        if not given.get("no_returns"):
            returned = returning.write(summary, settings, outbox, results, writers, told)
        for _ in told:  # whatever the returned workbooks have left of it
            pass
        _keep_seal(summary, settings, outbox, ledger)
        ledger.record(summary, summary.facts, digests[0])
        Explanations(ledger).keep(summary.explanations)
        placed = [path for path in outbox.publish() if path.parent == outbox.folder]
        return [*placed[:2], *returned]


def _told(
    summary: Summary,
    settings: Settings,
    given: Mapping[str, Any],
    outbox: Outbox,
    digests: list[str],
) -> Iterator[None]:
    """Write the summary workbook and result.json step by step; the workbook's SHA-256 is added."""
    from steps.compose import result  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415

    described = summaries.book(summary, settings)
    digests.append((yield from outbox.book(described, settings.summary_name)))
    facts = result.parts(summary, settings, given["lang"])
    yield from outbox.text("result.json", facts, summary.as_of)


def _keep_seal(summary: Summary, settings: Settings, outbox: Outbox, ledger: Ledger) -> None:
    """Put the sealed copy back where it is missing; there is none once the period was purged."""
    from steps.ledger import Seals  # noqa: PLC0415

    sealed = Seals(ledger).copy()
    if sealed and not (outbox.folder / settings.sealed_name).exists():
        outbox.put(settings.sealed_name, sealed, summary.as_of)


def _remarks(settings: Settings, outbox: Path, ledger: Ledger) -> dict[str, str]:
    """The clerk's remarks of the call list, read from the summary before it is written anew.

    Of the copies beside it (it was open in Excel) the one saved last is the clerk's; one that is
    still as a run wrote it says nothing new.
    """
    from steps import read, write  # noqa: PLC0415
    from steps.ledger import Remarks  # noqa: PLC0415

    kept, name = Remarks(ledger), Path(settings.summary_name)
    books = [p for p in outbox.glob(f"{name.stem}*.xlsx") if p.name != settings.sealed_name]
    with suppress(OSError):
        saved = max(books, key=_saved).read_bytes() if books else b""
        if ledger.written(write.digest(saved)) is None:
            kept.keep(read.remarks(saved))
    return kept.all()


def _saved(path: Path) -> float:
    return path.stat().st_mtime
