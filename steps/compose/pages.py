"""The list sheet (`Danh sách …`): every unit of the registry, in the appendix's columns.

Where its columns stand is in `list_layout`.
"""

from __future__ import annotations

from functools import partial

from schema import columns as appendix
from schema import vietnamese
from schema.documents import Area, Cell, Row, Rows, Sheet, Shown, Table
from schema.findings import is_error
from schema.records import Checked
from schema.settings import Settings
from schema.summary import Summary, UnitResult
from schema.units import Unit
from steps.compose import listing, look, wording
from steps.compose.list_layout import Layout, added, held, layout, style

IN_ORDER = "Đã báo cáo"
RED = "#C00000"  # somebody must act
FAULTY = look.CELL._replace(color=RED, italic=True)
SILENT = look.CENTER._replace(color=RED, bold=True)


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
        cells[name] = Cell(shown, FAULTY if faulty else style(column, shown))
    return cells


def _show(column: appendix.Column, value: object) -> Shown:
    shown: Shown = None if value is None else column.kind.show(value)
    return shown
