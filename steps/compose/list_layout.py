"""Where the columns of the list sheet (`Danh sách …`) stand, and the formulas over them.

Its last columns are what the figures of the other sheets count: 1 or 0 for each indicator, the
sender's code and the level, and what it adds to each sum; and where each row comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from schema import columns as appendix
from schema import longest
from schema.documents import Area, Shown, Style
from schema.settings import Settings
from steps.compose import listing, look, wording

SUBMITTED = "submitted"
REPORTED = {SUBMITTED: "Đã báo cáo", "valid": "Không còn lỗi", "on_time": "Đúng hạn"}
HOLDS = look.CENTER._replace(number='[=1]"✓";[=0]"–";General')  # 1 and 0 stay numbers
SMALL = look.CELL._replace(size=10)
LEFT = look.CELL._replace(align="left")
_CODE = look.CENTER._replace(number="@")
_STYLES = dict.fromkeys((date, datetime), look.DATE) | dict.fromkeys((int, float), look.COUNT)
WIDEST = 26  # characters; longer texts wrap


@dataclass(frozen=True)
class Layout:
    """Where the list's columns stand: what a formula of another sheet refers to."""

    sheet: str
    columns: Mapping[str, listing.Column]
    size: int  # units

    @cached_property
    def listed(self) -> tuple[listing.Column, ...]:
        """The columns, left to right."""
        return tuple(self.columns.values())

    def reckoned(self, criteria: Mapping[str, str], summed: str = "") -> str:
        """COUNTIFS of the units that meet all criteria by key, or SUMIFS of a column of theirs.

        A list that is too long for one sheet is reckoned on each of those that it takes.
        """
        each = [
            self._on(sheet, listing.HEADING + rows, criteria, summed)
            for sheet, rows in longest.sheets(self.sheet, self.size, listing.HEADING + 1)
        ]
        return each[0] if len(each) == 1 else f"({'+'.join(each)})"

    def _on(self, sheet: str, bottom: int, criteria: Mapping[str, str], summed: str) -> str:
        """The same of one sheet, whose list ends in this row."""
        keys = list(self.columns)

        def body(key: str) -> str:
            col = keys.index(key)
            return look.span(Area(listing.HEADING + 1, col, bottom, col), sheet)

        arguments = [f"{body(key)},{criterion}" for key, criterion in criteria.items()]
        if summed:
            return f"SUMIFS({','.join((body(summed), *arguments))})"
        return f"COUNTIFS({','.join(arguments)})"


def held(indicator: str) -> str:
    """The key of the column that says 1 or 0 for an indicator."""
    return f"held {indicator}"


def added(total: str) -> str:
    """The key of the column that says what a unit adds to a sum."""
    return f"added {total}"


def layout(settings: Settings) -> Layout:
    """The list's columns, left to right, by key: a field, or words that no field can be."""
    campaign, registry = settings.campaign, settings.registry
    labels = Counter(column.label for column in campaign.row_columns)
    columns = {"its number": listing.Column("TT", 5, look.CENTER)}
    if len(registry.levels) > 1:
        sender = wording.units(registry, registry.levels[0])
        columns["its sender"] = listing.Column(sender[:1].upper() + sender[1:], 17)
    for column in campaign.row_columns:
        head = column.label if labels[column.label] == 1 else f"{column.label} ({column.group})"
        columns[column.field] = listing.Column(head, min(column.width, WIDEST), style(column))
    columns["its state"] = listing.Column("Tình trạng báo cáo", 14, look.CENTER)
    for code, label in [*REPORTED.items(), *((i.code, i.label) for i in campaign.indicators)]:
        columns[held(code)] = listing.Column(f"Đạt: {label}", 10, HOLDS)
    for total in campaign.sums:
        columns[added(total.code)] = listing.Column(f"Tính: {total.label}", 14, look.COUNT)
    columns["its sender's code"] = listing.Column("Mã đơn vị gửi", 9, _CODE)
    columns["its code"] = listing.Column("Mã đơn vị", 9, _CODE)
    columns["its level"] = listing.Column("Cấp", 11, look.CENTER)
    columns["its file"] = listing.Column("Tệp nguồn", 32, SMALL)
    columns["its line"] = listing.Column("Dòng trong tệp", 9, look.CENTER)
    return Layout(campaign.list_sheet, columns, len(registry.reporting))


def style(column: appendix.Column, value: Shown = None) -> Style:
    """How a value of a column looks."""
    return _STYLES.get(type(value)) or (look.TEXT if column.kind.format == "@" else LEFT)
