"""`purge`: remove a finished period's personal data from the outbox and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import ledgers, options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.settings import Settings


@options.command(
    """Xóa dữ liệu cá nhân của một kỳ đã xong khỏi outbox và sổ cái.

    Số liệu thống kê và mã băm được giữ lại; inbox không bị đụng đến. Không thể hoàn tác.
    """,
    """Remove a finished period's personal data.

    Outbox and ledger lose it; figures and hashes are kept; the inbox is not touched. This
    cannot be undone.
    """,
)
@options.job
@click.option(
    "--yes",
    is_flag=True,
    help=told("Xóa không hỏi lại (dùng trong tập lệnh).", "Remove unasked (for scripts)."),
)
def purge(**given: Any) -> None:
    """Remove a period's personal data."""
    from steps.ledger import cache, elsewhere, forgotten  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    if as_of <= settings.due:
        raise click.UsageError(EARLY.format(period=settings.period))
    outbox: Path = given["outbox"]
    path = ledgers.ledger_path(settings, outbox)
    files = sorted(outputs(outbox, settings))
    if not given["yes"]:
        click.confirm(ASK.format(period=settings.period, count=len(files)), abort=True)
    with (
        writing.holding(outbox),
        ledgers.memory(settings, given["inbox"], path, as_of) as ledger,
    ):
        if others := elsewhere(ledger):
            inboxes = ", ".join(others)
            raise click.UsageError(ELSEWHERE.format(period=settings.period, inboxes=inboxes))
        counts = forgotten(ledger)
        for file in files:
            file.unlink(missing_ok=True)
            click.echo(f"{REMOVED}: {file.relative_to(outbox)}")
        cache(path).unlink(missing_ok=True)
        click.echo(f"{REMOVED}: {cache(path).name}")
    for kind, count in counts.items():
        click.echo(f"{LEDGER}: {count} {NAMES[kind]}.")
    click.echo(KEPT.format(inbox=given["inbox"].name))


def outputs(outbox: Path, settings: Settings) -> Iterator[Path]:
    """What runs wrote for this period: the summary and its copies, and whatever is of the last run.

    Nothing else in the folder is touched.
    """
    from schema.returned import FOLDER  # noqa: PLC0415

    stem = Path(settings.summary_name).stem
    for pattern in (
        f"{stem}*.xlsx",
        "result*.json",
        f"{FOLDER}/*.xlsx",
        "mail/*.eml",
        "mail/*.xlsx",
    ):
        yield from (path for path in outbox.glob(pattern) if not path.is_symlink())


EARLY = told(
    "Kỳ {period} chưa hết hạn nên chưa xóa được; muốn xóa kỳ khác thì thêm --period.",
    "Period {period} has not ended, so nothing is removed; for another period add --period.",
)
ASK = told(
    "Xóa dữ liệu cá nhân của kỳ {period}: {count} tệp trong outbox và các mục trong sổ cái. "
    "Không thể hoàn tác. Tiếp tục?",
    "Remove the personal data of period {period}: {count} files of the outbox and what the ledger "
    "has. This cannot be undone. Go on?",
)
ELSEWHERE = told(
    "Kỳ {period} trong sổ cái là của inbox khác ({inboxes}); chưa xóa gì. Hãy thêm --inbox đúng "
    "như khi chạy.",
    "Period {period} of the ledger is of another inbox ({inboxes}); nothing was removed. Add the "
    "--inbox of the runs.",
)
REMOVED = told("Đã xóa", "Removed")
LEDGER = told("Sổ cái", "Ledger")
KEPT = told(
    "Giữ lại trong sổ cái: số liệu thống kê, thời điểm nhận và mã băm của các tệp. Thư mục "
    "{inbox} không bị đụng đến: hãy tự xóa hoặc lưu trữ các tệp gốc theo quy định.",
    "The ledger keeps figures, times of receipt and hashes. The folder {inbox} was not touched: "
    "remove or archive the original files as your rules say.",
)
NAMES = {
    "senders": told("địa chỉ thư của người gửi", "senders' addresses"),
    "names": told("tên tệp (thay bằng mã băm)", "file names (hashes instead)"),
    "repeats": told("tên tệp còn lại của các tệp đó", "further names of those files"),
    "reasons": told("lý do để riêng tệp", "reasons why files were set aside"),
    "copies": told("bản chốt (giữ lại mã băm)", "sealed copies (their hashes are kept)"),
    "letters": told("lần gửi thư", "letters sent"),
    "remarks": told("ghi chú của cán bộ", "clerk's remarks"),
    "explanations": told("lời giải trình", "explanations"),
}
