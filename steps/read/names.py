"""Which cells name a unit of the registry: enough to find the table, not to judge the cell."""

from __future__ import annotations

from functools import lru_cache

from schema.index import Index
from schema.readings import Value
from schema.units import Registry, Unit
from steps.read.labels import forms, words

BODY = {
    *("mat", "tran", "mttq", "ubmttq", "ubmttqvn", "uy", "ban"),
    *("to", "quoc", "viet", "nam", "vn"),
}


class Names:
    """The bare names of the reporting units."""

    def __init__(self, registry: Registry) -> None:
        self._units = Index(registry.reporting, lambda unit: words(unit.name))
        self._lead = set(BODY)  # words that may stand before a bare name
        for _, kind in registry.reporting.kinds:
            named = words(kind).split()
            self._lead |= {*named, "".join(word[0] for word in named)}
        self._meant = lru_cache(maxsize=1024)(self._found)  # each cell is asked for three times

    def units(self, value: Value) -> list[Unit]:
        """The units that the cell may mean, several where names are shared; [] if it names none."""
        return self._meant(value) if isinstance(value, str) and len(value) <= 120 else []

    def _found(self, text: str) -> list[Unit]:
        for form in forms(text):
            rest = form.split()
            while rest:
                if found := self._units.get(" ".join(rest)):
                    return found
                if rest[0] not in self._lead:
                    break
                rest = rest[1:]
        return []


@lru_cache(maxsize=8)
def names(registry: Registry) -> Names:
    """The names of a registry, made once."""
    return Names(registry)
