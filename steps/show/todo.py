"""What is to be done next, in a few lines: whom to phone, what to correct."""

from __future__ import annotations

from collections.abc import Iterator

from schema.findings import Lang, is_error
from schema.records import DistrictReturn
from schema.settings import Settings
from schema.summary import Summary
from schema.units import Registry
from schema.words import say


def todo(summary: Summary, settings: Settings, lang: Lang) -> Iterator[str]:
    """The next steps, most urgent first; nothing where all is done."""
    heard = {s.district for s in summary.submissions if s.status == "accepted"}
    left = _missed(summary, settings.registry)
    silent = [u.title for u in settings.registry.senders if u.code not in heard]
    refused = [s.path for s in summary.submissions if s.status == "rejected"]
    wrong = [f for f in summary.findings if is_error(f.code) and f.cell and not f.explained]
    if left:
        yield say(lang, "gone", names=some(left))
    if older := [f.file for f in summary.findings if f.code == "version_older"]:
        yield say(lang, "older", names=some(older))
    if silent:
        yield say(lang, "call_silent", names=some(silent))
    if refused:
        yield say(lang, "call_rejected", count=len(refused), names=some(refused))
    if wrong:
        yield say(lang, "correct", count=len(wrong), files=len({f.file for f in wrong}))
    yield from _short(summary, settings, lang, set(silent))


def _missed(summary: Summary, registry: Registry) -> list[str]:
    """The files that left the inbox, of senders of whom now something is missing."""
    silent = (registry.by_code[one.unit] for one in summary.units if one.row is None)
    short = {registry.sender_of(unit).code for unit in silent}
    left = (sent for sent in summary.submissions if sent.reason == "file_left")
    return [sent.path for sent in left if sent.district in short]


def _short(summary: Summary, settings: Settings, lang: Lang, silent: set[str]) -> Iterator[str]:
    """The units that left their line blank in a file that came, and those short of a target."""
    registry = settings.registry
    units = [registry.by_code[one.unit] for one in summary.units if one.row is None]
    blank = [u.title for u in units if registry.sender_of(u).title not in silent]
    if blank:
        yield say(lang, "blank", count=len(blank), names=some(blank))
    short = sum(False in one.indicators.values() for one in summary.units if one.row)
    if short:
        yield say(lang, "short", count=short)


def blank_in(returned: DistrictReturn, registry: Registry) -> list[str]:
    """The units that left their line blank in one file that was accepted."""
    sent = returned.submission
    if sent.status != "accepted" or sent.district is None:
        return []
    told = {row.unit for row in returned.rows}
    return [unit.title for unit in registry.of_sender(sent.district) if unit.code not in told]


def some(names: list[str]) -> str:
    """The first twelve names, and how many more there are."""
    return ", ".join(names[:12]) + (f" … (+{len(names) - 12})" if len(names) > 12 else "")
