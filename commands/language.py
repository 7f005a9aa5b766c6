"""The language of the command line, Vietnamese or English, and that every console can show it.

Chosen by `--lang`, else by CONSOLIDATE_LANG, else Vietnamese: never by the system's language, since
many an office's Windows is English. Importing this module sets the language of click's own words,
so it comes before whatever asks click for words.
"""

from __future__ import annotations

import codecs
import gettext
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

Lang = Literal["vi", "en"]
VARIABLE = "CONSOLIDATE_LANG"
LOCALE = Path(__file__).with_name("locale")  # click's own words: gettext's domain "messages"


def chosen(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for; the generated pages of docs/ are the same whoever makes them."""
    if words[:1] == ["docs"]:
        return "vi"
    named = " ".join(words).replace("--lang=", "--lang ").partition("--lang ")[2].split(" ")[0]
    return "en" if (named or environment.get(VARIABLE)) == "en" else "vi"


LANG = chosen(sys.argv[1:], os.environ)
os.environ["LANGUAGE"] = LANG  # where gettext looks first
gettext.bindtextdomain("messages", LOCALE)


def told(vi: str, en: str) -> str:
    """One sentence in the chosen language."""
    return vi if LANG == "vi" else en


def without_marks(fault: UnicodeError) -> tuple[str, int]:
    """What a code page cannot show, without its marks: `Đã ghi` -> `Da ghi`; the rest as `?`."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lost = fault.object[fault.start : fault.end].translate(_PLAIN)
    bare = (c for c in unicodedata.normalize("NFKD", lost) if not unicodedata.combining(c))
    return "".join(c if c.isascii() else "?" for c in bare), fault.end


_PLAIN = str.maketrans("đĐ“”‘’–—·•✓✗●○…", "dD\"\"''--.*vx*o.")


def show_on_any_console() -> None:
    """Let no character stop a run: an old code page (cp1252, cp437) shows letters without marks."""
    codecs.register_error("without_marks", without_marks)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="without_marks")


def use_utf8() -> None:
    """Start again in Python's UTF-8 mode where the system's file names are not Unicode (LANG=C).

    Otherwise no path with accents could be read or written there.
    """
    ascii_names = codecs.lookup(sys.getfilesystemencoding()).name != "utf-8"
    if ascii_names and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
