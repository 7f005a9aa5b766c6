"""An invented Summary with a memory: earlier runs, replaced rows, files that left, a seal."""

from dataclasses import replace
from datetime import datetime, timedelta

import summaries
from schema.history import Facts, Seal
from schema.records import Checked, Finding, Submission
from schema.settings import Settings
from schema.summary import Replaced, Summary

OLD = "cu/PL_TrangCongDong_474_20211210.xlsx"
AFTER = timedelta(days=2)  # the run is two days after the deadline's


def facts_without(summary: Summary, *codes: str) -> Facts:
    """The facts of a run in which these units had not yet reported anything."""
    whole = summary.facts
    return replace(whole, units={u: () if u in codes else x for u, x in whole.units.items()})


def less(facts: Facts, scope: str, level: str, indicator: str, number: int) -> Facts:
    """The facts with that much less done at one place."""
    rates = tuple(
        rate._replace(tally=replace(rate.tally, done=rate.tally.done - number))
        if rate[:3] == (scope, level, indicator)
        else rate
        for rate in facts.rates
    )
    return replace(facts, rates=rates)


def later(settings: Settings, *, sealed: Facts | None = None) -> Summary:
    """The invented run, two days later: one run before it, one row replaced, one file gone."""
    made = summaries.invented(settings)
    now = made.as_of + AFTER
    first = next(u.row for u in made.units if u.row)
    units = [u.unit for u in made.units if u.row]
    past = ((made.as_of, facts_without(made, *units[:2])),)
    return replace(
        made,
        as_of=now,
        past=past,
        replaced=(Replaced(first.unit, _older(first), first),),
        submissions=(*made.submissions, *_further(made.as_of)),
        findings=(*made.findings, Finding("file_left", "phu luc cu.xlsx"),
                  Finding("file_superseded", OLD)),
        seal=Seal(now - timedelta(hours=1), sealed, (), "00") if sealed else None,
    )  # fmt: skip


def _older(row: Checked) -> Checked:
    """The row as an older file said it: another phone, no page name, one operator more."""
    values = {**row.values, "leader_phone": "0900888777", "followers": 7}
    found = {**row.found, "leader_phone": "0900888777", "followers": "7"}
    del values["page_name"], found["page_name"]
    source = row.source._replace(file=OLD)
    more = ({"operator_name": "Lê Văn Ví Dụ", "operator_phone": "0922000111"},)
    return row.saying(values=values, found=found, more=more)._replace(source=source)


def _further(at: datetime) -> list[Submission]:
    early = at - timedelta(days=5)
    return [
        Submission(OLD, "c" * 64, early, "mail", "474", "superseded", "file_superseded", rows=37),
        Submission("nham.xlsx", "d" * 64, early, "ledger", "476", "excluded", "Huyện gửi nhầm"),
        Submission("phu luc cu.xlsx", "e" * 64, early, "ledger", "476", "superseded", "file_left"),
    ]
