"""Plain kinds of cell: one of some choices, a count, a document, free text (and dates)."""

from __future__ import annotations

import math
import re
from datetime import date

from schema import vietnamese
from schema.cells import dates
from schema.cells.dates import DATE
from schema.cells.dates import judge as judge_date
from schema.cells.spelling import Spelt, is_prose, spelt
from schema.columns import Judge, Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

__all__ = ["COUNT", "DATE", "DOCUMENT", "NONE_YET", "TEXT", "choice_kind", "judge_date"]

NONE_YET = "Chưa có"
_NONE = re.compile(r"(?:chua|chua co|khong|khong co|ko)[.,]?|[-–—]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_WHOLE = re.compile(r"([0-9]{1,15})(?:\.0{1,2})?")
_OUTER = " .,;:\"'“”-–—"


def choice_kind(name: str, choices: tuple[str, ...]) -> Kind:
    """A kind of cell that takes exactly one of the choices."""
    return Kind(name, judge_status(choices), format="@", choices=choices, align="center")


def judge_status(choices: tuple[str, ...]) -> Judge:
    """The judge of a cell with these choices; case, blanks and marks do not matter."""
    exact = {_packed(vietnamese.key(choice)): choice for choice in choices}
    bare = {_packed(vietnamese.bare(choice)): choice for choice in choices}

    def choice_of(text: str) -> str | None:
        key = vietnamese.key(vietnamese.clean(text).text).strip(_OUTER)
        return exact.get(_packed(key)) or bare.get(_packed(vietnamese.bare(key)))

    def judge(value: Value, about: About) -> Verdict:
        if not isinstance(value, str):
            return error("choice_unknown", choices=" · ".join(choices))
        if found := choice_of(value):
            return ok(found) if value == found else normalised(found, "choice_tidied")
        for _, decoded in vietnamese.decodings(value, about.encoding):
            if found := choice_of(decoded):
                return normalised(found, "text_legacy")
        return error("choice_unknown", choices=" · ".join(choices))

    return judge


def _packed(text: str) -> str:
    return "".join(text.split())


def judge_count(value: Value, about: About) -> Verdict:  # noqa: ARG001 - the form of every judge
    """Judge a count; its tidy value is a whole number from 0 on."""
    if isinstance(value, bool | date):
        return error("count_invalid")
    if isinstance(value, int | float):
        whole = math.isfinite(value) and value >= 0 and value == int(value)
        return ok(int(value)) if whole else error("count_invalid")
    text = vietnamese.clean(str(value)).text
    if _THOUSANDS.fullmatch(text):
        return normalised(int(re.sub(r"\D", "", text)), "count_tidied")
    if not (found := _WHOLE.fullmatch(text)):
        return error("count_invalid")
    count = int(found[1])
    return ok(count) if str(count) == value else normalised(count, "count_tidied")


def judge_document(value: Value, about: About) -> Verdict:
    """Judge a document (plan, report, guidance): a number or a date suffices, or `Chưa có`."""
    if not isinstance(value, str):
        none = isinstance(value, bool) or (isinstance(value, int | float) and not 0 < value < 1e9)
        return error("document_unclear") if none else ok(_shown(value))
    if value == NONE_YET:
        return ok(value)
    text, codes = spelt(value, about.encoding, is_prose)
    if re.search("[0-9]", text):
        return normalised(text, *codes) if codes else ok(text)
    bare = vietnamese.bare(text)
    if _NONE.fullmatch(bare):
        return normalised(NONE_YET, *(codes[:1] or ("document_none",)))
    return error("document_unclear", *((NONE_YET,) if bare.startswith("chua ") else ()))


def judge_text(value: Value, about: About) -> Verdict:
    """Judge free text: taken as typed, except for what another font or keyboard spoilt."""
    if not isinstance(value, str):
        return ok(_shown(value))
    lines = [spelt(line, about.encoding, is_prose) for line in value.splitlines()]
    codes = dict.fromkeys(code for line in lines for code in line.codes if _matters(code))
    return normalised(_text(lines), *codes) if codes else ok(value)


def _matters(code: str) -> bool:
    """Whether a repair is more than a matter of blanks and signs in free text."""
    return code not in ("text_spaces", "text_punctuation")


def _text(lines: list[Spelt]) -> str:
    return "\n".join(line.text for line in lines)


def _shown(value: object) -> str:
    """A number or a date of a text cell as a person writes it."""
    if isinstance(value, date):
        return value.strftime(dates.SHOWN)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


COUNT = Kind("count", judge_count, format="#,##0", align="right", example="120")
DOCUMENT = Kind("document", judge_document, format="@", none=NONE_YET, example="05/MTTQ ngày {day}")
TEXT = Kind("text", judge_text, format="@")
