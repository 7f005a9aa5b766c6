"""The files of the inbox: what each one is, and the parts of those that hold others."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from schema.intake import is_system
from schema.records import Submission
from steps.collect import regular
from steps.collect.opening import Opener, is_parcel, opened
from steps.collect.parcel import Parcel, free

Brought = tuple[Submission, bytes]


class InboxError(Exception):
    """The inbox itself cannot be listed, which is not the same as an inbox without files."""


def submissions(inbox: Path, as_of: datetime, opener: Opener = opened) -> Iterator[Brought]:
    """Every file of the inbox with its bytes (empty where the file is not to be read).

    A mail or an archive, opened by `opener`, brings its parts. A file that repeats another's bytes
    is a duplicate; owner and system files are ignored; links, devices and files that are too large
    are refused before they are opened.

    Raises:
        InboxError: nobody can say which files there are.
    """
    seen: dict[str, str] = {}
    taken: set[str] = set()
    paths = sorted(_files(inbox), key=lambda p: (shown(inbox, p), os.fsencode(p)))
    regular.settle(path for path in paths if not is_system(path.name))
    for path in paths:
        for came, data in one(inbox, path, as_of, opener):
            # what it brings is known by its path, and a workbook shows that composed
            name = free(unicodedata.normalize("NFC", came.path), taken)
            sent = replace(came, path=name)
            first = seen.setdefault(sent.sha256, sent.path) if data else sent.path
            again = replace(sent, status="duplicate", reason=first)
            yield (sent, data) if first == sent.path else (again, b"")


def shown(inbox: Path, path: Path) -> str:
    """A file's path relative to the inbox, fit to be shown: undecodable bytes are escaped."""
    relative = path.relative_to(inbox).as_posix()
    text = os.fsencode(relative).decode("utf-8", "backslashreplace")
    return printable(text)


def printable(text: str) -> str:
    """Text with its control characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _files(inbox: Path) -> Iterator[Path]:
    """Every entry that is no folder, and each folder that is a link or cannot be listed."""
    barred: list[Path] = []
    for folder, inner, names in os.walk(inbox, onerror=lambda e: barred.append(Path(e.filename))):
        links = [name for name in inner if os.path.islink(Path(folder, name))]  # noqa: PTH114 - never raises
        yield from (Path(folder, name) for name in (*names, *links))
    if inbox in barred:
        raise InboxError(inbox.name)
    yield from barred


def one(inbox: Path, path: Path, as_of: datetime, opener: Opener = opened) -> Iterator[Brought]:
    """One file as a submission with its bytes, or the parts that it holds."""
    blank = Submission(shown(inbox, path), "", as_of)
    if is_system(path.name):
        yield replace(blank, status="ignored", reason="file_system"), b""
        return
    try:
        data = regular.content(path)
    except regular.Refused as refusal:
        sha256 = _digest(b"") if refusal.code == "file_too_large" else ""
        yield replace(blank, sha256=sha256, status="rejected", reason=refusal.code), b""
        return
    if not data:
        yield replace(blank, sha256=_digest(b""), status="rejected", reason="file_empty"), b""
        return
    whole = replace(blank, sha256=_digest(data))
    if is_parcel(data, path.name):
        yield from _unpacked(whole, opener(data, path.name) or Parcel(refused="parcel_stopped"))
    else:
        yield whole, data


def _unpacked(whole: Submission, parcel: Parcel) -> Iterator[Brought]:
    """The parts as submissions of their own; a container without a workbook is refused."""
    if parcel.refused or not any(part.data for part in parcel.parts):
        yield replace(whole, status="rejected", reason=parcel.refused or "part_none"), b""
    dated = replace(whole, mail_from=parcel.mail_from)
    if parcel.received is not None:
        evidence = "mail_date" if parcel.weak else ""
        dated = replace(dated, received=parcel.received, received_from="mail", doubt=evidence)
    for part in parcel.parts:
        path = f"{whole.path}/{printable(part.name)}"
        sent = replace(dated, path=path, sha256=_digest(part.data))
        if part.refused:
            status = "ignored" if part.refused == "part_other" else "rejected"
            yield replace(sent, status=status, reason=part.refused), b""
        else:
            yield sent, part.data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
