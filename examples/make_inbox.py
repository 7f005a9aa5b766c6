"""Make the rehearsal inbox `examples/inbox/` from the drawings: `python examples/make_inbox.py`.

The same bytes on every run. Needs the development requirements (xlwt, msoffcrypto-tool).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, it must still find its neighbours

from examples import forms, grid, workbooks  # noqa: E402
from examples.drawn import Drawing, drawings  # noqa: E402
from examples.grid import Grid  # noqa: E402

COPIED = "PL_TrangCongDong_476_20211215.xlsx"


def inbox() -> Iterator[tuple[str, bytes]]:
    """Every file of the rehearsal inbox: its path and its bytes."""
    made = {drawing.file: workbook(drawing) for drawing in drawings()}
    yield from made.items()
    yield "Phong Dien - gui lai 16.12.xlsx", made[COPIED]
    yield "Danh sách thiết bị 2021.xlsx", workbooks.xlsx((equipment(),))
    yield "Phu luc (1).xlsx", b""  # a download that broke off
    yield "~$PL_TrangCongDong_478_20211220.xlsx", owner_file("Van thu")


def workbook(drawing: Drawing) -> bytes:
    """One drawing as a file."""
    if drawing.layout == "form":
        return forms.filled(drawing)
    sheets = grid.sheets(drawing)
    if drawing.layout == "xls":
        return workbooks.xls(sheets)
    package = workbooks.xlsx(sheets)
    return workbooks.locked(package, drawing.password) if drawing.password else package


def equipment() -> Grid:
    """Quite another list, put into the inbox by mistake."""
    sheet = Grid("Thiết bị", bold={0, 2})
    sheet.put(0, 0, "DANH SÁCH THIẾT BỊ VĂN PHÒNG NĂM 2021")
    things = (("Máy tính để bàn", 6), ("Máy in", 3), ("Máy chiếu", 1), ("Bàn họp", 2))
    for col, head in enumerate(("TT", "Tên thiết bị", "Số lượng", "Ghi chú")):
        sheet.put(2, col, head)
    for row, (name, count) in enumerate(things, start=1):
        sheet.put(row + 2, 0, row)
        sheet.put(row + 2, 1, name)
        sheet.put(row + 2, 2, count)
    return sheet


def owner_file(user: str) -> bytes:
    """What Excel leaves beside a workbook while it is open: the user's name, twice."""
    narrow = bytes([len(user)]) + user.encode("ascii").ljust(54)
    wide = len(user).to_bytes(2, "little") + user.ljust(54).encode("utf-16-le")
    return narrow + wide


def write(folder: Path) -> list[Path]:
    """Write the rehearsal inbox into a folder; return the paths written."""
    paths = []
    for name, content in inbox():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write(HERE / "inbox"):
        sys.stdout.write(f"{written.relative_to(HERE.parent)}\n")
