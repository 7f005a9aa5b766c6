"""The desk on which one file is checked: what is known of it, and how findings are worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from schema import vietnamese
from schema.campaign import Campaign
from schema.columns import Column, Noted
from schema.readings import RawRow, Reading, Trouble, Value, text_of
from schema.records import Finding
from schema.units import Unit
from schema.verdicts import About

LEGACY_FONTS = {".vn": "tcvn3", "vni": "vni"}


@dataclass(frozen=True, slots=True)
class Desk:
    """One file with its sender, its report date and the legacy encodings of its columns."""

    file: str
    campaign: Campaign
    about: About  # unit=None
    encodings: Mapping[str, str]  # field -> tcvn3 or vni

    @property
    def sender(self) -> Unit:
        """Whose workbook it is."""
        return self.about.sender

    def hints(self, row: RawRow, unit: Unit | None) -> dict[str, About]:
        """What is known around each cell of a row: its link and its encoding."""
        if not (row.fonts or row.links or self.encodings):
            return {}
        about = self.about._replace(unit=unit)
        return {
            field: about._replace(encoding=encoding, link=row.links.get(field))
            for field in row.cells
            if (encoding := self.encoding(row, field)) or field in row.links
        }

    def encoding(self, row: RawRow, field: str) -> str | None:
        """The legacy encoding that the cell's font or its column tells."""
        font = row.fonts.get(field, "").lower()
        return LEGACY_FONTS.get(font[:3]) or self.encodings.get(field)

    def readable(self, row: RawRow, faulty: Collection[str | None]) -> RawRow:
        """The row as typed, but its faulty cells in a legacy encoding are decoded."""
        if not (row.fonts or self.encodings):
            return row
        values = dict(row.values)
        for field, value in row.values.items():
            encoding = self.encoding(row, field)
            if encoding and isinstance(value, str) and row.cells.get(field) in faulty:
                read = vietnamese.decodings(value, encoding)
                values[field] = next((decoded for _, decoded in read), value)
        return row._replace(values=values)

    def finding(self, row: RawRow, noted: Noted, column: Column, unit: Unit | None) -> Finding:
        """The finding of one remark on one cell."""
        typed = row.values.get(noted.field)
        return Finding(
            code=noted.remark.code,
            file=self.file,
            sheet=row.sheet,
            cell=row.cells.get(noted.field),
            unit=unit.code if unit else None,
            field=noted.field,
            found=text_of(typed),
            suggestions=noted.remark.suggestions,
            details={
                "label": column.title,
                "unit": unit.title if unit else "",
                **noted.remark.details,
            },
        )

    def trouble(self, trouble: Trouble) -> Finding:
        """The finding of something that the reader noticed."""
        columns = (*self.campaign.general_columns, *self.campaign.row_columns)
        titles = {column.field: column.title for column in columns}
        finding = file_finding(trouble, self.file)
        return finding._replace(
            details={"label": titles.get(trouble.field or "", ""), **finding.details}
        )


def file_finding(trouble: Trouble, file: str) -> Finding:
    """The finding of something that the reader noticed in a file, whoever sent it."""
    return Finding(
        code=trouble.code,
        file=file,
        sheet=trouble.sheet,
        cell=trouble.cell,
        field=trouble.field,
        found=trouble.found or None,
        details={"unit": "", **trouble.details},
    )


def encodings(reading: Reading) -> dict[str, str]:
    """Field -> the legacy encoding in which its column is typed, by its cells with the signal."""
    texts: dict[str, list[str]] = {}
    for row in reading.rows:
        for field, value in row.values.items():
            if isinstance(value, str) and vietnamese.has_signal(value):
                texts.setdefault(field, []).append(value)
    return {field: found for field, cells in texts.items() if (found := _majority(cells))}


def _majority(texts: Iterable[str]) -> str | None:
    votes = Counter(
        encoding
        for text in texts
        for encoding, decoded in vietnamese.decodings(text)
        if all(vietnamese.is_syllable(word) for word in _words(decoded))
    )
    return votes.most_common(1)[0][0] if votes else None


def _words(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text).split()


def same(one: Value, other: Value) -> bool:
    """Whether two cells say the same, spelling conventions aside."""
    return vietnamese.key(vietnamese.clean(text_of(one)).text) == vietnamese.key(
        vietnamese.clean(text_of(other)).text
    )
