"""Whose host it is: Facebook's own, a shortener, a slip in typing "facebook.com", or another's."""

from __future__ import annotations

import re

FACEBOOK, BUSINESS, MESSENGER = "facebook", "business", "messenger"
SHORT, SLIP, OTHER = "short", "slip", "other"
_SUBDOMAINS = "www|m|mbasic|web|touch|free|mobile|l|lm|x|d|h|p|z-m-m|[a-z]{2}-[a-z]{2}"
_OWN = re.compile(rf"(?:(?:{_SUBDOMAINS})\.)*(?:facebook|fb)\.com")
_ANY_OWN = re.compile(r"(?:[a-z0-9-]+\.)*(?:facebook|fb)\.com")
_SHORT = (
    "fb.me fb.watch fb.gg bit.ly tinyurl.com goo.gl t.co t.ly cutt.ly rebrand.ly shorturl.at "
    "ow.ly is.gd s.id by.com.vn rb.gy lnkd.in linktr.ee"
)
_ENDING = re.compile(r"(?:\.(?:com|con|co|cm|om|cmo|comm|vom|xom|net|org|vn|info))*")
_WWW = re.compile(r"^(?:w{1,4}\.|www(?=f)|(?:m|web|mbasic|touch)\.)")


def owner(host: str) -> str:
    """Whose host (lower case, without port) this is: one of this module's constants."""
    bare = host.removeprefix("www.")
    if _OWN.fullmatch(host):
        return FACEBOOK
    if _ANY_OWN.fullmatch(host):
        return BUSINESS
    if bare in {"m.me", "messenger.com"}:
        return MESSENGER
    if bare in _SHORT.split():
        return SHORT
    return SLIP if _is_slip(host) else OTHER


def _is_slip(host: str) -> bool:
    """Whether the host is "facebook.com" or "fb.com" with one or two slips."""
    bare = _WWW.sub("", host, count=1).replace(",", ".")
    name, _, rest = bare.partition(".")
    if rest and not _ENDING.fullmatch("." + rest):
        return False
    if name in {"fb", "fbcom"}:
        return rest in {"", "con", "co", "cm", "om", "cmo", "comm", "vom", "xom", "com.vn"}
    return any(
        _distance(name, right) <= limit for right, limit in (("facebook", 2), ("facebookcom", 1))
    )


def _distance(one: str, other: str) -> int:
    """The number of letters to insert, delete, exchange or swap (optimal string alignment)."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - start-up stays light

    return OSA.distance(one, other)
