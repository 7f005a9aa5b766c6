"""`check`: judge single workbooks and print what is to be corrected; for a district's own use."""

from __future__ import annotations

from typing import Any

import click

from commands import options
from commands.language import told


@options.command(
    "Kiểm tra từng tệp và in ra những chỗ phải sửa; không ghi gì.",
    "Check single files; nothing is written.",
)
@click.argument(
    "files", nargs=-1, required=True, metavar=told("TỆP...", "FILES..."), type=options.ExistingFile
)
@options.form
@options.as_of
@options.lang
@click.pass_context
def check(ctx: click.Context, /, **given: Any) -> None:
    """Judge single files."""
    from commands import judging  # noqa: PLC0415
    from commands.story import collected  # noqa: PLC0415
    from schema.findings import is_error  # noqa: PLC0415
    from steps import show  # noqa: PLC0415
    from steps.ledger import Results  # noqa: PLC0415
    from steps.read.pool import Limits  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    screen = show.Screen(settings, given["lang"])
    wrong = False
    files = (f for path in given["files"] for f in collected(path.parent, as_of, path))
    with Results.none() as nothing:
        for judged in judging.returns(files, judging.Orders(settings, as_of), nothing, Limits()):
            screen.file(judged)
            found = [*judged.findings, *(f for row in judged.rows for f in row.findings)]
            wrong = wrong or any(is_error(finding.code) for finding in found)
    ctx.exit(options.TO_CORRECT if wrong else 0)
