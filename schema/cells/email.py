"""E-mail addresses: ASCII, lower case; no letter of an address is ever exchanged silently."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from schema import vietnamese
from schema.cells.characters import LONGEST, plain
from schema.cells.email_typing import respelt
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok

JOIN = "; "
_BRACKETED = re.compile(r"[<(\[]([^<>()\[\]]*@[^<>()\[\]]*)[>)\]]")
_REMARK = re.compile(r"[(\[](?!\s*(?:at|dot|chấm|a còng)\s*[)\]])[^@()\[\]]*[)\]]", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|(?<=[\s;,/]))[^@:;,/<>]*:(?!//)\s*(?=[^\s@]+\s?@)")
_MAILTO = re.compile(r"mailto:\s*([^?\s>]*)(?:\?[^\s>]*)?", re.IGNORECASE)
_CONNECTOR = re.compile(r"\s+(?:và|hoặc|hay|-|\+|&)\s+", re.IGNORECASE)
_ENDING = r"(?:com|net|org|gov|edu|vn)\b"
_SEPARATOR = re.compile(rf"(?:(?![,;]{_ENDING}(?![.\w]*@))[;,/|\s])+")
_AROUND_AT = re.compile(r"\s*@\s*")
_AROUND_DOT = re.compile(rf"(?<=[\w-])(?:\s+\.\s*|\.\s+)(?={_ENDING})", re.IGNORECASE)
_DOMAIN_END = re.compile(r"\.[a-z0-9-]{2,}$")
_PLAIN_LOCAL = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")  # whatever the domain, it is valid
_BARE = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*")
LONGEST_LOCAL, LONGEST_ADDRESS = 64, 254  # characters (RFC 5321, 4.5.3.1)
_EDGES = " \n\"'“”‘’<>()[]"
_FINAL = " \n.,;:"


class Unwrapped(NamedTuple):
    """The addresses of a cell as typed but without what stands around them."""

    addresses: tuple[str, ...]
    codes: tuple[str, ...]


def judge(value: Value, about: About) -> Verdict:  # noqa: ARG001 - the form of every judge
    """Judge an e-mail cell; its tidy value is lower-case addresses joined by "; "."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return error("email_invalid")
    found = _unwrapped(value)
    tidy = tuple(dict.fromkeys(address.lower() for address in found.addresses))
    if not all(map(is_address, tidy)) or any(respelt(address) for address in tidy):
        return _refused(tidy)
    joined = JOIN.join(tidy)
    if joined == value and len(tidy) == 1:
        return ok(joined)
    return normalised(joined, *(found.codes or ("email_tidied",)))


def is_address(text: str) -> bool:
    """Whether the text is one well-formed ASCII address with a domain; DNS is not asked."""
    if not text.isascii() or not _DOMAIN_END.search(text):
        return False
    local, _, domain = text.rpartition("@")
    if _PLAIN_LOCAL.fullmatch(local) and len(local) <= LONGEST_LOCAL:
        return len(text) <= LONGEST_ADDRESS and _is_valid(f"a@{domain}")
    return _is_valid(text)


@lru_cache(maxsize=4096)
def _is_valid(address: str) -> bool:
    """Whether email-validator takes the address; of most only the domain is asked, once."""
    from email_validator import (  # noqa: PLC0415 - start-up stays light
        EmailNotValidError,
        validate_email,
    )

    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True


def _unwrapped(typed: str) -> Unwrapped:
    if _BARE.fullmatch(typed):  # nothing stands around the address, nor in it
        return Unwrapped((typed,), ())
    text = plain(typed).strip()
    bare = _without_wrapping(text)
    addresses = _split(bare)
    letters = "".join("".join(addresses).split())
    codes = []
    if len(addresses) > 1:
        codes.append("email_several")
    if re.sub(r"[\s;,/|]", "", _CONNECTOR.sub("", text)) != letters:
        codes.append("email_wrapped")
    if not codes and any(address != address.lower() for address in addresses):
        codes.append("email_case")
    return Unwrapped(addresses, tuple(codes))


def _without_wrapping(text: str) -> str:
    text = _MAILTO.sub(r"\1", text)
    inside = _BRACKETED.findall(text)
    if inside and not (set(_BRACKETED.sub("", text)) & {"@"}):
        text = JOIN.join(inside)
    return _LABEL.sub("", _REMARK.sub(" ", text)).strip(_EDGES)


def _split(text: str) -> tuple[str, ...]:
    """The addresses of a cell; a text that does not fall into addresses stays whole."""
    joined = _closed(text)
    pieces = [piece.strip(_EDGES) for piece in _SEPARATOR.split(_CONNECTOR.sub(" ", joined))]
    pieces = [piece.rstrip(_FINAL) for piece in pieces if piece.strip(_EDGES + _FINAL)]
    if len(pieces) > 1 and all(piece.count("@") == 1 for piece in pieces):
        return tuple(_closed(piece) for piece in pieces)
    return (joined.strip(_EDGES).rstrip(_FINAL).strip(_EDGES),)


def _closed(text: str) -> str:
    """Without blanks around @ and around the dots of the domain."""
    joined = _AROUND_AT.sub("@", text)
    local, at, domain = joined.rpartition("@")
    return local + at + _AROUND_DOT.sub(".", domain) if at and joined.count("@") == 1 else joined


def _refused(addresses: tuple[str, ...]) -> Verdict:
    """The error of a cell, with the whole cell as it was probably meant, if that can be told."""
    meant = [_meant(address) for address in addresses]
    suggestions = [JOIN.join(m for m in meant if m)] if all(meant) else []
    text = " ".join(addresses)
    if "@" in text and not text.isascii():
        code = "email_lookalike" if suggestions else "email_not_ascii"
    elif suggestions:
        code = "email_domain" if all(map(is_address, addresses)) else "email_mistyped"
    else:
        code = "email_invalid"
    return error(code, *suggestions)


def _meant(address: str) -> str | None:
    """What one address was probably meant to be: itself if good, None if nobody can tell."""
    latin = vietnamese.clean(address).text.lower()
    if not latin.isascii():
        return None
    guess = respelt(latin) or latin
    return guess if is_address(guess) else None


EMAIL = Kind("email", judge, format="@", privacy="contact", example="nguyenvanmau@example.org")
