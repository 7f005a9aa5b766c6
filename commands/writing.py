"""A folder to write to: made, held by one run, and a sentence where it cannot be written."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from commands import options
from commands.language import told


@contextmanager
def into(target: Path) -> Iterator[None]:
    """Make a folder, and turn any failure to write into a sentence and exit code 4."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as fault:
        from steps.write import UnfinishedError  # noqa: PLC0415

        why = WHY.get(fault.errno or 0) or fault.strerror or str(fault)
        old = UNFINISHED if isinstance(fault, UnfinishedError) else WHOLE
        click.echo(UNWRITTEN.format(place=target.name, why=why, old=old), err=True)
        sys.exit(options.NOT_WRITTEN)


@contextmanager
def holding(target: Path) -> Iterator[None]:
    """Make an outbox and be the only run that writes to it; while another does, exit code 4."""
    from steps import write  # noqa: PLC0415

    try:
        with into(target), write.held(target):
            yield
    except write.HeldError:
        click.echo(HELD.format(place=target.name), err=True)
        sys.exit(options.NOT_WRITTEN)


UNWRITTEN = told(
    "Không ghi được vào {place}: {why}. {old}", "{place} cannot be written: {why}. {old}"
)
WHOLE = told("Tệp cũ vẫn giữ nguyên.", "The old files are as they were.")
UNFINISHED = told(
    "Một phần tệp đã được thay; tệp nào cũng nguyên vẹn, cũ hoặc mới. Hãy chạy lại.",
    "Some of the files have been replaced; each is whole, an old or a new one. Run again.",
)
FULL = told("ổ đĩa đã đầy", "the disk is full")
QUOTA = told("đã dùng hết dung lượng được cấp", "the quota is used up")
IN_USE = told(
    "không có quyền ghi, hoặc một chương trình khác đang mở tệp",
    "it may not be written, or another program holds the file",
)
FORBIDDEN = told("không có quyền ghi", "it may not be written")
READ_ONLY = told("ổ đĩa chỉ cho đọc", "the disk is read-only")
WHY = {  # what the system says of a failure -> in the office's words
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", -1): QUOTA,
    errno.EACCES: IN_USE,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: READ_ONLY,
}
HELD = told(
    "Một lần chạy khác đang ghi vào {place}. Chưa ghi gì; hãy đợi lần chạy đó xong rồi chạy lại.",
    "Another run is writing to {place}. Nothing was written; wait for it, then run again.",
)
