"""One source of truth: a model with one more column yields it everywhere, with no step changed."""

import io
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Annotated

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from commands.ledgers import scope_of
from commands.story import consolidate
from province import AS_OF
from schema.cells.plain import COUNT
from schema.columns import Cell, Column
from schema.community_page import CAMPAIGN, PageRow
from schema.settings import Settings
from steps import read, write
from steps.compose import form, reference, summary
from steps.ledger import Ledger
from steps.show import Screen

LABEL = "Số lượt chia sẻ"


class PageRowWithShares(PageRow):
    shares: Annotated[Cell, Column(LABEL, COUNT, hint="Số nguyên.")] = None


@pytest.fixture
def wider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a campaign whose rows have one more column."""
    module = ModuleType("schema.with_shares")
    module.CAMPAIGN = replace(CAMPAIGN, rows=PageRowWithShares)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "schema.with_shares", module)
    return settings.model_copy(update={"form": "with_shares"})


def place_of(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Row and column of the cell that shows this text."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next((cell.row, cell.column) for cell in cells if cell.value == text)


def filled(settings: Settings, shares: int | str) -> bytes:
    """The pre-filled form of Phú Vang with one commune's shares typed into the new column."""
    sender = settings.registry.by_code["478"]
    book = openpyxl.load_workbook(io.BytesIO(write.packed(form.prefilled(settings, sender))))
    sheet = book[settings.campaign.data_sheet]
    row, column = place_of(sheet, "Xã Phú An")[0], place_of(sheet, LABEL)[1]
    sheet.cell(row, column, shares)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_template_has_the_column_and_the_reader_reads_it(wider: Settings) -> None:
    reading = read.workbook(filled(wider, 77), "x.xlsx", wider.campaign, wider.registry)
    assert "shares" in reading.columns
    (typed,) = [row for row in reading.rows if row.values.get("shares") is not None]
    assert (typed.values["unit"], typed.values["shares"]) == ("Xã Phú An", 77)


@pytest.mark.parametrize(("typed", "faults"), [(77, 0), ("nhiều", 1)])
def test_the_summary_lists_it(
    wider: Settings, tmp_path: Path, typed: int | str, faults: int
) -> None:
    (tmp_path / "x.xlsx").write_bytes(filled(wider, typed))
    with Ledger.forgetful(tmp_path / "none", scope_of(wider, tmp_path)) as ledger:
        told = consolidate(wider, tmp_path, AS_OF, ledger, Screen(wider, "vi"))
    book = openpyxl.load_workbook(io.BytesIO(write.packed(summary.book(told, wider))))
    sheet = book[wider.campaign.list_sheet]
    column = place_of(sheet, LABEL)[1]
    assert typed in [sheet.cell(row, column).value for row in range(1, sheet.max_row + 1)]
    assert len([f for f in told.findings if f.field == "shares"]) == faults


def test_the_docs_and_the_cells_of_the_form_follow(wider: Settings) -> None:
    assert f"| shares | {LABEL} | count |" in reference.columns_page(wider.campaign)
    sheet = openpyxl.load_workbook(io.BytesIO(filled(wider, 1)))[wider.campaign.data_sheet]
    row, column = place_of(sheet, "Xã Phú An")[0], place_of(sheet, LABEL)[1]
    assert sheet.cell(row, column).number_format == "#,##0"
