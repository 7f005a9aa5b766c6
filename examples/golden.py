"""The golden result as text: result.json in lines that a person reads and a diff shows well.

Nothing personal is printed: a finding on a person, a phone or an e-mail shows its code only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PERSONAL = ("_name", "_phone", "_email")
_LETTERS = {
    "established": "E",
    "named": "N",
    "planned": "P",
    "reported": "R",
    "guided": "G",
    "staffed": "S",
}


def text(result: dict[str, Any]) -> str:
    """The whole result: files with their verdicts, rates as x/y, units, findings."""
    parts = (_files, _rates, _units, _findings)
    return "\n".join("\n".join(part(result)) + "\n" for part in parts)


def _files(result: dict[str, Any]) -> Iterator[str]:
    yield f"# Files ({result['campaign']}, as of {result['as_of']}, due {result['deadline']})"
    for file in sorted(result["files"], key=lambda one: one["path"]):
        counts = f"rows {file['rows']} · errors {file['errors']} · notices {file['notices']}"
        judged = f"{file['status']} · {file['district'] or '-'} · {counts}"
        yield " · ".join(filter(None, (file["path"], judged, file["reason"])))


def _rates(result: dict[str, Any]) -> Iterator[str]:
    yield "# Rates (done/due)"
    rates = {(r["scope"], r["level"], r["indicator"]): r for r in result["rates"]}
    scopes = dict.fromkeys((scope, level) for scope, level, _ in rates)
    for scope, level in sorted(scopes):
        tallies = [
            f"{name} {rate['done']}/{rate['due']}"
            for (where, height, name), rate in sorted(rates.items())
            if (where, height) == (scope, level)
        ]
        yield " · ".join((f"{scope} {level}", *tallies))


def _units(result: dict[str, Any]) -> Iterator[str]:
    yield f"# Units ({', '.join(f'{letter} {name}' for name, letter in _LETTERS.items())})"
    for unit in sorted(result["units"], key=lambda one: (one["district"] or "", one["code"])):
        held = "".join(
            letter if unit["indicators"].get(name) else "-" for name, letter in _LETTERS.items()
        )
        source = unit["source"]
        home = f"{source['file']} {source['row']}" if source else "-"
        said = (unit["status"], unit["page_name"], unit["page_key"])
        yield " · ".join((unit["code"], held, *(_shown(one) for one in said), home))


def _findings(result: dict[str, Any]) -> Iterator[str]:
    yield "# Findings (file · place · code · severity · unit · field · found → better)"
    yield from sorted(_finding(one) for one in result["findings"])


def _finding(finding: dict[str, Any]) -> str:
    place = f"{finding['sheet']}!{finding['cell']}" if finding["cell"] else finding["sheet"]
    where = [finding["file"], place, finding["code"], finding["severity"], finding["unit"]]
    line = " · ".join(str(one or "-") for one in (*where, finding["field"]))
    return line if _is_personal(finding["field"]) else f"{line}{_change(finding)}"


def _is_personal(field: str | None) -> bool:
    return field is not None and field != "page_name" and field.endswith(_PERSONAL)


def _change(finding: dict[str, Any]) -> str:
    if finding["found"] is None:
        return ""
    better = [finding["value"]] if finding["value"] is not None else finding["suggestions"]
    return f" · {_shown(finding['found'])} → {' | '.join(map(_shown, better)) or '?'}"


def _shown(value: object) -> str:
    """A text with what cannot be seen in it made visible."""
    return repr(value)[1:-1] if isinstance(value, str) and value else str(value or "-")
