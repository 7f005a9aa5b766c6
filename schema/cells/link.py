"""Links to Facebook pages: one canonical form, one identity key.

Canonical is `https://www.facebook.com/` with the lower-case user name, its dots kept, or with the
numeric ID. Whether the page exists is not asked: nothing here goes out to the network.
"""

from __future__ import annotations

from schema.cells.link_page import Reading, read
from schema.cells.link_text import addresses, is_cut
from schema.columns import Kind
from schema.readings import Value
from schema.verdicts import About, Verdict, error, normalised, ok


def key(url: str) -> str:
    """The identity of a canonical link: `u:` + user name without dots, or `id:` + ID."""
    name = url.rstrip("/").rpartition("/")[2].lower()
    return f"id:{name}" if name.isdigit() else "u:" + name.replace(".", "")


def judge(value: Value, about: About) -> Verdict:
    """Judge a link cell by its text, or by the hyperlink behind a text that is no address."""
    text = value if isinstance(value, str) else ""
    shown = addresses(text)
    behind = addresses(about.link or "")
    if not shown and behind:
        return _judge_behind(read(behind[0]), about)
    if not shown:
        return error("link_cut" if is_cut(text) else "link_not_address")
    verdict = _judge_text(text, shown, about)
    if behind and not verdict.is_error and _differs(verdict, behind[0]):
        return normalised(verdict.value, "link_differs", *verdict.remarks)
    return verdict


def _judge_behind(found: Reading, about: About) -> Verdict:
    verdict = _judge_reading(found, about)
    if verdict.is_error:
        return verdict
    return normalised(verdict.value, "link_behind", *verdict.remarks)


def _judge_text(text: str, shown: tuple[str, ...], about: About) -> Verdict:
    readings = tuple(dict.fromkeys(map(read, shown)))
    if len(readings) > 1 and not _is_one_page(readings):
        named = [page for r in readings for page in (r.page, *r.suggestions) if page]
        return error("link_several", *_local(tuple(dict.fromkeys(named)), about))
    if is_cut(text):
        return error("link_cut")
    verdict = _judge_reading(readings[0], about)
    if verdict.is_error or verdict.remarks:
        return verdict
    return ok(text) if text == verdict.value else normalised(verdict.value, "link_canonical")


def _is_one_page(readings: tuple[Reading, ...]) -> bool:
    """Whether all of these name the same page."""
    keys = {found.page and key(found.page) for found in readings}
    return len(keys) == 1 and None not in keys


def _judge_reading(found: Reading, about: About) -> Verdict:
    """The verdict on one address; a page that is good in form gets no remark of its form."""
    named = tuple(page for page in (found.page, *found.suggestions) if page)
    if named and not _local(named, about):
        return error("link_central")
    if found.page is None:
        return error(found.code, *_local(found.suggestions, about))
    return normalised(found.page, found.code) if found.code else ok(found.page)


def _local(pages: tuple[str, ...], about: About) -> tuple[str, ...]:
    """These pages without those of the centre, which are nobody's local page (letter, 2.3)."""
    central = {key(name) for name in about.rules.central_pages}
    return tuple(page for page in pages if key(page) not in central)


def _differs(verdict: Verdict, address: str) -> bool:
    """Whether the hyperlink leads elsewhere than the text says."""
    behind = read(address)
    known = {key(page) for page in (behind.page, *behind.suggestions) if page}
    return key(str(verdict.value)) not in known


LINK = Kind(
    "link", judge, format="@", privacy="open", example="https://www.facebook.com/mattran.vidu"
)
