"""Three days of an office, and every kind of workbook that comes of them.

On the first day part of the rehearsal inbox is there, on the second all of it; after the deadline
the figures are sealed, and on the third day the silent district's return comes late.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a script, it must still find its neighbours

from examples import forms  # noqa: E402
from examples.drawn import Drawing  # noqa: E402

INBOX = HERE / "inbox"
FIRST, SECOND, SEALED, THIRD = (
    f"2021-12-{moment}:00+07:00" for moment in ("17T17:00", "20T17:00", "21T08:00", "22T17:00")
)
EARLY = ("*_474_*", "*_476_*", "*_477_*", "*_482_20211215*")  # the first day's files
LATE = Drawing(
    "PL_TrangCongDong_483_20211222.xlsx", "483", "form", date(2021, 12, 22), complete=True
)


def workbooks(folder: Path) -> list[Path]:
    """Let the days pass in a folder; return every kind of workbook, named after what it is."""
    inbox, outbox = folder / "inbox", folder / "outbox"
    inbox.mkdir()
    _run("template", "--out", folder)
    _run("template", "--district", "478", "--out", folder)
    for path in (path for pattern in EARLY for path in INBOX.glob(pattern)):
        shutil.copy(path, inbox)
    _run("run", *_where(inbox, outbox, FIRST))
    shutil.copytree(INBOX, inbox, dirs_exist_ok=True)
    _run("run", *_where(inbox, outbox, SECOND))
    second = shutil.copytree(outbox, folder / "second")
    _run("seal", *_where(inbox, outbox, SEALED))
    (inbox / LATE.file).write_bytes(forms.filled(LATE))
    _run("run", *_where(inbox, outbox, THIRD))
    found = {
        "template": folder / "appendix_template.xlsx",
        "form": folder / "PL_TrangCongDong_478.xlsx",
        "summary": second / "Tong_hop_20211220.xlsx",
        **{f"returned_{code}": _returned(second, code) for code in ("474", "476", "479")},
        "sealed": outbox / "Tong_hop_20211220_da_chot.xlsx",
        "summary_after_sealing": outbox / "Tong_hop_20211220.xlsx",
    }
    return [Path(shutil.copy(path, folder / f"{name}.xlsx")) for name, path in found.items()]


def _where(inbox: Path, outbox: Path, moment: str) -> tuple[object, ...]:
    return "--inbox", inbox, "--outbox", outbox, "--as-of", moment


def _returned(outbox: Path, sender: str) -> Path:
    (path,) = outbox.glob(f"phan_hoi/{sender}_*.xlsx")
    return path


def _run(*words: object) -> None:
    command = [sys.executable, "consolidate.py", *map(str, words)]
    subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True)  # noqa: S603
