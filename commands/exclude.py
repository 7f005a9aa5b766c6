"""`exclude`: set a file aside with a reason, or take it back; it stays listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands import options


@click.command()
@click.argument("file")
@click.option("--why", default=None, help="Lý do để riêng tệp này.")
@click.option("--back", is_flag=True, help="Tính lại tệp đã để riêng.")
@options.inbox
@options.outbox
@options.campaign
@options.period
@options.as_of
def exclude(**given: Any) -> None:
    """Để riêng một tệp (không tính, vẫn liệt kê), hoặc tính lại bằng --back.

    FILE là tên tệp như trong bảng “Tệp đã nhận”, ví dụ PL_TrangCongDong_474.xlsx.
    """
    from commands import story  # noqa: PLC0415
    from steps import collect  # noqa: PLC0415

    if bool(given["why"]) == given["back"]:
        raise click.UsageError("Cần đúng một trong hai: --why “lý do”, hoặc --back.")
    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    inbox = story.inbox_of(settings, given["inbox"])
    digests = {sent.path: sent.sha256 for sent, _ in collect.submissions(inbox, as_of)}
    file = _listed(given["file"], inbox)
    if file not in digests:
        raise click.UsageError(f"Trong inbox không có tệp “{file}”.")
    path = story.ledger_path(settings, given["outbox"])
    with story.memory(settings, given["inbox"], path, as_of) as ledger:
        ledger.exclude(digests[file], given["why"] or "")
    click.echo(f"{'Tính lại' if given['back'] else 'Đã để riêng'}: {file}")


def _listed(named: str, inbox: Path) -> str:
    """The name as it is listed; a path into the inbox, as a shell completes it, is shortened."""
    path, root = Path(named).resolve(), inbox.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else named
