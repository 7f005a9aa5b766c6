"""A small province for tests: workbooks in, the facts of result.json out, nothing mocked."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from commands.ledgers import scope_of
from commands.story import consolidate
from schema.settings import Settings
from steps.compose import result
from steps.ledger import Ledger
from steps.show import Screen

AS_OF = datetime.fromisoformat("2021-12-20T17:00:00+07:00")
Facts = dict[str, Any]


def facts(
    settings: Settings, inbox: Path, files: Mapping[str, bytes], as_of: datetime = AS_OF
) -> Facts:
    """Put the files into an inbox, run the whole job on it, and return result.json."""
    for name, data in files.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(data)
    with Ledger.forgetful(inbox / "none", scope_of(settings, inbox)) as ledger:
        summary = consolidate(settings, inbox, as_of, ledger, Screen(settings, "vi"))
    read: Facts = json.loads(result.text(summary, settings, "vi"))
    return read


def unit(facts: Facts, name: str, district: str | None = None) -> Facts:
    """The facts of one unit by its title."""
    found = [u for u in facts["units"] if u["name"] == name and district in (None, u["district"])]
    assert len(found) == 1, f"{name}: {len(found)} units"
    return dict(found[0])


def rate(facts: Facts, scope: str, level: str, indicator: str) -> tuple[int, int]:
    """Done and due at one place."""
    wanted = (scope, level, indicator)
    (found,) = [r for r in facts["rates"] if (r["scope"], r["level"], r["indicator"]) == wanted]
    return found["done"], found["due"]


def codes(facts: Facts, **where: Any) -> list[str]:
    """The codes of the findings that agree with `where`, in their order."""
    return [f["code"] for f in select(facts["findings"], **where)]


def select(rows: Iterable[Facts], **where: Any) -> list[Facts]:
    """The rows that agree with `where`."""
    return [row for row in rows if all(row[key] == value for key, value in where.items())]
