"""The story of one workbook: what it is, its sheets, its table, its rows, its first sheet."""

from __future__ import annotations

from pathlib import PurePosixPath

from schema.campaign import Campaign
from schema.readings import Reading, Stamp, Trouble
from schema.units import Registry
from steps.read import sheets
from steps.read.answers import answers, is_own
from steps.read.form import general
from steps.read.grid import Grid, address
from steps.read.kind import Kind, Refused, sniff
from steps.read.leftovers import leftovers
from steps.read.lines import Lines, lines
from steps.read.look import looked
from steps.read.package import Package
from steps.read.stamp import stamp
from steps.read.table import Table, tables

SHOWN = 12  # addresses, or rows, that a notice names
ENDINGS = {"xlsx": (".xlsx",), "xlsm": (".xlsm",), "xlsb": (".xlsb",), "ods": (".ods",)}


def workbook(data: bytes, name: str, campaign: Campaign, registry: Registry) -> Reading:
    """Read one workbook as far as it can be read; a file that cannot be used says why.

    Never raises for what the bytes hold; the name serves only for a notice on its ending.
    """
    try:
        return _read(data, name, campaign, registry)
    except Refused as refusal:
        return Reading(rejected=refusal.trouble.code, troubles=(refusal.trouble,))


def _read(data: bytes, name: str, campaign: Campaign, registry: Registry) -> Reading:
    kind = sniff(data)
    package = Package(data, kind) if kind.zipped else None
    grids = sheets.grids(data, kind, package)
    mark = stamp(grids)
    if mark and mark.kind == "summary":
        raise Refused("file_summary")
    candidates = tables((g for g in grids if not is_own(g)), campaign, registry)
    table = _chosen(candidates, mark)
    if "unit" not in table.columns:
        raise Refused("column_unit_missing", sheet=table.grid.name)
    odd = [*_ending(kind, name), *_hidden(table.grid), *_others(table, candidates)]
    odd += table.troubles
    table = table._replace(grid=looked(table.grid, kind, package, odd))
    found = lines(table, campaign, registry)
    others = [g for g in grids if g.name != table.grid.name and not is_own(g)]
    form = general(others, campaign)
    if form is None:
        odd.append(Trouble("sheet_general_missing", details={"name": campaign.general_sheet}))
    else:
        form = form._replace(grid=looked(form.grid, kind, package, odd))
    return Reading(
        rows=found.rows,
        general=form.row() if form else None,
        stamp=mark,
        troubles=(*odd, *found.troubles, *_hidden_rows(table.grid, found), *_outside(table, found)),
        columns=tuple(table.columns),
        leftovers=leftovers(grids, table, form, found),
        answers=answers(grids),
    )


def _chosen(found: list[Table], mark: Stamp | None) -> Table:
    """The stamped data sheet, else the one that names most units of the registry."""
    for table in found:
        if mark and table.grid.name == mark.sheet:
            return table
    candidates = [table for table in found if not table.is_summary]
    if not candidates:
        raise Refused("file_summary" if found else "file_not_appendix")
    return max(candidates, key=lambda t: (t.named, len(t.columns), not t.grid.hidden))


def _others(table: Table, candidates: list[Table]) -> list[Trouble]:
    """A notice on each further sheet that lists units too: one sheet of a file is read."""
    return [
        Trouble("sheet_not_read", one.grid.name, details={"read": table.grid.name})
        for one in candidates
        if one is not table and one.named and not one.is_summary
    ]


def _ending(kind: Kind, name: str) -> list[Trouble]:
    ending = PurePosixPath(name).suffix
    if ending.lower() in ENDINGS.get(kind.name, (".xls",)):
        return []
    return [Trouble("file_ending", details={"ending": ending or name, "kind": f".{kind.name}"})]


def _hidden(grid: Grid) -> list[Trouble]:
    return [Trouble("sheet_hidden", sheet=grid.name)] if grid.hidden else []


def _outside(table: Table, found: Lines) -> list[Trouble]:
    """A notice on values that were taken as they are stored: nothing is fetched or calculated."""
    rows, columns = {row.number for row in found.rows}, set(table.columns.values())
    cells = [
        address(row, column)
        for row, column in sorted(table.grid.outside)
        if row in rows and column in columns
    ]
    if not cells:
        return []
    details = {"count": str(len(cells)), "cells": _some(cells)}
    return [Trouble("sheet_outside_values", sheet=table.grid.name, details=details)]


def _some(places: list[str]) -> str:
    return ", ".join(places[:SHOWN]) + (" …" if len(places) > SHOWN else "")


def _hidden_rows(grid: Grid, found: Lines) -> list[Trouble]:
    hidden = [str(row.number) for row in found.rows if row.number in grid.hidden_rows]
    if not hidden:
        return []
    details = {"count": str(len(hidden)), "rows": _some(hidden)}
    return [Trouble("sheet_rows_hidden", sheet=grid.name, details=details)]
