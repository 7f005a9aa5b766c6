"""What the commands share: options, the settings, the moment, and how a failure ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from schema.settings import Settings
    from steps.read.pool import Limits

HERE = Path(__file__).resolve().parent.parent
TO_CORRECT, NOT_WRITTEN = 3, 4

Folder = click.Path(file_okay=False, path_type=Path)
ExistingFolder = click.Path(exists=True, file_okay=False, path_type=Path)
ExistingFile = click.Path(exists=True, dir_okay=False, path_type=Path)


class Moment(click.ParamType[datetime]):
    """An instant in ISO form, told in Hanoi time; without a zone it is Hanoi time."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Read ISO 8601; click turns a failure into exit code 2."""
        from schema.settings import HANOI  # noqa: PLC0415 - start-up stays light

        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            example = "2021-12-20T17:00:00+07:00"
            self.fail(f"“{value}” không phải thời điểm, ví dụ: {example}", param, ctx)
        return moment.astimezone(HANOI) if moment.tzinfo else moment.replace(tzinfo=HANOI)


inbox = click.option(
    "--inbox",
    type=ExistingFolder,
    default=HERE / "inbox",
    show_default="inbox",
    help="Thư mục chứa tệp của các huyện; không bao giờ bị thay đổi.",
)
outbox = click.option(
    "--outbox",
    type=Folder,
    default=HERE / "outbox",
    show_default="outbox",
    help="Thư mục nhận kết quả.",
)
campaign = click.option(
    "--campaign",
    type=click.Path(dir_okay=False, path_type=Path),
    default=HERE / "campaign.toml",
    show_default="campaign.toml",
    help="Tệp cài đặt của đợt báo cáo.",
)
period = click.option(
    "--period",
    default=None,
    metavar="KỲ",
    show_default="kỳ có hạn gần nhất sắp tới",
    help="Kỳ báo cáo, ví dụ 2021-12.",
)
lang = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Ngôn ngữ của màn hình và các câu nhận xét.",
)
as_of = click.option(
    "--as-of",
    type=Moment(),
    default=None,
    show_default="bây giờ",
    help="Thời điểm của lần chạy, ví dụ 2021-12-20T17:00:00+07:00.",
)


jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    show_default="mọi bộ xử lý",
    help="Số tiến trình đọc và ghi cùng lúc; kết quả không đổi.",
)


def limits(given: Mapping[str, Any]) -> Limits:
    """What the workers of this run may use."""
    from steps.read.pool import Limits  # noqa: PLC0415

    return Limits(workers=given["jobs"]) if given.get("jobs") else Limits()


def now() -> datetime:
    """The present moment, to the second, in Hanoi time."""
    from schema.settings import HANOI  # noqa: PLC0415

    return datetime.now(HANOI).replace(microsecond=0)


def settings(path: Path, named: str | None = None, moment: datetime | None = None) -> Settings:
    """The settings of one period; a fault in them is wrong usage (exit code 2)."""
    from schema.settings import SettingsError, load  # noqa: PLC0415

    try:
        return load(path).for_period(named, moment or now())
    except SettingsError as fault:
        raise click.UsageError(str(fault)) from None


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Make a folder, and turn any failure to write into a sentence and exit code 4."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        click.echo(f"Không ghi được vào {target.name}: {why}. Tệp cũ vẫn giữ nguyên.", err=True)
        sys.exit(NOT_WRITTEN)


@contextmanager
def holding(target: Path) -> Iterator[None]:
    """Make an outbox and be the only run that writes to it; while another does, exit code 4."""
    from steps import write  # noqa: PLC0415

    try:
        with writing(target), write.held(target):
            yield
    except write.HeldError:
        click.echo(
            f"Một lần chạy khác đang ghi vào {target.name}. Chưa ghi gì; hãy đợi lần chạy đó xong "
            "rồi chạy lại.",
            err=True,
        )
        sys.exit(NOT_WRITTEN)
