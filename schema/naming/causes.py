"""What the district is told: the root cause of a page name that is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schema.naming.fitting import Fit
from schema.naming.lexicon import level_of
from schema.naming.pages import Pages, leaves_type_out
from schema.naming.reading import Reading
from schema.naming.words import Words, bare_words, front_phrases, keys
from schema.units import FormerUnit, Unit
from schema.verdicts import Remark


def remark(fit: Fit, suggestions: tuple[str, ...], pages: Pages) -> Remark:
    """The one error of a text whose best reading is `fit`."""
    if isinstance(fit.named, FormerUnit):
        return Remark("name_former", suggestions, former_details(fit.named, pages.registry.by_code))
    code = _code(fit, fit.named, pages)
    return Remark(code, suggestions, {"type": fit.named.type, "place": fit.named.place})


def _told(unit: Unit, former: FormerUnit, by_code: Mapping[str, Unit]) -> str:
    """A successor; one that has kept its name, and changed its place, with that place."""
    upper = by_code.get(unit.parent)
    return f"{unit.title} ({upper.place})" if upper and unit.title == former.title else unit.title


def former_details(former: FormerUnit, by_code: Mapping[str, Unit]) -> dict[str, str]:
    """What a sentence on a former unit needs: its name, since when, by which resolution."""
    heirs = (_told(by_code[code], former, by_code) for code in former.successors)
    return {
        "former": former.title,
        "effective": former.effective.strftime("%d/%m/%Y"),
        "source": former.source,
        "successors": ", ".join(heirs),
    }


def _code(fit: Fit, unit: Unit, pages: Pages) -> str:
    pattern = pages.patterns[unit.level]
    prefix = bare_words(pattern.partition("{")[0])
    checks = (
        ("name_misspelt", any(item.fuzzy for item in fit.reading.names)),
        ("name_marks", _lacks_marks(fit.reading)),
        ("name_prefix", not _begins_well(fit, prefix)),
        ("name_abbreviation", _is_abbreviated(fit)),
        ("name_type_wrong", fit.conflict > 0),
        ("name_district_type", bool(fit.item.type) and leaves_type_out(pattern)),
        ("name_type_missing", not fit.item.type and not leaves_type_out(pattern)),
        ("name_above_wrong", _is_above_wrong(fit)),
        ("name_above_missing", _lacks_above(fit, unit, pages)),
        ("name_order", _is_swapped(fit, unit, pages)),
        ("name_extra", fit.reading.unknown > 0 or _is_doubled(fit)),
    )
    return next((code for code, holds in checks if holds), "name_brackets")


def _lacks_marks(reading: Reading) -> bool:
    """A word is the right one but for its marks."""
    return any(
        (unmarked := tuple(word.bare for word in reading.words[start:end])) in right
        and tuple(word.key for word in reading.words[start:end]) not in right[unmarked]
        for start, end, right in _spans(reading)
    )


def _spans(reading: Reading) -> Iterator[tuple[int, int, Mapping[Words, Sequence[Words]]]]:
    """Each piece of a reading with what it should be: without marks -> with marks."""
    for item in reading.items:
        kind = {bare_words(item.type): [keys(item.type)]} if item.type else {}
        if item.kind == "front":
            yield item.start, item.end, {k: [v] for k, v in front_phrases().items()}
        elif item.kind == "type":
            yield item.start, item.end, kind
        elif item.kind == "name":
            yield item.start, item.name_start, kind
            names: dict[Words, list[Words]] = {}
            for like in item.likely:
                names.setdefault(bare_words(like.named.name), []).append(keys(like.named.name))
            yield item.name_start, item.end, names


def _begins_well(fit: Fit, prefix: Words) -> bool:
    fronts = [item for item in fit.reading.items if item.kind == "front"]
    words = fit.reading.words
    spelt = [tuple(w.bare for w in words[item.start : item.end]) for item in fronts]
    return bool(spelt) and spelt[0] == prefix and len(spelt) == 1 and fronts[0].start == 0


def _is_abbreviated(fit: Fit) -> bool:
    """A type or a name of the reading is not written in full."""
    words = fit.reading.words
    for item in fit.reading.names:
        kind = tuple(word.bare for word in words[item.start : item.name_start])
        if item.short or (item.type and kind != bare_words(item.type)):
            return True
    return False


def _is_above_wrong(fit: Fit) -> bool:
    """A unit above is another one, or has its name of other years."""
    words = fit.reading.words
    others = [item for item in fit.reading.names if item is not fit.item and not item.fuzzy]
    spelt = [tuple(word.bare for word in words[item.name_start : item.end]) for item in others]
    return fit.strangers > 0 or any(
        all(bare_words(like.named.name) != name for like in item.likely)
        for item, name in zip(others, spelt, strict=True)
    )


def _lacks_above(fit: Fit, unit: Unit, pages: Pages) -> bool:
    """A unit above is left out, or written without its type."""
    above = list(pages.registry.above(unit))
    others = [item for item in fit.reading.names if item is not fit.item]
    return len(others) < len(above) or any(not item.type for item in others)


def _is_swapped(fit: Fit, unit: Unit, pages: Pages) -> bool:
    """The units do not stand from the lowest to the highest."""
    others = [item for item in fit.reading.names if item is not fit.item]
    levels = [unit.level for unit in pages.registry.above(unit)]
    typed = [{level_of(like.named) for like in item.likely} for item in others]
    right = all(level in found for level, found in zip(levels, typed, strict=False))
    return not right or any(item.start < fit.item.start for item in others)


def _is_doubled(fit: Fit) -> bool:
    return any(item.kind == "type" for item in fit.reading.items)
