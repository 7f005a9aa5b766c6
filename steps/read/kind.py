"""What the bytes really are, by their first bytes and their parts, never by the file's name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from schema.readings import Trouble
from steps.read.compound import Compound, CutError, TangledError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")  # no OLE
OTHERS = (  # first bytes -> the name of the kind, alike in both languages
    (b"%PDF", "PDF"),
    (b"{\\rtf", "Word (RTF)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
)
SHORTCUTS = (  # of Windows (.lnk, .url) and Google Drive (.gsheet)
    b"L\0\0\0\1\x14\2\0",
    b"[InternetShortcut]",
    b'{"url":',
    b'{"doc_id":',
)
TEXTS = (  # what the first 4 KB of a text hold -> its kind
    (r"urn:oasis:names:tc:opendocument", "OpenDocument (XML)"),
    (r"urn:schemas-microsoft-com:office:spreadsheet", "XML (Excel 2003)"),
    (r"mime-version:", "MHTML"),
    (r"<!doctype html|<html|<table|<body|<meta", "HTML"),
    (r"\A\s*<\?xml", "XML"),
)
PARTS = (  # a part of a zip -> its kind
    ("word/", "Word (DOCX)"),
    ("ppt/", "PowerPoint (PPTX)"),
    ("index/", "Apple Numbers"),
    ("content.xml", "OpenDocument"),
)
STREAMS = (  # a stream of an OLE file -> its kind
    ("worddocument", "Word (DOC)"),
    ("powerpoint document", "PowerPoint (PPT)"),
    ("__properties_version1.0", "Outlook (MSG)"),
)


class Refused(Exception):  # noqa: N818 - a refusal is a value of this step, not a fault
    """The file cannot be used; `trouble` says why."""

    def __init__(self, code: str, sheet: str | None = None, **details: str) -> None:
        super().__init__(code)
        self.trouble = Trouble(code, sheet=sheet, details=details)


class Kind(NamedTuple):
    """A readable kind of workbook: xlsx, xlsm, xlsb, ods or xls."""

    name: str

    @property
    def zipped(self) -> bool:
        """Whether it is a zip of parts."""
        return self.name != "xls"

    @property
    def open_xml(self) -> bool:
        """Whether its sheets are XML as Excel writes it."""
        return self.name in {"xlsx", "xlsm"}


def sniff(data: bytes) -> Kind:
    """Tell the kind of workbook.

    Raises:
        Refused: empty, incomplete, protected by a password, or something else than a workbook.
    """
    if not data:
        raise Refused("file_empty")
    if not data.strip(b"\0"):
        raise Refused("file_incomplete")
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith(BARE_BIFF):
        return Kind("xls")
    raise _other(data)


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = [name.lower().replace("\\", "/") for name in parts.namelist()]
            mime = parts.open("mimetype").read(200) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        raise Refused("file_incomplete") from None
    if b"opendocument.spreadsheet" in mime:
        return Kind("ods")
    if "xl/workbook.bin" in names:
        return Kind("xlsb")
    if "xl/workbook.xml" in names:
        return Kind("xlsm" if "xl/vbaproject.bin" in names else "xlsx")
    for part, name in PARTS:
        if any(entry.startswith(part) for entry in names):
            raise Refused("file_not_workbook", kind=name)
    raise Refused("file_not_workbook", kind="ZIP")


def _ole(data: bytes) -> Kind:
    """An OLE file by its streams: an encrypted workbook, an old one, or another program's."""
    try:
        streams = Compound(data).streams
    except CutError:
        raise Refused("file_incomplete") from None
    except TangledError:
        raise Refused("file_damaged" if data[-512:].strip(b"\0") else "file_incomplete") from None
    if "encryptedpackage" in streams:
        raise Refused("file_password")
    if "workbook" in streams or "book" in streams:
        return Kind("xls")
    for stream, name in STREAMS:
        if stream in streams:
            raise Refused("file_not_workbook", kind=name)
    raise Refused("file_unknown")


def _other(data: bytes) -> Refused:
    if data.startswith(SHORTCUTS):
        return Refused("file_not_regular")
    known = next((name for start, name in OTHERS if data.startswith(start)), "")
    return Refused("file_not_workbook", kind=known) if known else _text(data)


def _text(data: bytes) -> Refused:
    text = data[:4096].replace(b"\0", b"").decode("latin-1").lower()
    for pattern, name in TEXTS:
        if re.search(pattern, text):
            return Refused("file_not_workbook", kind=name)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide or not re.search(rb"[\x00-\x08\x0e-\x1f]", data[:4096]):
        return Refused("file_not_workbook", kind="CSV/TXT")
    return Refused("file_unknown")
