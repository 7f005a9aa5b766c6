"""The pictures of docs/pictures and the recorded page counts: `python examples/make_pictures.py`.

Needs LibreOffice (soffice) and the development requirements. Says what a reader could not read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a script, it must still find its neighbours

from examples import office, proofreading, rendering  # noqa: E402

PICTURES = HERE.parent / "docs" / "pictures"
COUNTS = HERE / "expected" / "pages.txt"
SHOWN = {  # picture -> workbook, sheet, page of the sheet
    "tong_quan": ("summary", "Tổng quan", 1),
    "ty_le_hoan_thanh": ("summary", "Tỷ lệ hoàn thành", 1),
    "goi_dien": ("summary", "Gọi điện", 1),
    "can_sua": ("returned_474", "Cần sửa", 1),
    "bieu_mau": ("form", "2. Danh sách Trang", 1),
}
Printed = Mapping[str, Sequence[rendering.Page]]  # the pages of each sheet


def main() -> None:
    """Print every workbook; write the counts and the pictures; list the faults."""
    with tempfile.TemporaryDirectory() as folder:
        workbooks = office.workbooks(Path(folder))
        pdfs = rendering.pdfs(workbooks, Path(folder))
        printed = {pdf.stem: rendering.pages(pdf) for pdf in pdfs}
        COUNTS.write_text(counts(printed), encoding="utf-8")
        for name, (book, sheet, page) in SHOWN.items():
            number = printed[book][sheet][page - 1].number
            rendering.picture(Path(folder, f"{book}.pdf"), number, PICTURES / f"{name}.png")
        for path in workbooks:
            for fault in proofreading.faults(path, printed[path.stem]):
                sys.stdout.write(f"{path.name}: {fault}\n")


def counts(printed: Mapping[str, Printed]) -> str:
    """How many pages each sheet of each workbook takes, a line each."""
    lines = (
        f"{book} · {sheet} · {len(pages)}\n"
        for book, sheets in printed.items()
        for sheet, pages in sheets.items()
    )
    return "".join(lines)


if __name__ == "__main__":
    main()
