"""The kind of cell "page name": ok, repaired, or wrong with its right name suggested (2.1)."""

from __future__ import annotations

import re

from schema.naming import repairs
from schema.naming.guessing import Desk
from schema.naming.pages import Pages, pages
from schema.naming.repairs import Version
from schema.naming.words import compact
from schema.readings import Value
from schema.units import Unit
from schema.verdicts import About, Remark, Verdict, error, normalised, ok

_LINK = re.compile(r"\S*(?:://|www\.|facebook\.com|fb\.com|fb\.me|m\.me/|@)\S*", re.IGNORECASE)
_STRONG = {"text_lookalike": "name_lookalike"}


def judge(value: Value, about: About) -> Verdict:
    """Judge the page name of the row's unit (domain 1.5)."""
    if not isinstance(value, str):
        return error("name_not_text")
    if len(value) > repairs.LONGEST:
        return error("name_unknown")
    known = pages(about.registry, about.patterns)
    own = about.unit if about.unit and known.has(about.unit) else None
    if own and value == known.name(own):
        return ok(value)
    return _Case(value, about, known, own).verdict()


class _Case:
    def __init__(self, value: str, about: About, known: Pages, own: Unit | None) -> None:
        self.about, self.pages, self.own = about, known, own
        self.desk = Desk(known, about.sender, own)
        self.plain = repairs.plain(value)
        self.value = value

    def verdict(self) -> Verdict:
        """The text as it stands, then as a legacy encoding, then misspelt."""
        if _LINK.search(self.plain.text):
            return error("name_link", *self.desk.beside(_LINK.sub(" ", self.plain.text)))
        if verdict := self._named(self.plain):
            return verdict
        decoded = list(repairs.decoded(self.value, self.about.encoding))
        tried = [] if decoded and self._stands() else decoded
        for version in tried:
            if verdict := self._named(version):
                return verdict
        for version in (self.plain, *tried):
            if verdict := self.desk.deviating(version.text):
                return verdict
        return self._misspelt(tried)

    def _stands(self) -> bool:
        """The text reads as Unicode: no letter is foreign, and each word has a meaning."""
        return not repairs.is_damaged(self.plain) and self.desk.parses(self.plain.text)

    def _misspelt(self, decoded: list[Version]) -> Verdict:
        legal = [version for version in decoded if repairs.is_legal(version)]
        if not legal and repairs.is_damaged(self.plain):
            return error("name_undecodable")
        return self.desk.misspelt((*legal, self.plain)[0].text)

    def _named(self, version: Version) -> Verdict | None:
        """The text is a page name but for repairs that nobody would see."""
        unit = self.pages.named(version.text, self.own)
        if unit is None:
            return self._named_with_type(version)
        if unit != (self.own or unit):
            return self._other(unit)
        name = self.pages.name(unit)
        return normalised(name, *_notices(version, name))

    def _named_with_type(self, version: Version) -> Verdict | None:
        """A district's name with its type, where the settings let it pass."""
        rule = self.about.rules.district_type_in_name
        unit = None if rule == "error" else self.pages.by_typed_text.get(compact(version.text))
        if unit is None:
            return None
        if unit != (self.own or unit):
            return self._other(unit)
        name = min(self.pages.typed(unit), key=lambda typed: len(_notices(version, typed)))
        kept = Remark("name_type_kept", (self.pages.name(unit),), {"name": name})
        return normalised(name, *([kept] if rule == "warn" else []), *_notices(version, name))

    def _other(self, unit: Unit) -> Verdict:
        own = (self.pages.name(self.own),) if self.own else ()
        upper = next(self.about.registry.above(unit), None)
        return error(
            "name_other_unit", *own, other=f"{unit.title} ({upper.place})" if upper else unit.title
        )


def _notices(version: Version, name: str) -> list[Remark]:
    """One notice for each kind of repair between a cell and the name that it spells."""
    if version.text == name and not version.codes:
        return []
    details = {"encoding": version.encoding.upper()}
    codes = repairs.differences(version, name)
    return [Remark(_STRONG.get(code, code), (), details) for code in codes]
