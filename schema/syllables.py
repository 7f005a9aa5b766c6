"""Vietnamese syllables: where the tone stands, i or y, and what is a syllable at all.

House spelling is the old style (hòa, khỏe, thủy), as in the letter and in the registry. "qu" and
"gi" before a vowel are consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
STOPPED = ("", "\u0301", "\u0323")  # before c, ch, p, t: sharp or heavy; none = mark forgotten
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    "(ngh|ng|nh|gh|gi(?=[aăâeêoôơuưy])|kh|ph|th|tr|ch|qu(?=[aăâeêioôơy])|[bcdđghklmnprstvx])?"
    "([aăâeêioôơuưy]+)(ch|ng|nh|[cmnpt])?"
)
_OPEN_I = re.compile("[hklmstv][iíìỉĩịyýỳỷỹỵ]")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_SPELT = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong op ot ooc oong
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh
    ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yên yêm yêng yêt yêu ynh yt
"""
_RHYMES = frozenset(_SPELT.split())


def _parts(word: str) -> tuple[str, str, re.Match[str]] | None:
    """Letters without tone, the tone, and the syllable's parts; None = not built like one."""
    marks = unicodedata.normalize("NFD", word)
    tones = [mark for mark in marks if mark in TONES]
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    built = _SYLLABLE.fullmatch(letters.lower())
    return (letters, "".join(tones), built) if built and len(tones) < 2 else None


@lru_cache(maxsize=20_000)
def _old_style(word: str) -> str:
    parts = _parts(word)
    if not parts or not parts[1]:
        return word
    letters, tone, built = parts
    vowels, start = built[2], built.start(2)
    marked = [place for place, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    before_last = max(len(vowels) - 2, 0) if not built[3] else len(vowels) - 1
    place = start + (marked[-1] if marked else before_last) + 1
    return unicodedata.normalize("NFC", letters[:place] + tone + letters[place:])


def old_style(text: str) -> str:
    """Put each tone where the house spelling has it: hoà -> hòa, thuỷ -> thủy, Húê -> Huế."""
    return _WORD.sub(lambda word: _old_style(word[0]), text)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    word = _old_style(word)
    return word.translate(_Y_TO_I) if _OPEN_I.fullmatch(word) else word


def folded(text: str) -> str:
    """Lower-case NFC text with one tone placement, and i for y in an open syllable (Mỹ, Mĩ)."""
    return _WORD.sub(lambda word: _folded(word[0]), text)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case, is spelt like a Vietnamese syllable."""
    parts = _parts(unicodedata.normalize("NFC", word))
    if not parts:
        return False
    _, tone, built = parts
    onset, vowels, coda = built[1] or "", built[2], built[3] or ""
    front = vowels[0] in "eêiy"
    misspelt = (onset in ("c", "ng") and front) or (onset in ("gh", "ngh") and not front)
    stopped = coda in ("c", "ch", "p", "t") and tone not in STOPPED
    return not misspelt and not stopped and vowels + coda in _RHYMES
