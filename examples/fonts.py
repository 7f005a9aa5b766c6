"""Text as the fonts of the 1990s want it: .VnTime (TCVN3, TCVN 5712:1993) and VNI-Times.

The letters are those code points that a computer without the font shows (Windows-1252).
"""

from __future__ import annotations

import unicodedata

_UNICODE = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"  # lower case
    "ĂÂĐÊÔƠƯ"
)
_TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ"  # lower case
    "¡¢§£¤¥¦"
)
_VNI = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä "
    "ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï "
    "ö öø öù öû öõ öï yø yù yû yõ î AÊ AÂ Ñ EÂ OÂ Ô Ö"
)
TCVN3_FONT, VNI_FONT = ".VnTime", "VNI-Times"
_TO_TCVN3 = dict(zip(_UNICODE, _TCVN3, strict=True))
_TO_VNI = dict(zip(_UNICODE, _VNI.split(), strict=True))


def tcvn3(text: str) -> str:
    """Unicode -> TCVN3; a toned capital becomes the small letter, as .VnTimeH draws it."""
    return _encode(text, _TO_TCVN3)


def vni(text: str) -> str:
    """Unicode -> VNI for Windows."""
    return _encode(text, _TO_VNI)


def _encode(text: str, table: dict[str, str]) -> str:
    letters = unicodedata.normalize("NFC", text)
    return "".join(table.get(c) or table.get(c.lower(), c) for c in letters)
