"""The catalogue of findings: each code with its severity, sentence and what to do, vi and en.

The entries stand in `schema/catalogue/*.toml`, one table per code:

    [phone_invalid]
    severity = "error"                  # error: the sender must act; notice: for information
    vi = "{label} không phải số điện thoại di động hoặc cố định hợp lệ."
    en = "{label} is not a valid mobile or landline number."
    do_vi = "Ghi đủ 10 chữ số (di động) hoặc 11 chữ số (cố định, cả mã vùng)."
    do_en = "Write all 10 digits (mobile) or 11 digits (landline with area code)."
    example = "0123456789"              # an invented cell that brings it about

Places in braces are filled from the finding's details; `{label}`, `{unit}` and `{suggestion}` are
always there for a finding on a cell. A sentence never holds a person's name, phone or e-mail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from schema.records import Finding

FOLDER = Path(__file__).with_name("catalogue")
Lang = Literal["vi", "en"]


class Entry(NamedTuple):
    """What the catalogue says of one code."""

    severity: Literal["error", "notice"]
    vi: str
    en: str
    do_vi: str
    do_en: str
    example: str

    def sentence(self, lang: Lang) -> str:
        """What is wrong."""
        return self.vi if lang == "vi" else self.en

    def action(self, lang: Lang) -> str:
        """What to do about it."""
        return self.do_vi if lang == "vi" else self.do_en


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every code with its entry, in the order of the files and their lines."""
    entries: dict[str, Entry] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in entries:
                raise ValueError(f"{path.name}: {code} stands twice in the catalogue")
            entries[code] = Entry(**entry)
    return entries


def is_error(code: str) -> bool:
    """Whether a finding of this code asks the sender to act."""
    return catalogue()[code].severity == "error"


def message(finding: Finding, lang: Lang = "vi") -> str:
    """The sentence and what to do, with every place filled.

    Raises:
        KeyError: the details lack a place of the sentence (a fault in the code, never in data).

    """
    entry = catalogue()[finding.code]
    either = " hoặc " if lang == "vi" else " or "
    places = {"suggestion": either.join(finding.suggestions), **finding.details}
    return f"{entry.sentence(lang)} {entry.action(lang)}".strip().format_map(places)
