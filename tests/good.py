"""What is good, in a few lines for each kind of cell: the recount's own rules, no product code."""

import re
import unicodedata
from urllib.parse import parse_qs, urlsplit

TONES = "\u0300\u0301\u0303\u0309\u0323"
LOOK_ALIKES = str.maketrans("МНТаеорсÐð", "MHTaeopcĐđ")  # the first seven are Cyrillic
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
TCVN3 = (
    "b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4abe5e8e6e7e9"
    "aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfea1a2a7a3a4a5a6"
)
VNI = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ "
    "ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù "
    "yû yõ î AÊ AÂ Ñ EÂ OÂ Ô Ö"
)
MOBILE_2018 = {"0120": "070", "0121": "079", "0122": "077", "0123": "083", "0124": "084"}
MISTYPED = {"gmail.con", "gmail.co", "gmai.com", "gmial.com", "yaho.com", "yahoo.con"}
HOSTS = re.compile(r"^((www|m|mbasic|web|touch|vi-vn)\.)?(facebook|fb)\.com$")
NO_PAGE = {"groups", "events", "watch", "share", "login", "l.php", "sharer.php", "me", "home.php"}
CENTRAL = "mttqvietnam"


def decoded(value: object, font: str) -> object:
    """Text of a legacy font in Unicode; other text as it is."""
    if not isinstance(value, str):
        return value
    if font.startswith(".Vn"):
        codes = [chr(int(TCVN3[i : i + 2], 16)) for i in range(0, len(TCVN3), 2)]
        return value.translate(dict(zip(map(ord, codes), LETTERS, strict=True)))
    if font.startswith("VNI"):
        table = dict(zip(VNI.split(), LETTERS, strict=True))
        longest = re.compile("|".join(sorted(table, key=len, reverse=True)))
        return longest.sub(lambda code: table[code[0]], value)
    return value


def fold(value: object) -> str:
    """Text without what nobody sees and what is only convention: spaces, case, tone place, i/y."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", str(value))).translate(LOOK_ALIKES)
    text = text.strip(" “”\"'\n\t").rstrip(".").lower()
    text = re.sub(r"[^\W\d_]+", lambda word: _tone_last(word[0]), text)
    return re.sub(r"\s+", "", text).replace("y", "i")


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES)


def document(value: object) -> bool:
    """A number or a date is given."""
    return value is not None and any(c.isdigit() for c in str(value))


def person(value: object) -> bool:
    """One full name of two to eight words, titles and offices aside."""
    text = re.sub(r"(?i)^(đ/c|đồng chí|ths\.?|ts\.?)[ :.]+", "", str(value or ""))
    text = re.split(r" - |\(", text)[0]
    return "," not in text and ";" not in text and 2 <= len(text.split()) <= 8


def phone(value: object) -> bool:
    """One or several mobile or landline numbers, each whole."""
    if isinstance(value, float):
        value = int(value)
    pieces = re.split("[;/]", str(value or ""))
    return all(_one_phone(piece) for piece in pieces)


def _one_phone(text: str) -> bool:
    text = re.sub(r"\([^0-9)]*\)", "", text).strip().replace("O", "0").removesuffix(".0")
    if re.search(r"[^\d\s.,()+-]", text):
        return False
    digits = re.sub(r"\D", "", text)
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in MOBILE_2018:
        digits = MOBILE_2018[digits[:4]] + digits[4:]
    digits = re.sub(r"^054(?=\d{7}$)", "0234", digits)
    return re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits) is not None


def email(value: object) -> bool:
    """One or several plain ASCII addresses, none at a domain that is known as mistyped."""
    text = unicodedata.normalize("NFKC", str(value or "")).strip()
    text = re.sub(r"\s+@", "@", re.sub(r"^.*<(.*)>$", r"\1", text)).rstrip(".,;").lower()
    return all(_one_email(piece.strip()) for piece in text.split(";"))


def _one_email(text: str) -> bool:
    form = re.fullmatch(
        r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})", text
    )
    return form is not None and form[2] not in MISTYPED


def link(value: object) -> str | None:
    """What identifies the Facebook page of an address; None if it is no page's address."""
    text = str(value or "").strip()
    parts = urlsplit(text if "://" in text else f"https://{text}")
    steps = [step for step in parts.path.split("/") if step]
    if not HOSTS.match(parts.netloc.lower()) or not steps or steps[0] in NO_PAGE:
        return None
    if steps[0] == "profile.php":
        return "id:" + parse_qs(parts.query)["id"][0]
    if steps[0] == "pg":
        steps = steps[1:]
    number = re.search(r"(?:^|-)(\d{10,})$", steps[-1])
    if number and (steps[0] in ("pages", "people", "p") or len(steps) == 1):
        return "id:" + number[1]
    if len(steps) > 2:
        return None
    name = steps[0].lower().replace(".", "")
    return None if name == CENTRAL or "-" in name else "u:" + name
