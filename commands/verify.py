"""`verify`: whether a summary is the one that the ledger knows, sealed or of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options

if TYPE_CHECKING:
    from steps.ledger import Ledger


@click.command()
@click.argument("files", nargs=-1, type=options.ExistingFile)
@options.inbox
@options.outbox
@options.campaign
@options.period
@options.as_of
@click.pass_context
def verify(ctx: click.Context, /, **given: Any) -> None:
    """Đối chiếu biểu tổng hợp với sổ cái; không nêu tệp thì đối chiếu các tệp trong outbox."""
    from commands import story  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    outbox: Path = given["outbox"]
    usual = (outbox / settings.summary_name, outbox / settings.sealed_name)
    files = given["files"] or [path for path in usual if path.exists()]
    if not files:
        raise click.UsageError("Không có biểu tổng hợp nào để đối chiếu.")
    path = story.ledger_path(settings, outbox)
    with story.recollection(settings, given["inbox"], path) as ledger:
        verdicts = [(file, _known(file, ledger)) for file in files]
        sound = ledger.sound()
    for file, known in verdicts:
        click.echo(f"{'✓' if known else '✗'} {file.name}: {known or STRANGE}")
    if not sound:
        click.echo("✗ Bản chốt trong sổ cái không khớp với mã băm của chính nó.")
    ctx.exit(0 if sound and all(known for _, known in verdicts) else options.TO_CORRECT)


STRANGE = "không phải tệp do sổ cái này ghi ra, hoặc đã bị sửa sau khi ghi."


def _known(file: Path, ledger: Ledger) -> str:
    """What the ledger says of a file's bytes; "" = nothing."""
    from steps import write  # noqa: PLC0415

    digest = write.digest(file.read_bytes())
    seal, run = ledger.sealed(), ledger.written(digest)
    if seal and seal.copy_sha256 == digest:
        return f"đúng là bản chốt lúc {seal.at:%H:%M ngày %d/%m/%Y}."
    return f"đúng là kết quả của lần chạy lúc {run:%H:%M:%S ngày %d/%m/%Y}." if run else ""
