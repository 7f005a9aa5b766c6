"""The list sheet (`Danh sách …`): every unit of the registry, in the appendix's columns.

Its last columns are what the figures of the other sheets count: 1 or 0 for each indicator, the
sender's code and the level, and what it adds to each sum; and where each row comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from schema import columns as appendix
from schema import longest, vietnamese
from schema.documents import Area, Cell, Row, Rows, Sheet, Shown, Style, Table
from schema.findings import is_error
from schema.records import Checked
from schema.settings import Settings
from schema.summary import Summary, UnitResult
from schema.units import Unit
from steps.compose import listing, look, wording

SUBMITTED = "submitted"
IN_ORDER = "Đã báo cáo"
REPORTED = {SUBMITTED: "Đã báo cáo", "valid": "Không còn lỗi", "on_time": "Đúng hạn"}
RED = "#C00000"  # somebody must act
FAULTY = look.CELL._replace(color=RED, italic=True)
SILENT = look.CENTER._replace(color=RED, bold=True)
HOLDS = look.CENTER._replace(number='[=1]"✓";[=0]"–";General')  # 1 and 0 stay numbers
SMALL = look.CELL._replace(size=10)
LEFT = look.CELL._replace(align="left")
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
        columns[column.field] = listing.Column(head, min(column.width, WIDEST), _style(column))
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


_CODE = look.CENTER._replace(number="@")


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the list as an Excel table with filters, its head frozen and repeated."""
    plan = layout(settings)
    heads = tuple(column.head for column in plan.columns.values())
    bottom, last = listing.HEADING + plan.size, len(heads) - 1
    named, printed = (list(plan.columns).index(key) + 1 for key in ("unit", "its state"))
    return listing.long(
        plan.sheet,
        settings.campaign.title,
        f"(Số liệu đến {wording.moment(summary.as_of)}; chữ đỏ nghiêng là nội dung phải sửa)",
        tuple(plan.columns.values()),
        Rows(listing.HEADING + 1, summary.units, partial(_row, plan, settings)),
        table=Table(_table_name(plan.sheet), Area(listing.HEADING, 0, bottom, last), heads),
        filter=None,
        freeze=(listing.HEADING + 1, named),
        repeat_columns=(0, named - 1),
        fit=(2, 0),
        titled=_first_page(plan, printed, named),
        print_area=Area(0, 0, bottom, printed - 1),
        zoom=90,
    )


def _table_name(sheet: str) -> str:
    """The table's name for Excel's formulas: `Danh sách Trang` -> DanhSachTrang."""
    return "".join(word.capitalize() for word in vietnamese.bare(sheet).split())


def _first_page(plan: Layout, printed: int, repeated: int) -> int:
    """How many columns the left one of two pages holds; the right one repeats some."""
    widths = [column.width for column in plan.columns.values()]
    half = (sum(widths[:printed]) + sum(widths[:repeated])) / 2
    return sum(sum(widths[: n + 1]) <= half for n in range(printed))


def _row(plan: Layout, settings: Settings, number: int, result: UnitResult) -> Row:
    unit = settings.registry.by_code[result.unit]
    answers = _answers(result.row, settings) if result.row else {}
    facts = {"its number": number, **_place(unit, result, settings)}
    shown = {**answers, **facts}
    if facts["its state"] != IN_ORDER:
        shown["its state"] = Cell(facts["its state"], SILENT)
    return listing.row(plan.listed, [shown.get(key) for key in plan.columns])


def _place(unit: Unit, result: UnitResult, settings: Settings) -> dict[str, Shown]:
    """What the registry and the measuring say of a unit, by the list's keys."""
    sender = settings.registry.sender_of(unit)
    source = result.row.source if result.row else None
    holds = {held(code): int(x) for code, x in result.facts.items() if x is not None}
    return {
        "its sender": sender.title,
        "unit": unit.title,
        "its state": _reported(result.row),
        **holds,
        **{added(code): figure for code, figure in result.figures.items()},
        "its sender's code": sender.code,
        "its code": unit.code,
        "its level": wording.LEVELS[unit.level],
        "its file": source.file if source else None,
        "its line": source.row if source else None,
    }


def _reported(row: Checked | None) -> str:
    if row is None:
        return wording.SILENT
    return "Cần sửa" if any(is_error(finding.code) for finding in row.findings) else IN_ORDER


def _answers(row: Checked, settings: Settings) -> dict[str, Cell]:
    """What the unit's row says, by field; a faulty cell shows what was found."""
    values, found, more = row.values, row.found, row.more
    cells = {}
    for column in settings.campaign.row_columns:
        name = column.field
        value = values.get(name)
        faulty = value is None and name in found and name not in values
        shown = found[name] if faulty else _show(column, value)
        if column.repeats and more:
            first = "–" if shown is None else shown
            shown = f"{first}\n{column.lines(one.get(name) for one in more)}"
        cells[name] = Cell(shown, FAULTY if faulty else _style(column, shown))
    return cells


def _show(column: appendix.Column, value: object) -> Shown:
    shown: Shown = None if value is None else column.kind.show(value)
    return shown


def _style(column: appendix.Column, value: Shown = None) -> Style:
    return _STYLES.get(type(value)) or (look.TEXT if column.kind.format == "@" else LEFT)
