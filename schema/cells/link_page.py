"""One address read: which page of Facebook it names, or why it names none.

User names: letters, digits and dots, at least 5 characters; dots and case do not distinguish.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from schema.cells import link_hosts as hosts

HOME = "https://www.facebook.com/"
LONGEST = 2079  # characters of an address that Excel takes as a link
_SCHEME = re.compile(r"^(?:h?t{1,3}p{1,2}s?[:;]?/{1,3}|h?ttps?[:;])+", re.IGNORECASE)
_PLAIN = re.compile(re.escape(HOME) + "([a-z0-9.]{1,100})")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.]*[a-z0-9])?")
_NAMED_ID = re.compile(r".*?-([0-9]{10,})")
_FORWARDS = re.compile(r"(?:l|share|sharer|login|dialog|flx|plugins|checkpoint|recover)(?:\.php)?")
_POSTS = re.compile(r"(?:permalink|story|photo|video)\.php|photo|photos|videos|posts|media")
_NO_PAGE = (
    "groups events event watch reel reels hashtag search marketplace me home home.php stories "
    "gaming games help settings friends notifications messages bookmarks ads adsmanager business "
    "policies policy privacy terms legal careers live notes saved memories fundraisers donate "
    "jobs offers places lite developers latest feed public directory ajax pages profile.php people "
    "p pg signup reg r.php index.php about profile messenger_media help.php business_suite "
    "creatorstudio pages_manager"
)
_TABS = (
    "about photos posts videos reviews community events home followers following likes map "
    "mentions services shop groups notes offers music reels live live_videos photos_albums "
    "photos_stream photos_by photos_of friends info timeline wall directory menu jobs fundraisers "
    "likers reviews_given sports books movies tv check-ins"
)
_DEEP_TABS = ("about", "followers", "following", "likes", "directory", "community", "reviews")
_OWNERS = {
    hosts.SHORT: "link_short",
    hosts.BUSINESS: "link_not_page",
    hosts.OTHER: "link_other_host",
}


class Reading(NamedTuple):
    """What an address says: a page, a code of what is wrong, pages to suggest instead."""

    page: str | None  # the canonical link
    code: str = ""  # an error if there is no page; link_profile = a notice beside a page
    suggestions: tuple[str, ...] = ()


def read(address: str) -> Reading:
    """Read one address, with or without a scheme."""
    if plain := _PLAIN.fullmatch(address):  # most are: nothing to take apart
        return _read_path([plain[1]], {})
    try:
        url = urlsplit("https://" + _SCHEME.sub("", address.replace("\\", "/")).lstrip("/"))
    except ValueError:  # brackets or letters that no host can have
        return Reading(None, "link_other_host")
    if len(address) > LONGEST:
        return Reading(None, "link_not_page")
    return _read(url)


def _read(url: SplitResult) -> Reading:
    host = url.netloc.rpartition("@")[2].partition(":")[0].lower().rstrip(".")
    owner = hosts.owner(host)
    path = url.fragment.removeprefix("!") if url.fragment.startswith("!/") else url.path
    parts = [part for part in unquote(path).split("/") if part.strip()]
    if owner == hosts.FACEBOOK:
        return _read_path(parts, parse_qs(url.query))
    if owner == hosts.SLIP:
        return _instead("link_host", _read_path(parts, parse_qs(url.query)))
    if owner == hosts.MESSENGER:
        return _instead("link_messenger", _named(parts[-1] if parts else ""))
    return Reading(None, _OWNERS[owner])


def _instead(code: str, other: Reading) -> Reading:
    """An error that suggests what another reading names or suggests."""
    return Reading(None, code, (other.page,) if other.page else other.suggestions)


def _read_path(parts: list[str], query: dict[str, list[str]]) -> Reading:
    first = parts[0].lower() if parts else ""
    if _FORWARDS.fullmatch(first):
        return _forwarded(parts, query)
    if _POSTS.fullmatch(first):
        return _instead("link_post", _numbered(query.get("id", [""])[0]))
    form = _numbered_form(first, parts, query)
    if form or not parts or first in _NO_PAGE.split():
        return form or Reading(None, "link_not_page")
    return _with_tab(parts)


def _numbered_form(first: str, parts: list[str], query: dict[str, list[str]]) -> Reading | None:
    """The forms that carry the ID: /pages/Name/ID, /p/Name-ID, /profile.php?id=ID and others."""
    rest = parts[1:]
    if first == "profile.php" and not rest:
        return _profile(query.get("id", [""])[0])
    if first in ("people", "p") and len(rest) >= (2 if first == "people" else 1):
        return _profile(rest[1] if first == "people" else rest[0])
    if first == "pg" and rest:
        return _with_tab(rest)
    if first == "pages" and rest[:1] == ["category"]:
        return _numbered(rest[2]) if len(rest) > 2 else None
    return _numbered(rest[:2][-1]) if first == "pages" and rest else None


def _with_tab(parts: list[str]) -> Reading:
    """/name or /Name-ID, alone or with a tab of the page; a post of the page is an error."""
    page = _named(parts[0])
    tab = parts[1].lower() if len(parts) > 1 else ""
    if page.page is None or not tab or tab.startswith(_DEEP_TABS):
        return page
    if tab in _TABS.split() and len(parts) == 2:
        return page
    return _instead("link_post", page)


def _named(part: str) -> Reading:
    """A user name, an ID or Name-ID."""
    name = part.lower()
    numbered = _numbered(part)
    if numbered.page:
        return numbered
    if len(name) < 5 or name.isdigit() or not _NAME.fullmatch(name) or name.endswith(".php"):
        return Reading(None, "link_name")
    return Reading(HOME + name)


def _numbered(part: str) -> Reading:
    """An ID of at least 5 digits, or Name-ID with at least 10."""
    if re.fullmatch("[0-9]{5,}", part):
        return Reading(HOME + part)
    found = _NAMED_ID.fullmatch(part)
    return Reading(HOME + found[1]) if found else Reading(None, "link_not_page")


def _profile(part: str) -> Reading:
    """The forms that a person's profile has as well: the page is to be confirmed."""
    found = _numbered(part)
    return Reading(found.page, "link_profile") if found.page else found


def _forwarded(parts: list[str], query: dict[str, list[str]]) -> Reading:
    """A log-in, share or leave-Facebook address: the address that it carries is suggested."""
    if parts[0].lower() == "share":
        return Reading(None, "link_short")
    for name in ("next", "u", "href", "continue"):
        for target in query.get(name, ()):
            inner = target if not target.startswith("/") else HOME + target.lstrip("/")
            return _instead("link_forwarded", read(inner))
    return Reading(None, "link_not_page")
