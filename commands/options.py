"""What the commands share: options, the settings, the moment, and how a failure ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.language import LANG, told

if TYPE_CHECKING:
    from schema.settings import Settings
    from steps.read.pool import Limits

HERE = Path(__file__).resolve().parent.parent
TO_CORRECT, NOT_WRITTEN = 3, 4
Decorator = Callable[[Any], Any]  # of a command

Folder = click.Path(file_okay=False, path_type=Path)
ExistingFolder = click.Path(exists=True, file_okay=False, path_type=Path)
ExistingFile = click.Path(exists=True, dir_okay=False, path_type=Path)


class Moment(click.ParamType[datetime]):
    """An instant in ISO form, told in Hanoi time; without a zone it is Hanoi time."""

    name = told("thời điểm", "time")

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Read ISO 8601; click turns a failure into exit code 2."""
        from schema.settings import HANOI  # noqa: PLC0415 - start-up stays light

        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            example = "2021-12-20T17:00:00+07:00"
            wrong = told("“{}” không phải thời điểm, ví dụ: {}", "“{}” is no moment, such as {}")
            self.fail(wrong.format(value, example), param, ctx)
        return moment.astimezone(HANOI) if moment.tzinfo else moment.replace(tzinfo=HANOI)


inbox = click.option(
    "--inbox",
    type=ExistingFolder,
    default=HERE / "inbox",
    show_default="inbox",
    help=told(
        "Thư mục chứa tệp của các huyện; không bao giờ bị thay đổi.",
        "The folder of the districts' files; it is never changed.",
    ),
)
outbox = click.option(
    "--outbox",
    type=Folder,
    default=HERE / "outbox",
    show_default="outbox",
    help=told("Thư mục nhận kết quả.", "The folder that receives the results."),
)
campaign = click.option(
    "--campaign",
    type=click.Path(dir_okay=False, path_type=Path),
    default=HERE / "campaign.toml",
    show_default="campaign.toml",
    help=told("Tệp cài đặt của đợt báo cáo.", "The settings of the campaign."),
)
period = click.option(
    "--period",
    default=None,
    metavar=told("KỲ", "PERIOD"),
    show_default=told("kỳ có hạn gần nhất sắp tới", "the one whose deadline is next"),
    help=told("Kỳ báo cáo, ví dụ 2021-12.", "The reporting period, for example 2021-12."),
)
lang = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=LANG,
    show_default=told("vi, hoặc theo CONSOLIDATE_LANG", "vi, or what CONSOLIDATE_LANG says"),
    help=told(
        "Ngôn ngữ của màn hình và các câu nhận xét.", "The language of the screen and its findings."
    ),
)
as_of = click.option(
    "--as-of",
    type=Moment(),
    default=None,
    show_default=told("bây giờ", "now"),
    help=told(
        "Thời điểm của lần chạy, ví dụ 2021-12-20T17:00:00+07:00.",
        "The moment of the run, for example 2021-12-20T17:00:00+07:00.",
    ),
)


jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    metavar=told("SỐ", "NUMBER"),
    show_default=told("mọi bộ xử lý", "all processors"),
    help=told(
        "Số tiến trình đọc và ghi cùng lúc; kết quả không đổi.",
        "How many processes read and write at once; the result is the same.",
    ),
)


def together(*each: Decorator) -> Decorator:
    """Several options as one decorator, listed in this order by `--help`."""

    def decorated(command: Any) -> Any:
        for option in reversed(each):
            command = option(command)
        return command

    return decorated


form = together(campaign, period)  # what only needs the settings
job = together(inbox, outbox, campaign, period, as_of)  # what works with the ledger


def command(vi: str, en: str, **more: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help in the chosen language."""
    metavar = told("[TÙY CHỌN]", "[OPTIONS]")
    return click.command(help=told(vi, en), options_metavar=metavar, **more)


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
    from schema.settings import SettingsError  # noqa: PLC0415
    from schema.settings_file import load  # noqa: PLC0415

    try:
        return load(path).for_period(named, moment or now())
    except SettingsError as fault:
        raise click.UsageError(str(fault)) from None
