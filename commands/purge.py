"""`purge`: remove a finished period's personal data from the outbox and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options

if TYPE_CHECKING:
    from schema.settings import Settings


@click.command()
@options.inbox
@options.outbox
@options.campaign
@options.period
@options.as_of
@click.option("--yes", is_flag=True, help="Xóa không hỏi lại (dùng trong tập lệnh).")
def purge(**given: Any) -> None:
    """Xóa dữ liệu cá nhân của một kỳ đã xong khỏi outbox và sổ cái.

    Số liệu thống kê và mã băm được giữ lại; inbox không bị đụng đến. Không thể hoàn tác.
    """
    from commands import story  # noqa: PLC0415
    from steps.ledger import cache, forgotten  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    if as_of <= settings.due:
        raise click.UsageError(EARLY.format(period=settings.period))
    outbox: Path = given["outbox"]
    path = story.ledger_path(settings, outbox)
    files = sorted(outputs(outbox, settings))
    if not given["yes"]:
        click.confirm(ASK.format(period=settings.period, count=len(files)), abort=True)
    with (
        options.holding(outbox),
        story.memory(settings, given["inbox"], path, as_of) as ledger,
    ):
        counts = forgotten(ledger)
        for file in files:
            file.unlink(missing_ok=True)
            click.echo(f"Đã xóa: {file.relative_to(outbox)}")
        cache(path).unlink(missing_ok=True)
        click.echo(f"Đã xóa: {cache(path).name}")
    for kind, count in counts.items():
        click.echo(f"Sổ cái: {count} {NAMES[kind]}.")
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


EARLY = "Kỳ {period} chưa hết hạn nên chưa xóa được; muốn xóa kỳ khác thì thêm --period."
ASK = (
    "Xóa dữ liệu cá nhân của kỳ {period}: {count} tệp trong outbox và các mục trong sổ cái. "
    "Không thể hoàn tác. Tiếp tục?"
)
KEPT = (
    "Giữ lại trong sổ cái: số liệu thống kê, thời điểm nhận và mã băm của các tệp. Thư mục "
    "{inbox} không bị đụng đến: hãy tự xóa hoặc lưu trữ các tệp gốc theo quy định."
)
NAMES = {
    "senders": "địa chỉ thư của người gửi",
    "names": "tên tệp (thay bằng mã băm)",
    "repeats": "tên tệp còn lại của các tệp đó",
    "reasons": "lý do để riêng tệp",
    "copies": "bản chốt (giữ lại mã băm)",
    "letters": "lần gửi thư",
    "remarks": "ghi chú của cán bộ",
    "explanations": "lời giải trình",
}
