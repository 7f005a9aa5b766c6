"""`exclude`: set a file aside with a reason, or take it back; it stays listed."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import click

from commands import ledgers, options
from commands.language import told


@options.command(
    """Để riêng một tệp (không tính), hoặc tính lại bằng --back.

    Tệp để riêng vẫn được liệt kê. TỆP là tên như trong bảng “Tệp đã nhận”, ví dụ
    PL_474.xlsx.
    """,
    """Set a file aside (not counted), or take it back with --back.

    It is still listed. FILE is its name as in the table “Files received”:
    PL_474.xlsx.
    """,
)
@click.argument("file", metavar=told("TỆP", "FILE"))
@click.option(
    "--why",
    default=None,
    metavar=told("LÝ DO", "REASON"),
    help=told("Lý do để riêng tệp này.", "Why the file is set aside."),
)
@click.option(
    "--back", is_flag=True, help=told("Tính lại tệp đã để riêng.", "Count the file again.")
)
@options.job
def exclude(**given: Any) -> None:
    """Set a file aside, or take it back."""
    from commands import story  # noqa: PLC0415
    from steps.ledger import Exclusions  # noqa: PLC0415

    if bool(given["why"]) == given["back"]:
        raise click.UsageError(
            told(
                "Cần đúng một trong hai: --why “lý do”, hoặc --back.",
                "Give either --why “reason” or --back.",
            )
        )
    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    inbox = story.inbox_of(settings, given["inbox"])
    digests = {sent.path: sent.sha256 for sent, _ in story.collected(inbox, as_of)}
    file = unicodedata.normalize("NFC", _listed(given["file"], inbox))
    if file not in digests:
        raise click.UsageError(
            told("Trong inbox không có tệp “{}”.", "The inbox has no file “{}”.").format(file)
        )
    path = ledgers.ledger_path(settings, given["outbox"])
    with ledgers.memory(settings, given["inbox"], path, as_of) as ledger:
        Exclusions(ledger).put(digests[file], given["why"] or "")
    done = told("Tính lại", "Counted again") if given["back"] else told("Đã để riêng", "Set aside")
    click.echo(f"{done}: {file}")


def _listed(named: str, inbox: Path) -> str:
    """The name as it is listed; a path into the inbox, as a shell completes it, is shortened."""
    path, root = Path(named).resolve(), inbox.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else named
