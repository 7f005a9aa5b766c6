"""A described sheet as a test looks at it."""

from schema.documents import Area, Cell, Merge, Sheet


def cells(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """Every single cell by (row, column), those of the list's rows too."""
    single = {
        (at, col): cell
        for at, row in enumerate(sheet.rows, sheet.rows.first)
        for col, cell in enumerate(row.cells[:-1] if row.over > 1 else row.cells)
    }
    return {**sheet.cells, **single}


def merges(sheet: Sheet) -> list[Merge]:
    """Every merged block, those of the list's rows too."""
    bands = [
        Merge(Area(at, len(row.cells) - 1, at, len(row.cells) + row.over - 2), row.cells[-1])
        for at, row in enumerate(sheet.rows, sheet.rows.first)
        if row.over > 1
    ]
    return [*sheet.merges, *bands]
