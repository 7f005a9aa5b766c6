"""`template`: the blank form, or forms already filled with a sender's units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from commands import options, writing
from commands.language import told

if TYPE_CHECKING:
    from schema.units import Unit


@options.command(
    "Tạo biểu mẫu phụ lục, trắng hoặc điền sẵn tên đơn vị.",
    "Make the appendix form, blank or with a sender's units.",
)
@click.option(
    "--district",
    "codes",
    multiple=True,
    metavar=told("MÃ", "CODE"),
    help=told("Mã đơn vị gửi, ví dụ 474.", "Code of a sender, for example 474."),
)
@click.option(
    "--all", "everyone", is_flag=True, help=told("Tất cả các đơn vị gửi.", "All senders.")
)
@click.option(
    "--out",
    type=options.Folder,
    default=None,
    help=told(
        "Thư mục nhận biểu mẫu (mặc định outbox; mẫu trắng của campaign.toml: templates).",
        "The folder for the forms (outbox; templates for the blank form of campaign.toml).",
    ),
)
@options.form
def template(**given: Any) -> None:
    """Write blank or pre-filled forms."""
    from steps import write  # noqa: PLC0415
    from steps.compose import form  # noqa: PLC0415

    settings = options.settings(given["campaign"], given["period"])
    senders = settings.registry.senders
    chosen = senders if given["everyone"] else known(senders, given["codes"])
    books = {settings.campaign.file_name(u.code): form.prefilled(settings, u) for u in chosen}
    committed = not books and given["campaign"].resolve() == options.HERE / "campaign.toml"
    target = given["out"] or options.HERE / ("templates" if committed else "outbox")
    with writing.into(target):
        for name, book in (books or {"appendix_template.xlsx": form.template(settings)}).items():
            click.echo(write.book(book, target / name))


def known(senders: Sequence[Unit], codes: Sequence[str]) -> Sequence[Unit]:
    """The senders of these codes; an unknown code is wrong usage."""
    by_code = {unit.code: unit for unit in senders}
    if unknown := [code for code in codes if code not in by_code]:
        choices = ", ".join(f"{unit.code} {unit.title}" for unit in senders[:40])
        raise click.UsageError(UNKNOWN.format(codes=", ".join(unknown), choices=choices))
    return [by_code[code] for code in codes]


UNKNOWN = told(
    "Không có đơn vị mã {codes}. Các mã: {choices}",
    "No sender has the code {codes}. Codes: {choices}",
)
