"""All files of a rehearsal inbox, each with what a run must say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from schema.documents import Book
from schema.practice import people
from schema.practice.mistakes import Told
from schema.settings import Settings
from schema.units import Unit
from steps.compose import look
from steps.compose.form.plan import Frame
from steps.compose.rehearsal import layout, strays
from steps.compose.rehearsal.deal import dealt
from steps.compose.rehearsal.drafts import Draft, Office, Planted, Row

_OLDER = ("bản cũ, đã có bản mới thay", "an older version, replaced by a newer one")
_NEWER = ("hai bản cùng lúc khác nhau ở đơn vị này", "two versions differ on this unit")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run must say: of a file as a whole (no cell), or of one of its cells."""

    file: str
    code: str  # of the finding; "" = nothing is to be said
    told: Told
    cell: str = ""
    unit: str = ""  # its title
    label: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the inbox: a described workbook or mere bytes, and its answers."""

    name: str
    content: Book | bytes
    answers: tuple[Answer, ...] = ()


def parcel(settings: Settings, seed: int) -> tuple[tuple[File, ...], Unit]:
    """The files of a rehearsal in the order of their names, and the sender who is silent.

    The registry has at least two senders.
    """
    office = Office(settings, str(seed))
    *senders, silent = people.shuffled(office.draw("senders"), settings.registry.senders)
    drafts = dealt(office, senders, silent)
    files = [_file(draft, settings) for draft in drafts]
    if len(drafts) > 2:
        files[-1:] = _versions(drafts[-1], office)
    files.append(_copy(files[0]))
    for name, content, code, told in strays.strays(settings, drafts[0].sender):
        files.append(File(name, content, (Answer(name, code, told),)))
    return tuple(sorted(files, key=lambda file: file.name)), silent


def _file(draft: Draft, settings: Settings) -> File:
    book, where = layout.book(draft, settings)
    answers = [Answer(draft.name, one.code, one.told) for one in draft.planted]
    answers += [Answer(draft.name, "", told) for told in draft.remarks]
    for n, row in enumerate(draft.rows):
        answers += [_answer(draft, row, one, where.places[n], settings) for one in row.planted]
    return File(draft.name, book, tuple(answers))


def _answer(draft: Draft, row: Row, one: Planted, at: int, settings: Settings) -> Answer:
    frame = Frame(settings.campaign.row_columns)
    col = frame.at(one.field) or 0
    label = frame.columns[col - 1].title
    return Answer(draft.name, one.code, one.told, look.address(at, col), row.unit.title, label)


def _versions(draft: Draft, office: Office) -> Iterator[File]:
    """A draft in two versions: the older one lacks a cell of its first row."""
    lacking = [name for name, value in draft.rows[0].cells.items() if value is not None][-1]
    first = replace(draft.rows[0], planted=(Planted("version_chosen", _NEWER, "unit"),))
    newer = replace(draft, rows=(first, *draft.rows[1:]))
    yield _file(newer, office.settings)
    day = draft.day - timedelta(days=2)
    blank = replace(first, cells={**first.cells, lacking: None})
    older = replace(
        newer,
        name=office.file_name(draft.sender, day),
        day=day,
        general={**draft.general, **office.dated(day)},
        rows=(blank, *draft.rows[1:]),
        planted=(Planted("file_superseded", _OLDER),),
        remarks=(),
    )
    yield _file(older, office.settings)


def _copy(file: File) -> File:
    name = file.name.replace(".xlsx", "_gui_lai.xlsx")
    told = (f"chính là tệp {file.name}", f"the same file as {file.name}")
    return File(name, file.content, (Answer(name, "file_duplicate", told),))
