"""Viet Nam's numbering plan as far as old numbers are still typed: digits -> national number.

The mobile codes of 11 digits changed on 15/09/2018 (Decision 798/QĐ-BTTTT of 25/05/2018), the
area code of Thừa Thiên Huế, 054, on 11/02/2017 (Decision 2036/QĐ-BTTTT). In both cases the last
seven digits stayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MOBILE_2018 = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",  # MobiFone
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",  # VinaPhone
    "0162": "032", "0163": "033", "0164": "034", "0165": "035",  # Viettel
    "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058",  # Vietnamobile
    "0199": "059",  # Gmobile
}  # fmt: skip
AREA_2017 = {"054": "0234"}
LOCAL = 7  # digits of a number without its code, where a code changed
_COUNTRY = ("0084", "84")


class Number(NamedTuple):
    """A national number, "0905123456", and the code of a notice for each digit restored."""

    digits: str
    codes: tuple[str, ...] = ()


def number(typed: str) -> Number | None:
    """Read one number, digits with or without a leading "+"; None = no mobile or fixed line."""
    for candidate in _candidates(typed):
        current = _renumbered(candidate)
        if is_subscriber(current.digits):
            return current
    return None


def _candidates(typed: str) -> Iterator[Number]:
    if not typed.startswith("+"):
        yield Number(typed)
        if not typed.startswith("0"):
            yield Number("0" + typed, ("phone_zero",))
    bare = typed.removeprefix("+")
    for prefix in _COUNTRY:
        if bare.startswith(prefix):
            yield Number("0" + bare.removeprefix(prefix).removeprefix("0"), ("phone_country",))


def _renumbered(old: Number) -> Number:
    code, rest = old.digits[:-LOCAL], old.digits[-LOCAL:]
    if code in MOBILE_2018:
        return Number(MOBILE_2018[code] + rest, (*old.codes, "phone_mobile_2018"))
    if code in AREA_2017:
        return Number(AREA_2017[code] + rest, (*old.codes, "phone_area_2017"))
    return old


def _line(national: str) -> int:
    """The kind of line, as phonenumbers counts them; `national` has 7 to 12 digits."""
    import phonenumbers as plan  # noqa: PLC0415 - start-up stays light

    if not (7 <= len(national) <= 12 and national.isdigit()):
        return int(plan.PhoneNumberType.UNKNOWN)
    parsed = plan.PhoneNumber(country_code=84, national_number=int(national.removeprefix("0")))
    return int(plan.number_type(parsed))


def is_subscriber(national: str) -> bool:
    """Whether these national digits, with their zero, are a valid mobile or fixed line."""
    from phonenumbers import PhoneNumberType as Line  # noqa: PLC0415 - start-up stays light

    lines = (Line.MOBILE, Line.FIXED_LINE, Line.FIXED_LINE_OR_MOBILE)
    return national.startswith("0") and national[1:2] != "0" and _line(national) in lines


def is_service(typed: str) -> bool:
    """Whether the digits are a valid number of another kind: 1900 1234, 1800 1091."""
    from phonenumbers import PhoneNumberType as Line  # noqa: PLC0415 - start-up stays light

    others = (Line.UNKNOWN, Line.MOBILE, Line.FIXED_LINE, Line.FIXED_LINE_OR_MOBILE)
    return _line(typed) not in others
