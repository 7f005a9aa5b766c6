"""`rehearse`: a fresh set of realistic bad files to practise on, with the answers beside it."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.settings import Settings

INBOX, OUTBOX = "inbox", "outbox"
FIXED = 2021


@options.command(
    """Tạo bộ tệp diễn tập có đủ lỗi thường gặp, kèm đáp án.

    THƯ_MỤC phải mới hoặc còn trống. Người, số và địa chỉ trong tệp đều bịa.
    """,
    """Write files to practise on, with every usual fault.

    What was planted stands in DAP_AN.txt. DIR must be new or empty. All people, numbers and
    addresses in the files are invented.
    """,
)
@click.argument("folder", metavar=told("THƯ_MỤC", "DIR"), type=options.Folder)
@click.option(
    "--seed",
    type=int,
    default=FIXED,
    show_default=True,
    metavar=told("SỐ", "NUMBER"),
    help=told("Số chọn bộ tệp: cùng số, cùng tệp.", "The same number, the same files."),
)
@options.form
@options.lang
def rehearse(**given: Any) -> None:
    """Write a rehearsal inbox and its answer key."""
    from schema.words import say  # noqa: PLC0415
    from steps import write  # noqa: PLC0415
    from steps.compose import rehearsal  # noqa: PLC0415

    folder, lang = given["folder"], given["lang"]
    settings = options.settings(given["campaign"], given["period"])
    with writing.into(folder):
        if any(folder.iterdir()):
            raise click.UsageError(say(lang, "rehearse_full", place=folder))
        files, silent = rehearsal.parcel(settings, given["seed"])
        (folder / INBOX).mkdir()
        for file in files:
            path, content = folder / INBOX / file.name, file.content
            data = content if isinstance(content, bytes) else write.packed(content)
            write.put(path, data, settings.due)
        command = line(settings, folder, given["campaign"])
        write.text(folder / rehearsal.ANSWERS, rehearsal.answers(files, silent, command, lang))
    click.echo(say(lang, "rehearsed", count=len(files), place=folder / INBOX))
    click.echo(say(lang, "rehearse_answers", place=folder / rehearsal.ANSWERS))
    click.echo(say(lang, "rehearse_next", command=command))


def line(settings: Settings, folder: Path, campaign: Path) -> str:
    """The command that runs the rehearsal, on the afternoon of the deadline."""
    from schema.settings import HANOI  # noqa: PLC0415

    moment = datetime.combine(settings.deadline, time(17), HANOI)
    told = [f'--inbox "{folder / INBOX}"', f'--outbox "{folder / OUTBOX}"']
    if campaign != options.HERE / "campaign.toml":
        told.append(f'--campaign "{campaign}"')
    told += [f"--period {settings.period}", f"--as-of {moment.isoformat()}"]
    return " ".join(("python consolidate.py", *told))
