"""`verify`: whether a summary or a receipt says what the ledger knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
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
    """Đối chiếu biểu tổng hợp, phiếu tiếp nhận với sổ cái; không nêu tệp thì xét cả outbox."""
    from commands import story  # noqa: PLC0415
    from schema import returned  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    outbox: Path = given["outbox"]
    usual = (outbox / settings.summary_name, outbox / settings.sealed_name)
    receipts = sorted((outbox / returned.FOLDER).glob("*.xlsx"))
    files = given["files"] or [path for path in (*usual, *receipts) if path.exists()]
    if not files:
        raise click.UsageError("Không có tệp nào để đối chiếu.")
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
    """What the ledger says of a summary's bytes or a receipt's lines; "" = nothing."""
    from steps import read, write  # noqa: PLC0415

    data = file.read_bytes()
    digest = write.digest(data)
    seal, run = ledger.sealed(), ledger.written(digest)
    if seal and seal.copy_sha256 == digest:
        return f"đúng là bản chốt lúc {seal.at:%H:%M ngày %d/%m/%Y}."
    if run:
        return f"đúng là kết quả của lần chạy lúc {run:%H:%M:%S ngày %d/%m/%Y}."
    listed = read.receipt(data)
    agreed = [code for code, at in listed.items() if at and _agrees(at, ledger.receipts(code))]
    return f"phiếu tiếp nhận khớp với sổ cái ({len(agreed)} tệp)." if same(agreed, listed) else ""


def same(agreed: list[str], listed: Mapping[str, object]) -> bool:
    """Whether every file of a receipt agrees; a receipt without a file proves nothing."""
    return 0 < len(agreed) == len(listed)


def _agrees(told: datetime, known: list[datetime]) -> bool:
    """Whether an instant is one of those known, to the second that Excel keeps."""
    return any(abs(told - at) <= timedelta(seconds=1) for at in known)
