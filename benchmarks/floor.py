"""The floor: read the inbox with bare calamine, write given cells with bare xlsxwriter.

`python -m benchmarks.floor INBOX CELLS... FOLDER`; CELLS are what `kept` has stored of the
product's own outputs. Prints its own CPU seconds: start-up and loading CELLS do not count.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

Rows = list[list[Any]]
Books = dict[str, dict[str, Rows]]  # file name -> sheet -> rows


def kept(files: Iterable[Path], cells: Path) -> None:
    """Store the cells of these workbooks."""
    cells.write_bytes(pickle.dumps({path.name: read(path) for path in files}))


def read(path: Path) -> dict[str, Rows]:
    """Every cell of a workbook."""
    book = CalamineWorkbook.from_object(io.BytesIO(path.read_bytes()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def write(sheets: dict[str, Rows], path: Path) -> None:
    """Write cells as they are, without any look."""
    with Workbook(path, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)


def main(inbox: Path, cells: list[Path], target: Path) -> None:
    """Read everything, write everything, and say what it cost."""
    books: Books = {}
    for path in cells:
        books |= pickle.loads(path.read_bytes())
    target.mkdir(parents=True, exist_ok=True)
    began = process_time()
    for path in sorted(inbox.iterdir()):
        read(path)
    for name, sheets in books.items():
        write(sheets, target / name)
    print(process_time() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:-1]], Path(sys.argv[-1]))
