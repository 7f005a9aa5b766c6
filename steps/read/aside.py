"""What stands in and under the table without being data: headings, totals, signatures, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from schema.campaign import Campaign
from schema.readings import Value
from steps.read.header import known as labels_in
from steps.read.labels import forms, labels, words
from steps.read.names import Names
from steps.read.table import Table

NUMBER = re.compile(r"[(\[]?\d{1,2}[)\]]?|[A-Z]")
ROMAN = re.compile(r"[ivx]+( |$)")
TOTAL = re.compile(r"tong( cong| so|$)|cong($| (cap|muc|chung|toan|[ivx]+)\b)")
SIGNED = re.compile(
    r"noi nhan|nguoi (lap|ki)|(tm|kt|tl) |(pho )?chu tich|truong ban|ki (ten|ghi)|luu (vt|y)"
    r"|ghi chu|chu thich|(.* )?ngay (\d+ )?thang (\d+ )?nam"
)
NOTE = re.compile(r"ghi chu|chu thich|luu y")
CONTACT = re.compile(r"@|https?:|\d[\d .]{7,}")


class Aside:
    """Goes down the table row by row; `level` is that of the last heading passed."""

    def __init__(self, table: Table, campaign: Campaign, names: Names) -> None:
        self.level: str | None = None
        self._table = table
        self._labels = labels(campaign.row_columns, campaign.filler)
        self._names = names
        self._headings = {words(text): level for level, text in campaign.groups.items()}
        self._below = False  # under the total, the signatures or the last unit
        self._passed = table.first - 1
        self.unknown: list[int] = []  # rows passed that are no data and no part of a form
        self._signed = False  # in the signature block
        self._last = max((n for n in table.grid.rows if self._names_unit(n)), default=0)

    def is_data(self, number: int) -> bool:
        """Whether this row is a line of the table."""
        filled = self._filled(number)
        gap, self._passed = number - self._passed > 1, number
        if self._is_number_row(number):  # first: "(2)" would also name the ward "Phường 2"
            return False
        if self._names_unit(number):
            return True
        self._below |= gap and number > self._last > 0
        if self._is_heading(number) or self._ends(number, filled):
            return False
        data = len(filled) >= 3 if self._below else bool(filled)
        if not data and not self._signed:
            self.unknown.append(number)
        return data

    def _cells(self, number: int) -> Mapping[int, Value]:
        return self._table.grid.rows[number]

    def _filled(self, number: int) -> list[str]:
        cells = self._cells(number)
        return [f for f, column in self._table.columns.items() if cells.get(column) is not None]

    def _names_unit(self, number: int) -> bool:
        unit = self._cells(number).get(self._table.columns["unit"])
        return number >= self._table.first and bool(self._names.units(unit))

    def _texts(self, number: int) -> list[tuple[str, ...]]:
        """The forms of the row's texts, left to right."""
        return [forms(value) for value in self._cells(number).values() if isinstance(value, str)]

    def _is_heading(self, number: int) -> bool:
        """A group heading (I. CẤP HUYỆN), or the table's head repeated on a new page."""
        if len(self._filled(number)) > 2:
            return labels_in(self._table.grid, number, self._labels, 3) > 0
        texts = self._texts(number)[:2]
        joined = {" ".join(parts) for parts in zip(*texts, strict=False)}
        candidates = {form for text in texts for form in text} | joined
        for heading, level in self._headings.items():
            if any(_without_number(form).startswith(heading) for form in candidates):
                self.level, self._below = level, False
                return True
        if any(ROMAN.match(form) for form in candidates) and len(self._filled(number)) <= 1:
            self.level, self._below = None, False
            return True
        return False

    def _is_number_row(self, number: int) -> bool:
        shown = [str(value).strip() for value in self._cells(number).values()]
        return len(shown) >= 3 and all(NUMBER.fullmatch(text) for text in shown)

    def _ends(self, number: int, filled: list[str]) -> bool:
        """A total, a signature or a note: from here on only full lines are data."""
        texts = [form for text in self._texts(number) for form in text]
        first = self._texts(number)[:1]
        total = any(TOTAL.match(form) for text in first for form in text)
        signed = len(filled) <= 3 and any(SIGNED.match(form) for form in texts)
        if total or (signed and not self._is_somebody(number)):
            self._below = True
            self._sort(number, texts, total=total)
            return True
        return False

    def _sort(self, number: int, texts: list[str], *, total: bool) -> None:
        """A note is kept; from the first signature on, the block is the form's own."""
        if any(NOTE.match(form) for form in texts):
            self.unknown.append(number)
        else:
            self._signed |= not total

    def _is_somebody(self, number: int) -> bool:
        """Whether the row names something in the unit column, or holds a contact."""
        unit = str(self._cells(number).get(self._table.columns["unit"]) or "")
        named = bool(unit) and not any(SIGNED.match(form) for form in forms(unit))
        return named or any(CONTACT.search(str(v)) for v in self._cells(number).values())


def _without_number(form: str) -> str:
    return re.sub(r"^([ivx]+|[a-z]|\d+) ", "", form)
