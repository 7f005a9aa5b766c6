"""The pictures of docs/pictures, rendered from the rehearsal inbox by LibreOffice.

Needs LibreOffice (soffice) and poppler (pdftoppm).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
AS_OF = "2021-12-20T17:00:00+07:00"
PAGES = {  # picture -> workbook, page
    "tong_quan": ("Tong_hop_20211220.xlsx", 1),
    "ty_le_hoan_thanh": ("Tong_hop_20211220.xlsx", 2),
    "bieu_mau": ("PL_TrangCongDong_478.xlsx", 2),
}


def main() -> None:
    """Write the workbooks to a temporary folder and one picture for each page wanted."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        inbox = ROOT / "examples" / "inbox"
        _run(sys.executable, "consolidate.py", "--inbox", inbox, "--outbox", made, "--as-of", AS_OF)
        _run(sys.executable, "consolidate.py", "template", "--district", "478", "--out", made)
        for picture, (workbook, page) in PAGES.items():
            pdf = _pdf(made / workbook, Path(folder))
            target = PICTURES / picture
            only = ("-f", page, "-l", page, "-singlefile")
            _run("pdftoppm", "-r", 80, "-png", *only, pdf, target)


def _pdf(workbook: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, workbook)
    return folder / f"{workbook.stem}.pdf"


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], cwd=ROOT, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
