"""The one gate that every outgoing text passes, and the one that every return code passes."""

from __future__ import annotations

import re
import unicodedata

from schema.longest import LONGEST, shortened

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT = re.compile(f"{_FORBIDDEN.pattern}|\r")
_BREAKS = re.compile("\r\n?")


class WriteError(RuntimeError):
    """xlsxwriter would not write something that was described: a fault in the description."""


def clean(text: str, longest: int = LONGEST) -> str:
    """The text as a workbook may hold it: NFC, no control or lone surrogate, cut with `…`."""
    short = 2 * len(text) <= longest
    is_fit = short and (text.isprintable() or not _UNFIT.search(text))
    if is_fit and unicodedata.is_normalized("NFC", text):
        return text
    kept = _FORBIDDEN.sub("", unicodedata.normalize("NFC", _BREAKS.sub("\n", text)))
    return shortened(kept, longest)


def inward(link: str) -> str:
    """Let a link pass that leads to a place in the same workbook.

    Raises:
        WriteError: it leads anywhere else, so it may be born of what somebody typed.

    """
    if not link.startswith("internal:"):
        raise WriteError("a link that leads out of the workbook")
    return link


def accept(code: object, *what: object) -> None:
    """Let a return code pass.

    Raises:
        WriteError: xlsxwriter cut or dropped something and said so only by its return code.

    """
    if code != 0:
        raise WriteError(f"{' '.join(map(str, what))}: {code}")
