"""`seal`: freeze the state at the deadline; later runs show it and never change it."""

from __future__ import annotations

from typing import Any

import click

from commands import ledgers, options, writing
from commands.language import LANG, told


@options.command(
    "Chốt số liệu tại thời hạn; đã chốt thì không đổi nữa.",
    "Freeze the figures as of the deadline: they never change again.",
)
@options.job
def seal(**given: Any) -> None:
    """Freeze the figures."""
    from commands import story  # noqa: PLC0415
    from schema.history import Seal  # noqa: PLC0415
    from steps import show, write  # noqa: PLC0415
    from steps.compose import summary as summaries  # noqa: PLC0415
    from steps.ledger import Seals  # noqa: PLC0415

    as_of = given["as_of"] or options.now()
    settings = options.settings(given["campaign"], given["period"], as_of)
    if as_of <= settings.due:
        raise click.UsageError(EARLY.format(period=settings.period, due=settings.due))
    inbox = story.inbox_of(settings, given["inbox"])
    path = ledgers.ledger_path(settings, given["outbox"])
    with (
        writing.holding(given["outbox"]),
        ledgers.memory(settings, given["inbox"], path, as_of) as ledger,
    ):
        if Seals(ledger).sealed():
            raise click.UsageError(SEALED)
        if (given["outbox"] / settings.sealed_name).exists():
            raise click.UsageError(KEPT.format(name=settings.sealed_name))
        screen = show.Screen(settings, LANG)
        summary = story.consolidate(settings, inbox, settings.due, ledger, screen, seen=as_of)
        copy = write.packed(summaries.book(summary, settings))
        files = tuple((f.path, f.sha256, f.status) for f in summary.submissions)
        frozen = Seal(as_of, summary.facts, files, write.digest(copy))
        Seals(ledger).put(frozen, copy)
        written = write.put(given["outbox"] / settings.sealed_name, copy, as_of)
    click.echo(f"{told('Đã chốt', 'Sealed')}: {written}")
    click.echo(f"SHA-256: {write.digest(copy)}")
    here = {f.sha256 for f in summary.submissions if f.reason != "file_left"}
    gone = [f.path for f in summary.submissions if f.sha256 not in here]
    if gone:
        click.echo(GONE.format(count=len(gone), names=", ".join(gone)))


EARLY = told(
    "Chưa hết hạn của kỳ {period} ({due:%H:%M:%S ngày %d/%m/%Y}), chưa chốt được; muốn chốt kỳ "
    "khác thì thêm --period.",
    "The deadline of period {period} ({due:%H:%M:%S, %d/%m/%Y}) has not passed, so it cannot be "
    "sealed; for another period add --period.",
)
SEALED = told(
    "Kỳ này đã chốt; số liệu đã chốt không thay đổi được.",
    "This period is sealed; sealed figures never change.",
)
KEPT = told(
    "Trong outbox đã có {name}, nhưng sổ cái không ghi là đã chốt. Bản đã chốt không bị ghi đè; "
    "nếu đúng là phải chốt lại thì hãy chuyển tệp đó đi nơi khác trước.",
    "The outbox has {name}, but the ledger knows of no seal. A sealed copy is never overwritten; "
    "if it must be sealed again, move that file away first.",
)
GONE = told(
    "Lưu ý: {count} tệp nhận trước hạn không còn trong inbox nên không được tính trong bản chốt: "
    "{names}.",
    "Note: {count} files received in time have left the inbox and are not in the sealed copy: "
    "{names}.",
)
