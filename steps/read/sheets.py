"""Every sheet of a workbook as a grid: by calamine, an old .xls by xlrd.

calamine loops for ever on a half-copied .xls, xlrd does not.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from schema.readings import Value
from steps.read.grid import Area, Grid, sheet, tidy
from steps.read.kind import Kind, Refused
from steps.read.package import Package


def grids(data: bytes, kind: Kind, package: Package | None) -> list[Grid]:
    """The sheets in the workbook's order, hidden ones too.

    Raises:
        Refused: the reader cannot read the workbook.
    """
    if package is None:
        from steps.read import biff  # noqa: PLC0415 - xlrd only where it is needed

        return biff.grids(data)
    try:
        return _by_calamine(data)
    except BaseException as fault:  # its PanicException is no Exception
        if kind.open_xml and type(fault) is CalamineError:  # over #SPILL!, or an odd dimension
            return _again(package)
        raise _refusal(fault) from None


def _again(package: Package) -> list[Grid]:
    try:
        return _by_calamine(package.mended())
    except BaseException as fault:
        raise _refusal(fault) from None


def _refusal(fault: BaseException) -> BaseException:
    if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
        return fault
    if isinstance(fault, MemoryError):
        return Refused("file_unpacks_huge")
    return Refused("file_password" if isinstance(fault, PasswordError) else "file_damaged")


def _by_calamine(data: bytes) -> list[Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        page = book.get_sheet_by_name(meta.name)
        merges = [
            Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
            for first, last in page.merged_cell_ranges or ()
        ]
        hidden = [meta.name] if meta.visible != SheetVisibleEnum.Visible else []
        left = page.start[1] + 1 if page.start else 1
        found.append(sheet(meta.name, _rows(page.iter_rows(), left), merges, hidden))
    return found


def _rows(rows: Iterable[Sequence[object]], left: int) -> Iterator[tuple[int, dict[int, Value]]]:
    """Rows counted from 1: calamine gives the sheet's first row first, but `left` columns in."""
    for number, cells in enumerate(rows, start=1):
        yield (
            number,
            {
                column: value
                for column, cell in enumerate(cells, left)
                if cell != "" and (value := tidy(cell)) is not None
            },
        )
