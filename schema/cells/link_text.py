"""The addresses in a cell's text."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from schema.cells import link_hosts as hosts
from schema.cells.characters import plain

_START = re.compile(r"(?<=[^\s=/:%])(?=https?:)", re.IGNORECASE)
_SCHEME = re.compile(r"h?t{1,3}p{1,2}s?[:;]?/{1,3}|h?ttps?[:;](?=\S)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+[.,])+[a-z]{2,}(?=[:/?#]|$)|facebook(?:com)?(?=/)", re.IGNORECASE)
_ENCODED = re.compile(r"https?%3a%2f%2f", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s;|]+|,(?=\s|https?:|www\.)|(?<=\w)[,;](?=$)", re.IGNORECASE)
_EDGES = "<>()[]{}\"'“”‘’"
_FINAL = ".,;:"
_CUT = ("…", "...")  # Excel or Facebook shows only the beginning of an address
_BEFORE = tuple(':-–(“"')
_MORE = re.compile(r"[a-z0-9][a-z0-9._\-/?=&]*")


def addresses(text: str) -> tuple[str, ...]:
    """Each whole address in the text as typed, in order, without what stands around it."""
    found = (_address(piece) for piece in _pieces(text) if not piece.endswith(_CUT))
    return tuple(address for address in found if address)


def is_cut(text: str) -> bool:
    """Whether an address was cut: it ends in dots, or all that follows looks like more of it."""
    pieces = _pieces(text)
    places = [place for place, piece in enumerate(pieces) if _address(piece)]
    if not places:
        return False
    after = pieces[places[-1] + 1 :]
    is_more = bool(after) and all(_MORE.fullmatch(piece) for piece in after)
    return is_more or any(pieces[place].endswith(_CUT) for place in places)


@lru_cache(maxsize=8)  # one cell is asked for its addresses, and whether one is cut
def _pieces(text: str) -> tuple[str, ...]:
    broken = _START.sub(" ", plain(text).replace("\\", "/"))
    return tuple(piece for piece in _SEPARATOR.split(broken) if piece)


def _address(piece: str) -> str | None:
    """The address that a piece of text is, or that stands in it after a label."""
    bare = piece.strip(_EDGES).rstrip(_FINAL).strip(_EDGES)
    if _ENCODED.match(bare):
        bare = unquote(bare)
    scheme = _SCHEME.search(bare)
    if scheme and (scheme.start() == 0 or bare[: scheme.start()].endswith(_BEFORE)):
        return bare[scheme.start() :]
    label, _, labelled = bare.rpartition(":")
    if label and "/" not in label and not labelled[:1].isdigit():
        bare = labelled
    return bare if _is_address(bare) else None


def _is_address(text: str) -> bool:
    """Whether a text without a scheme is an address: a known host, or a host with a path."""
    found = _HOST.match(text)
    if not found or "@" in found[0]:
        return False
    return "/" in text or hosts.owner(found[0].lower()) != hosts.OTHER
