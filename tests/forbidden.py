"""Forbids what a run never does; put on the path of a process as its `sitecustomize`.

A deed that is forbidden raises, and its name is kept in the file FORBIDDEN_REPORT.
"""

import os
import sys
from typing import Any

ALLOWED = tuple(filter(None, os.environ.get("FORBIDDEN_ALLOWED", "").split(os.pathsep)))
REPORT = os.environ.get("FORBIDDEN_REPORT", "")
DEEDS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
         "os.startfile", "webbrowser.", "urllib.", "smtplib.", "imaplib.", "ftplib.")  # fmt: skip
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
           "os.truncate", "os.chmod", "os.utime", "shutil.")  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def inside(path: Any) -> bool:
    """Whether a path lies where a run may write."""
    if isinstance(path, int):
        return True  # an open file: how it was opened was asked before
    full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - pathlib would be audited
    return full == os.devnull or full.startswith(ALLOWED)


def outside(event: str, details: tuple[Any, ...]) -> bool:
    """Whether this is a change of a file that is none of the run's."""
    if event == "open":
        path, _, flags = details
        return bool(flags & WRITING) and not inside(path)
    if event == "os.mkdir" and os.path.isdir(details[0]):  # noqa: PTH112 - as above
        return False  # there already
    if event.startswith(CHANGES):
        with_folder = event in ("os.remove", "os.rmdir", "os.mkdir") and details[-1] not in (
            -1,
            None,
        )
        return not with_folder and not inside(details[0])  # rmtree names files by their folder
    return event == "sqlite3.connect" and not (str(details[0]) == ":memory:" or inside(details[0]))


def watch(event: str, details: tuple[Any, ...]) -> None:
    """The audit hook (PEP 578)."""
    if event == "socket.__new__":
        return  # asyncio and the like make sockets that they never connect
    if event.startswith(DEEDS) or outside(event, details):
        handle = os.open(REPORT, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(handle, f"{event} {details}\n".encode())
        os.close(handle)
        raise PermissionError(f"forbidden: {event}")


if REPORT:
    ALLOWED = (*ALLOWED, REPORT)
    sys.addaudithook(watch)
