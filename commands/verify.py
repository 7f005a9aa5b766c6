"""`verify`: whether a summary or a receipt says what the ledger knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options
from commands.language import told

if TYPE_CHECKING:
    from steps.ledger import Ledger


@options.command(
    """Đối chiếu biểu tổng hợp, phiếu tiếp nhận với sổ cái.

    Không nêu tệp thì xét cả outbox.
    """,
    """Compare summaries and receipts with the ledger.

    Without a file, those of the outbox.
    """,
)
@click.argument(
    "files", nargs=-1, metavar=told("[TỆP]...", "[FILES]..."), type=options.ExistingFile
)
@options.job
@click.pass_context
def verify(ctx: click.Context, /, **given: Any) -> None:
    """Compare files with the ledger."""
    from schema import returned  # noqa: PLC0415
    from steps.ledger import Seals  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    outbox: Path = given["outbox"]
    usual = (outbox / settings.summary_name, outbox / settings.sealed_name)
    receipts = sorted((outbox / returned.FOLDER).glob("[0-9]*.xlsx"))  # no owner file of Excel's
    files = given["files"] or [path for path in (*usual, *receipts) if path.is_file()]
    if not files:
        raise click.UsageError(
            told("Không có tệp nào để đối chiếu.", "There is no file to compare.")
        )
    path = ledgers.ledger_path(settings, outbox)
    with ledgers.recollection(settings, given["inbox"], path) as ledger:
        verdicts = [(file, _known(file, ledger)) for file in files]
        strange = {file: _strange(file, ledger) for file, known in verdicts if not known}
        sound = Seals(ledger).is_sound()
    for file, known in verdicts:
        click.echo(f"{'✓' if known else '✗'} {file.name}: {known or strange[file]}")
    if not sound:
        click.echo(f"✗ {UNSOUND}")
    ctx.exit(0 if sound and all(known for _, known in verdicts) else options.TO_CORRECT)


STRANGE = told(
    "không phải tệp do sổ cái này ghi ra, hoặc đã bị sửa sau khi ghi.",
    "not written by this ledger, or changed since.",
)
OTHER = told(
    "thuộc một lần chạy khác (đợt {campaign}, kỳ {period}, inbox {inbox}); đối chiếu với "
    "--campaign, --period, --inbox của lần đó.",
    "of another run (campaign {campaign}, period {period}, inbox {inbox}); compare with its "
    "--campaign, --period and --inbox.",
)
UNSOUND = told(
    "Bản chốt trong sổ cái không khớp với mã băm của chính nó.",
    "The ledger's sealed copy does not match its own hash.",
)
SEALED = told(
    "đúng là bản chốt lúc {:%H:%M ngày %d/%m/%Y}.", "this is the copy sealed at {:%H:%M, %d/%m/%Y}."
)
RESULT = told(
    "đúng là kết quả của lần chạy lúc {:%H:%M:%S ngày %d/%m/%Y}.",
    "this is the result of the run at {:%H:%M:%S, %d/%m/%Y}.",
)
RECEIPT = told(
    "phiếu tiếp nhận khớp với sổ cái ({} tệp).", "the receipt agrees with the ledger ({} files)."
)


def _known(file: Path, ledger: Ledger) -> str:
    """What the ledger says of a summary's bytes or a receipt's lines; "" = nothing."""
    from steps import read, write  # noqa: PLC0415
    from steps.ledger import Receipts, Seals  # noqa: PLC0415

    data = file.read_bytes()
    digest = write.digest(data)
    seal, run = Seals(ledger).sealed(), ledger.written(digest)
    if seal and seal.copy_sha256 == digest:
        return SEALED.format(seal.at)
    if run:
        return RESULT.format(run)
    listed = read.receipt(data)
    known = Receipts(ledger)
    agreed = [code for code, at in listed.items() if at and _agrees(at, known.of(code))]
    return RECEIPT.format(len(agreed)) if same(agreed, listed) else ""


def _strange(file: Path, ledger: Ledger) -> str:
    """What is said of a file that no run of this inbox and period wrote."""
    for scope in ledger.scopes():
        if _known(file, ledger.of(scope)):
            return OTHER.format(**scope._asdict())
    return STRANGE


def same(agreed: list[str], listed: Mapping[str, object]) -> bool:
    """Whether every file of a receipt agrees; a receipt without a file proves nothing."""
    return 0 < len(agreed) == len(listed)


def _agrees(told: datetime, known: list[datetime]) -> bool:
    """Whether an instant is one of those known, to the second that Excel keeps."""
    return any(abs(told - at) <= timedelta(seconds=1) for at in known)
