"""What the tests of cells share: a cell's surroundings, and a verdict as a short line."""

import tomllib
from collections.abc import Iterable
from datetime import date

from schema.columns import Judge
from schema.findings import FOLDER, catalogue
from schema.readings import Value
from schema.units import registry
from schema.verdicts import About, Rules

HUE = registry("thua_thien_hue_2021", "46", date(2021, 12, 20))
ABOUT = About(HUE, HUE.senders[0], None, date(2021, 12, 20), Rules())


def said(judge: Judge, typed: Value, about: About = ABOUT) -> str:
    """A verdict as `value | codes`, or `- | code | suggestions`; `value` alone is ok."""
    verdict = judge(typed, about)
    codes = [remark.code for remark in verdict.remarks]
    for code in codes:
        assert (catalogue()[code].severity == "error") == verdict.is_error, code
    if verdict.is_error:
        (remark,) = verdict.remarks
        return " | ".join(["-", remark.code, *remark.suggestions])
    return f"{verdict.value} | {' '.join(codes)}" if codes else str(verdict.value)


def unused(catalogue_file: str, expected: Iterable[str]) -> set[str]:
    """The codes of one file of the catalogue that no expected line names."""
    entries = tomllib.loads((FOLDER / f"{catalogue_file}.toml").read_text(encoding="utf-8"))
    return set(entries) - {word for line in expected for word in line.split()}
