"""Header cells by meaning: case, marks, spaces, synonyms and old fonts aside (domain 5)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from schema import vietnamese
from schema.columns import Column

ENCODINGS = ("tcvn3", "vni")  # also tried on a label without the signal: `Ghi chó`
NUMBERING = {"tt", "stt", "so tt", "so thu tu"}
LOOSE = {"cua", "mat", "tran", "don", "vi", "neu", "co"}  # beside the campaign's own
LONGEST = 120  # characters of a label
BRACKETS = re.compile(r"[(（].*?[)）]")


@lru_cache(maxsize=8192)
def words(text: str) -> str:
    """The text's bare words in lower case, one space between: `Số TT` -> `so tt`."""
    return " ".join(re.findall(r"[0-9a-z]+", vietnamese.bare(text).lower()))


@lru_cache(maxsize=16384)
def forms(text: str) -> tuple[str, ...]:
    """The words of a text as typed, and as each legacy font would show them."""
    hints = (None, *ENCODINGS) if vietnamese.may_decode(text) else ()
    decoded = (read for hint in hints for _, read in vietnamese.decodings(text, hint))
    return tuple(dict.fromkeys(form for form in map(words, (text, *decoded)) if form))


@lru_cache(maxsize=16384)
def label_forms(text: str) -> tuple[str, ...]:
    """The forms of a label, also without what it says in brackets; none for a long text."""
    if len(text) > LONGEST:
        return ()
    return tuple(dict.fromkeys((*forms(text), *forms(BRACKETS.sub(" ", text)))))


def is_numbering(text: str) -> bool:
    """Whether the text heads the running number."""
    return not NUMBERING.isdisjoint(label_forms(text))


class Labels:
    """The labels, synonyms and group headings of a form's columns."""

    def __init__(self, columns: Sequence[Column], filler: Collection[str]) -> None:
        self._filler = LOOSE | set(filler)
        self._columns: dict[str, list[Column]] = {}
        self._groups = {c.group: frozenset(words(c.group).split()) for c in columns if c.group}
        for column in columns:
            names = (column.label, column.title, *column.also)
            for form in {form for name in names for form in label_forms(name)}:
                self._columns.setdefault(form, []).append(column)
        self.is_known = lru_cache(maxsize=16384)(self._is_known)
        self._longest = max((len(form.split()) for form in self._columns), default=0)
        self._first = {form.split()[0] for form in self._columns}
        self._last = {form.split()[-1] for form in self._columns}

    def exact(self, text: str) -> list[Column]:
        """The columns that bear this label: several where groups share it (Họ tên).

        A label may stand beside words of its group: `Họ tên lãnh đạo`.
        """
        for form in label_forms(text):
            if form in self._columns:
                return self._columns[form]
        return [
            column
            for label, rest in self._split(text)
            for column in self._columns[label]
            if column.group and rest <= self._groups[column.group]
        ]

    def loose(self, text: str) -> list[Column]:
        """The columns whose label the text begins with, followed by harmless words only."""
        return [
            column
            for label, rest in self._split(text)
            if rest <= self._filler
            for column in self._columns[label]
        ]

    def _split(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The labels at the start or the end of a text, each with the words left over."""
        for form in label_forms(text):
            parts = form.split()
            if parts[0] not in self._first and parts[-1] not in self._last:
                continue
            for at in range(min(len(parts) - 1, self._longest), 0, -1):
                if (label := " ".join(parts[:at])) in self._columns:
                    yield label, frozenset(parts[at:])
                if (label := " ".join(parts[-at:])) in self._columns:
                    yield label, frozenset(parts[:-at])

    def of_group(self, candidates: list[Column], heading: str) -> list[Column]:
        """Of these columns those whose group the heading means best; none if it means no group."""
        found = {word for form in forms(heading) for word in form.split()}
        shared = [len(found & self._groups.get(c.group, frozenset())) for c in candidates]
        best = max(shared, default=0)
        return [c for c, count in zip(candidates, shared, strict=True) if best and count == best]

    def is_group(self, text: str) -> bool:
        """Whether the text is a group's heading, perhaps shortened: `Lãnh đạo`."""
        return any(
            set(form.split()) <= group
            for form in label_forms(text)
            for group in self._groups.values()
        )

    def _is_known(self, text: str) -> bool:
        """Whether the text can stand in the form's header."""
        return is_numbering(text) or bool(self.exact(text)) or self.is_group(text)


@lru_cache(maxsize=8)
def labels(columns: tuple[Column, ...], filler: frozenset[str]) -> Labels:
    """The labels of a form, made once."""
    return Labels(columns, filler)
