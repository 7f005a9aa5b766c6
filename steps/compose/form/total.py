"""Below the lines: the total row and the signature block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schema.columns import Column
from schema.documents import Area, Shown
from schema.settings import Settings
from steps.compose import look
from steps.compose.form import entry
from steps.compose.form.plan import Frame

_TOTAL = look.TOTAL_CENTER._replace(number="#,##0")
_OPEN = look.SIGNER._replace(locked=False)
_OPEN_PLACE = look.PLACE._replace(locked=False)
_SPACE = 3  # rows left for the signature


def put_total(
    draft: look.Draft, frame: Frame, body: Area, lines: Sequence[Mapping[str, Shown]]
) -> None:
    """Put `Tổng cộng`: what each column says, counted or summed by the form itself."""
    row = body.bottom
    none = next((column.kind.none for column in frame.columns if column.kind.none), "")
    draft.merge(row, 0, row, 1, "Tổng cộng", look.TOTAL_CENTER)
    for col, column in enumerate(frame.columns[1:], 2):
        first = look.address(body.top, col)
        cells = f"OFFSET({first},0,0,ROW()-ROW({first}),1)"  # also a line inserted just above
        said = [value for line in lines if (value := line.get(column.field)) is not None]
        formula, shown = _count(column, cells, said, none)
        draft.put(row, col, shown, _TOTAL, formula=formula)
    draft.heights[row] = 32


def _count(column: Column, cells: str, said: Sequence[Shown], none: str) -> tuple[str, Shown]:
    """The formula of one column's total and what it comes to; "" = no total.

    `none` is the answer that there is nothing yet: it does not count.
    """
    kind = column.kind
    if entry.is_count(kind):
        return f"=SUM({cells})", sum(value for value in said if isinstance(value, int | float))
    if kind.choices:
        first = kind.choices[0]
        return f'="{first}: "&COUNTIF({cells},"{first}")', f"{first}: {said.count(first)}"
    if column.must and not entry.is_date(kind):
        blank = f'-COUNTIF({cells},"{none}")' if none else ""
        return f"=COUNTA({cells}){blank}", len(said) - (said.count(none) if none else 0)
    return "", None


def put_signature(draft: look.Draft, settings: Settings, frame: Frame, row: int) -> int:
    """Put who drew up and who signs the form; return the last row of the block."""
    letter, last = settings.letter, frame.expected - 1
    middle = max(2, last - 5)
    when = f"{look.DOTS}{look.DOTS}, {look.long_date(None, settings.deadline.year)}"
    right = ((when, _OPEN_PLACE), *((line, _OPEN) for line in letter.signer))
    left = (None, "NGƯỜI LẬP BIỂU", *[None] * (len(right) - 2))
    for offset, (here, (there, style)) in enumerate(zip(left, right, strict=True)):
        draft.merge(row + offset, 1, row + offset, 3, here, _OPEN)
        draft.merge(row + offset, middle, row + offset, last, there, style)
        draft.heights[row + offset] = 20
    names = row + len(right) + _SPACE
    draft.merge(names, 1, names, 3, None, _OPEN)
    draft.merge(names, middle, names, last, None, _OPEN)
    return names
