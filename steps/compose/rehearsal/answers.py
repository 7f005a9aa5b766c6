"""The trainee's answer key: what was planted where, file by file, to compare with the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from schema.findings import Lang, is_error
from schema.units import Unit
from schema.words import say
from steps.compose.rehearsal.parcel import Answer, File

ANSWERS = "DAP_AN.txt"


def answers(files: Sequence[File], silent: Unit, command: str, lang: Lang) -> str:
    """The text of the answer key; `command` is the one that runs the rehearsal."""
    return "\n".join(_lines(files, silent, command, lang)) + "\n"


def _lines(files: Sequence[File], silent: Unit, command: str, lang: Lang) -> Iterator[str]:
    yield say(lang, "answers_title")
    yield say(lang, "answers_how", command=command)
    yield ""
    yield say(lang, "answers_silent", name=silent.title)
    for file in files:
        yield ""
        yield file.name
        yield from _file(file, lang)


def _file(file: File, lang: Lang) -> Iterator[str]:
    if not file.answers:
        yield f"  ✓ {say(lang, 'answers_clean')}"
    for unit, group in groupby(file.answers, key=lambda answer: answer.unit):
        if unit:
            yield f"  {unit}"
        for answer in group:
            yield ("    " if unit else "  ") + _shown(answer, lang)


def _shown(answer: Answer, lang: Lang) -> str:
    told = answer.told[0 if lang == "vi" else 1]
    if not answer.code:
        return f"✓ {told}"
    sign, word = ("✗", "answer_error") if is_error(answer.code) else ("•", "answer_notice")
    place = f"{answer.cell} {answer.label}: " if answer.cell else ""
    return f"{sign} {place}{told} → {say(lang, word)} ({answer.code})"
