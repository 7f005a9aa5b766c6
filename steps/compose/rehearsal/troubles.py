"""What offices do to a form as a whole; each trouble turns a draft into a worse one.

A draft that a trouble cannot be done to comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from schema import legacy
from schema.columns import ALWAYS
from schema.practice import people
from schema.practice.cells import good
from schema.units import Unit
from steps.compose.rehearsal.drafts import Draft, Office, Planted, Row

Trouble = Callable[[Draft, Office, Unit], Draft]  # the unit is one that has sent nothing
_MISSING = ("ô phải điền còn trống (dòng điền dở)", "blank: the row is half filled")


def half_filled(draft: Draft, office: Office, _silent: Unit) -> Draft:
    """The last third of the rows is not begun, the row before it is half filled."""
    begun = len(draft.rows) - len(draft.rows) // 3
    columns = office.settings.campaign.row_columns
    owed = [c.field for c in columns[len(columns) // 2 :] if c.must == ALWAYS]
    last = draft.rows[begun - 1]
    half = replace(
        last,
        cells={name: value for name, value in last.cells.items() if name not in owed},
        planted=tuple(Planted("cell_required", _MISSING, name) for name in owed),
        kept=True,
    )
    blank = [Row(row.unit, {}, kept=True) for row in draft.rows[begun:]]
    told = (
        f"{len(blank)} dòng cuối để trống: các đơn vị đó là “Chưa báo cáo”",
        f"the last {len(blank)} rows are blank: those units count as not reported",
    )
    return replace(
        draft, rows=(*draft.rows[: begun - 1], half, *blank), remarks=(told,) if blank else ()
    )


def misnamed(draft: Draft, office: Office, silent: Unit) -> Draft:
    """The file bears the name of another sender, who has sent nothing."""
    told = (
        f"tên tệp ghi mã của {silent.title}; nội dung là của {draft.sender.title}",
        f"named after {silent.title}; by its content it is of {draft.sender.title}",
    )
    name = office.file_name(silent, draft.day)
    return replace(draft, name=name, planted=(*draft.planted, Planted("file_name_other", told)))


def further_persons(draft: Draft, office: Office, _silent: Unit) -> Draft:
    """The first and the last unit name a second person, their other cells merged."""
    columns = [c for c in office.settings.campaign.row_columns if c.repeats]
    second = replace(office, seed=f"{office.seed}/second")
    rows = list(draft.rows)
    free = [n for n, row in enumerate(rows) if not row.kept]
    for n in free[:: max(1, len(free) - 1)] if columns else ():
        cells = {c.field: good(second.case(rows[n].unit, c, draft.day)) for c in columns}
        rows[n] = replace(rows[n], further=(cells,), kept=True)
    told = (
        "có đơn vị ghi người thứ hai ở dòng dưới, các ô khác gộp lại: đọc bình thường",
        "a second person on a line below, other cells merged: read as they are",
    )
    more = (*draft.remarks, told) if columns else draft.remarks
    return replace(draft, rows=tuple(rows), remarks=more)


def extra_column(draft: Draft, _office: Office, _silent: Unit) -> Draft:
    """The office has added a column of its own."""
    told = ("cột “Chi bộ” không có trong mẫu", "a column that the form does not have")
    return replace(draft, extra="Chi bộ", planted=(*draft.planted, Planted("column_extra", told)))


def hidden_row(draft: Draft, _office: Office, _silent: Unit) -> Draft:
    """One row was hidden and forgotten."""
    told = ("một dòng bị ẩn, vẫn được đọc", "a hidden row, read all the same")
    rows = (*draft.rows[:-1], replace(draft.rows[-1], hidden=True))
    planted = (*draft.planted, Planted("sheet_rows_hidden", told))
    return replace(draft, rows=rows, planted=planted)


def old_font(draft: Draft, office: Office, _silent: Unit) -> Draft:
    """One column is typed in .VnTime (TCVN3)."""
    columns = office.settings.campaign.row_columns
    named = next((c.field for c in columns if c.kind.name in ("person", "page name")), "")
    told = ("gõ bằng phông .VnTime (TCVN3)", "typed in .VnTime (TCVN3)")
    rows = []
    for row in draft.rows:
        text = row.cells.get(named)
        typed = legacy.in_tcvn3(text) if isinstance(text, str) else None
        if typed is None or typed == text:
            rows.append(row)
            continue
        planted = (*row.planted, Planted("text_legacy", told, named, typed))
        cells = {**row.cells, named: typed}
        rows.append(replace(row, cells=cells, planted=planted))
    return replace(draft, rows=tuple(rows), old_font=named)


def foreign_row(draft: Draft, office: Office, silent: Unit) -> Draft:
    """A unit of another sender has slipped in; it is held back."""
    unit = office.settings.registry.of_sender(silent.code)[-1]
    told = ("đơn vị của nơi khác lọt vào bảng, không tính", "a unit of another sender")
    columns = office.settings.campaign.row_columns
    cells = {c.field: good(office.case(unit, c, draft.day)) for c in columns}
    planted = (Planted("row_other_sender", told, "unit", unit.title),)
    return replace(draft, rows=(*draft.rows, Row(unit, cells, planted=planted, kept=True)))


def moved(draft: Draft, office: Office, _silent: Unit) -> Draft:
    """The rows stand in another order than in the form."""
    rows = people.shuffled(office.draw("moved"), draft.rows)
    told = ("các dòng không theo thứ tự của mẫu: đọc bình thường", "rows moved: read as they are")
    return replace(draft, rows=tuple(rows), remarks=(*draft.remarks, told))


TROUBLES: tuple[Trouble, ...] = (
    half_filled, misnamed, further_persons, extra_column, old_font, foreign_row, hidden_row,
)  # fmt: skip
