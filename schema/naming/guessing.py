"""A text that is no page name as it stands -> the one error that is told, with its suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schema.naming.causes import remark
from schema.naming.fitting import Fit, also_fits, best, fits, is_elsewhere
from schema.naming.lexicon import level_of, lexicon, vicinity
from schema.naming.pages import Pages
from schema.naming.reading import Reading, readings
from schema.naming.words import bare_words, words
from schema.units import PROVINCE, FormerUnit, Registry, Unit
from schema.verdicts import Verdict, error

PROVINCE_SIZE = 2000  # units; a whole country is not searched for a misspelt name
_REMARK = frozenset(("chưa", "đang", "không", "sẽ", "chờ", "bị"))


class Desk(NamedTuple):
    """Whose row and whose workbook the text stands in."""

    pages: Pages
    sender: Unit
    own: Unit | None

    @property
    def registry(self) -> Registry:
        """All units whose page it may be."""
        return self.pages.registry

    def read(self, text: str) -> list[Reading]:
        """The readings of a text, each name as the registry has it, marks and short forms aside."""
        return readings(words(text), lexicon(self.registry), self._prefix())

    def guess(self, text: str) -> list[Reading]:
        """The readings of a text with misspelt names: near the sender's district, then anywhere."""
        spelt, names, prefix = words(text), lexicon(self.registry), self._prefix()
        near = vicinity(self.registry, self._district(self.read(text)))
        found = readings(spelt, names, prefix, near)
        if fits(found, self.registry) or len(self.registry.units) > PROVINCE_SIZE:
            return found
        return readings(spelt, names, prefix, self.registry.units)

    def _prefix(self) -> tuple[str, ...]:
        pattern = next(iter(self.pages.patterns.values()), "")
        return bare_words(pattern.partition("{")[0])

    def _district(self, found: list[Reading]) -> str:
        upper = self.registry.levels[:-1]
        named = {
            like.named.code
            for item in found[0].names
            for like in item.likely
            if isinstance(like.named, Unit) and like.named.level in upper
        }
        return named.pop() if len(named) == 1 else self.sender.code

    def parses(self, text: str) -> bool:
        """Whether each word has a meaning and a unit is named."""
        return _is_understood(self.read(text))

    def deviating(self, text: str) -> Verdict | None:
        """Each word is known, but the name is not as the pattern has it."""
        found = self.read(text)
        if not _is_understood(found):
            return None
        candidates = fits(found, self.registry)
        if candidates and candidates[0].strangers and not self._is_own(candidates):
            return None  # look first for a misspelt name in the district that is written
        return self._error(found, candidates)

    def _is_own(self, candidates: Sequence[Fit]) -> bool:
        """The row's own unit is named rightly, if in a wrong district."""
        level = [fit for fit in candidates if fit.fault <= candidates[0].fault]
        return any(fit.named == self.own and not fit.conflict and fit.score == 100 for fit in level)

    def misspelt(self, text: str) -> Verdict:
        """Some word is not known: look for what it resembles, near the workbook's district."""
        found = self.guess(text)
        return self._error(found, fits(found, self.registry))

    def beside(self, text: str) -> tuple[str, ...]:
        """What a text beside a link suggests, if it is a name."""
        found = self.read(text)
        return self.names(fits(found, self.registry)) if _is_understood(found) else ()

    def _error(self, found: list[Reading], candidates: list[Fit]) -> Verdict:
        if not candidates or _is_province(found[0]):
            return error(_why_none(found, self.registry))
        if is_elsewhere(candidates[0].reading, self.registry):
            return error("name_elsewhere")
        if _is_remark(candidates[0].reading):
            return error("name_unknown")
        chosen = best(candidates, self.sender)
        told = (self.own and also_fits(candidates, chosen, self.own)) or chosen[0]
        return Verdict(None, (remark(told, self.names(candidates), self.pages),))

    def names(self, candidates: Sequence[Fit]) -> tuple[str, ...]:
        """The names that fit, the row's own first if it fits and last if it does not."""
        if not candidates:
            return ()
        chosen = best(candidates, self.sender)
        codes = list(dict.fromkeys(c for fit in self._nearest(chosen) for c in _codes_of(fit)))
        if self.own:
            first = self.own.code in codes or also_fits(candidates, chosen, self.own)
            rest = [code for code in codes if code != self.own.code]
            codes = [self.own.code, *rest] if first else [*rest, self.own.code]
        units = map(self.registry.by_code.__getitem__, codes)
        return tuple(self.pages.name(unit) for unit in units if self.pages.has(unit))

    def _nearest(self, chosen: Iterable[Fit]) -> list[Fit]:
        return sorted(chosen, key=lambda fit: (fit.named.parent != self.sender.code, -fit.score))


def _codes_of(fit: Fit) -> Iterator[str]:
    yield from fit.named.successors if isinstance(fit.named, FormerUnit) else (fit.named.code,)


def _is_understood(found: list[Reading]) -> bool:
    return bool(found) and not found[0].unknown and bool(found[0].names)


def _why_none(found: list[Reading], registry: Registry) -> str:
    if found and is_elsewhere(found[0], registry):
        return "name_elsewhere"
    return "name_province" if found and found[0].names else "name_unknown"


def _is_province(reading: Reading) -> bool:
    """Nothing but the province is named."""
    likely = [like for item in reading.names for like in item.likely]
    return not reading.unknown and all(level_of(like.named) == PROVINCE for like in likely)


def _is_remark(reading: Reading) -> bool:
    """A sentence about the page, not a name: it says "not yet", or nothing marks it as a name."""
    doubtful = [item for item in reading.items if item.kind == "unknown" or item.fuzzy]
    said = {word.key for item in doubtful for word in reading.words[item.start : item.end]}
    front = reading.items[0].kind == "front"
    typed = any(item.type or item.typed_within for item in reading.names)
    if reading.unknown and not (front or typed):
        return True
    return bool(said & _REMARK) and not (front and typed)
