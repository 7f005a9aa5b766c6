"""A .zip of workbooks, opened within limits; nothing is ever written to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from steps.collect.parcel import LARGEST, MANY, Parcel, Part, judged, numbered

ZIP = b"PK\3\4"
DOCUMENTS = {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}
RATIO = 200  # unpacked to packed; an honest workbook, packed again, stays near 1
TOTAL = 200 * 1024 * 1024
LISTED = 1024 * 1024  # bytes of a list of parts that are worth a look


def is_archive(data: bytes) -> bool:
    """Whether this is a zip of files and not a workbook or another document, which is a zip too.

    One with an endless list of parts is left to the reader, which refuses it in a worker.
    """
    end = data.rfind(b"PK\5\6") + 12  # where the size of the list of parts stands
    if not data.startswith(ZIP) or int.from_bytes(data[end : end + 4], "little") > LISTED:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in packed.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return not names & DOCUMENTS and not any(name.endswith(".iwa") for name in names)  # Numbers


def opened(data: bytes) -> Parcel:
    """The parts of an archive; a bomb is refused whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = [info for info in packed.infolist() if not info.filename.endswith("/")]
        total = sum(info.file_size for info in files)
        if len(files) > MANY or total > TOTAL or total > RATIO * max(len(data), 1):
            return Parcel(refused="archive_bomb")
        return Parcel(numbered(_parts(packed, files)))


def _parts(packed: zipfile.ZipFile, files: list[zipfile.ZipInfo]) -> Iterator[Part]:
    for info in files:
        if info.flag_bits & 1:
            yield Part(info.filename, b"", "part_locked")
            continue
        part = judged(info.filename, b"")
        yield part if part.refused else _read(packed, info)


def _read(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    """One part, read no further than its declared and its largest size."""
    try:
        with packed.open(info) as stream:
            data = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
        return Part(info.filename, b"", "part_broken")
    return (
        Part(info.filename, b"", "part_large") if len(data) > LARGEST else Part(info.filename, data)
    )
