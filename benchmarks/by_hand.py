"""What a user would write instead of the product: nothing is checked, no version is chosen.

`python by_hand.py INBOX SUMMARY.xlsx ENGINE`, ENGINE openpyxl or calamine (which leaves the writing
to xlsxwriter, as pandas does by itself).
"""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

COLUMNS = (
    *("number", "unit", "page_name", "page_url", "leader_name", "leader_phone", "leader_email"),
    *("operator_name", "operator_phone", "operator_email", "status", "established_on", "plan"),
    *("party_report", "followers", "posts", "remarks", "note"),
)


def consolidate(inbox: str, summary: str, engine: Any) -> None:
    """Put all rows of all workbooks below each other and count the pages of each district."""
    frames = []
    for path in sorted(Path(inbox).glob("*.xlsx")):
        frame = pd.read_excel(
            path,
            sheet_name="2. Danh sách Trang",
            header=None,
            names=list(COLUMNS),
            usecols=range(len(COLUMNS)),
            skiprows=10,
            dtype=object,
            engine=engine,
        )
        frame["file"] = path.stem
        frames.append(frame[frame["unit"].notna() & frame["status"].notna()])
    pages = pd.concat(frames)
    done = pages.assign(done=pages["status"] == "Đã thành lập")
    rates = done.groupby("file")["done"].agg(["sum", "size", "mean"])
    with pd.ExcelWriter(summary, engine=engine if engine == "openpyxl" else "xlsxwriter") as book:
        rates.to_excel(book, sheet_name="Tỷ lệ hoàn thành")
        pages.to_excel(book, sheet_name="Danh sách Trang", index=False)


if __name__ == "__main__":
    consolidate(*sys.argv[1:])
