"""Grouping: alike findings become one line where people read, and nowhere else."""

import pytest

from schema.grouping import grouped
from schema.records import Finding


def finding(cell: str | None, file: str = "a.xlsx", code: str = "cell_required") -> Finding:
    return Finding(code, file, "S", cell, field="plan", details={"label": "Kế hoạch"})


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ("", []),
        ("A1", [1]),
        ("A1 A2 A3 A4", [1, 1, 1, 1]),
        ("A1 A2 A3 A4 A5", [5]),
        ("A1 A2 A3 A4 A5 A6", [6]),
        ("A1 A1 A1 A1 A1", [1, 1, 1, 1, 1]),
    ],
)
def test_from_five_cells_on(cells: str, counts: list[int]) -> None:
    groups = grouped(finding(cell) for cell in cells.split())
    assert [group.count for group in groups] == counts
    assert sorted(c for group in groups for c in group.cells) == sorted(cells.split())


def test_files_and_codes_stay_apart_and_order_stays() -> None:
    five = [finding(f"A{n}") for n in range(1, 6)]
    other = finding("A1", "b.xlsx")
    groups = grouped([other, five[0], finding("B1", code="cell_error"), *five[1:]])
    assert [(g.finding.file, g.finding.code, g.count) for g in groups] == [
        ("b.xlsx", "cell_required", 1),
        ("a.xlsx", "cell_required", 5),
        ("a.xlsx", "cell_error", 1),
    ]


def test_sheets_stay_apart() -> None:
    found = [finding(f"A{n}") for n in range(1, 6)]
    groups = grouped([finding("A1")._replace(sheet="T"), *found])
    assert [(g.finding.sheet, g.count) for g in groups] == [("T", 1), ("S", 5)]


def test_one_sentence_for_all_cells() -> None:
    (group,) = grouped(finding(f"A{n}") for n in range(1, 6))
    said = group.message("vi")
    assert said.startswith("5 ô cùng lỗi: Còn để trống ô “Kế hoạch”.")
    assert said.endswith("Các ô: A1, A2, A3, A4, A5.")
    assert group.message("en").startswith("5 cells alike: ")


def test_an_example_where_sentences_differ() -> None:
    findings = [
        Finding("row_other_sender", "a.xlsx", "S", f"A{n}", field="unit",
                details={"owner": f"Huyện {n}"})
        for n in range(1, 6)
    ]  # fmt: skip
    (group,) = grouped(findings)
    assert "Ví dụ ô A1: Đơn vị này thuộc Huyện 1" in group.message("vi")
