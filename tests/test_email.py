"""E-mail addresses: every line of the domain's table 3.3, and combinations of them."""

from datetime import date

import pytest

from judging import said, unused
from schema.cells.email import judge
from schema.readings import Value

TEXTS = {
    "a@gmail.com": "a@gmail.com",
    "ten.dem@yahoo.com.vn": "ten.dem@yahoo.com.vn",
    "a_b-c+d@vidu.example.org": "a_b-c+d@vidu.example.org",
    "a@mail.com": "a@mail.com",
    # repaired
    " a@gmail.com ": "a@gmail.com | email_tidied",
    "a@gmail.com\u200b": "a@gmail.com | email_tidied",
    "\ufeffa@gmail.com": "a@gmail.com | email_tidied",
    "a\u00a0@gmail.com": "a@gmail.com | email_tidied",
    "a @ gmail.com": "a@gmail.com | email_tidied",
    "a@gmail .com": "a@gmail.com | email_tidied",
    "a@gmail. com": "a@gmail.com | email_tidied",
    "a＠gmail.com": "a@gmail.com | email_tidied",
    "a@gmail.com;": "a@gmail.com | email_tidied",
    "a@gmail.com,": "a@gmail.com | email_tidied",
    "A@Gmail.COM": "a@gmail.com | email_case",
    "a@gmail.com.": "a@gmail.com | email_wrapped",
    "A@GMAIL.COM.": "a@gmail.com | email_wrapped",
    "<a@gmail.com>": "a@gmail.com | email_wrapped",
    "Hùng <a@gmail.com>": "a@gmail.com | email_wrapped",
    '"Hùng" <A@gmail.com>': "a@gmail.com | email_wrapped",
    "Hùng (a@gmail.com)": "a@gmail.com | email_wrapped",
    "a@gmail.com (Hùng)": "a@gmail.com | email_wrapped",
    "Email: a@gmail.com": "a@gmail.com | email_wrapped",
    "mailto:a@gmail.com": "a@gmail.com | email_wrapped",
    "MAILTO:a@gmail.com?subject=x": "a@gmail.com | email_wrapped",
    # several
    "a@gmail.com; b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com,b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com/b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com\nb@yahoo.com;": "a@gmail.com; b@yahoo.com | email_several",
    "A@gmail.com và b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com - b@yahoo.com": "a@gmail.com; b@yahoo.com | email_several",
    "a@gmail.com; a@gmail.com": "a@gmail.com | email_several",
    "Hùng <a@gmail.com>, Lan <b@gmail.com>": (
        "a@gmail.com; b@gmail.com | email_several email_wrapped"
    ),
    "a@gmail.com, b@gmail.con": "- | email_domain | a@gmail.com; b@gmail.com",
    "a@gmail,com, b@yahoo.com": "- | email_mistyped | a@gmail.com; b@yahoo.com",
    "a@gmail.com; tuyen giao@gmail.com": "- | email_invalid",
    # probable slips: an error with a suggestion, never a silent repair
    "a@gmail": "- | email_mistyped | a@gmail.com",
    "a@yahoo": "- | email_mistyped | a@yahoo.com",
    "a@gmailcom": "- | email_mistyped | a@gmail.com",
    "a gmail.com": "- | email_mistyped | a@gmail.com",
    "A Gmail,com": "- | email_mistyped | a@gmail.com",
    "ten.gmail.com": "- | email_mistyped | ten@gmail.com",
    "tengmail.com": "- | email_mistyped | ten@gmail.com",
    "a@@gmail.com": "- | email_mistyped | a@gmail.com",
    "a@gmail,com": "- | email_mistyped | a@gmail.com",
    "a@gmail com": "- | email_mistyped | a@gmail.com",
    "a@gmail..com": "- | email_mistyped | a@gmail.com",
    "a@.gmail.com": "- | email_mistyped | a@gmail.com",
    "a(at)gmail.com": "- | email_mistyped | a@gmail.com",
    "a (at) gmail (dot) com": "- | email_mistyped | a@gmail.com",
    "b@gmаil.com": "- | email_lookalike | b@gmail.com",
    "hаng@gmail.com": "- | email_lookalike | hang@gmail.com",
    # errors without a guess
    "tuyen giao@gmail.com": "- | email_invalid",
    "tuyen. giao@gmail.com": "- | email_invalid",
    "hung,tran@gmail.com": "- | email_invalid",
    "hu..ng@gmail.com": "- | email_invalid",
    ".hung@gmail.com": "- | email_invalid",
    "hung.@gmail.com": "- | email_invalid",
    "hung@localhost": "- | email_invalid",
    "a@b@gmail.com": "- | email_invalid",
    "@gmail.com": "- | email_invalid",
    "a@gmail.com. hung": "- | email_invalid",
    "mặttrận@gmail.com": "- | email_not_ascii",
    "hùng@gmail.con": "- | email_not_ascii",
    "Hùng a@gmail.com": "- | email_not_ascii",
    "không có": "- | email_invalid",
    "0905123456": "- | email_invalid",
    "https://www.facebook.com/hung": "- | email_invalid",
}
SLIPS = {
    "gmail.con gmail.co gmai.com gmial.com gamil.com gmaill.com gnail.com gmail.cm": "gmail.com",
    "gmail.com.vn gmal.com gmail.comm gmail.c0m": "gmail.com",
    "yaho.com yahoo.con yahooo.com": "yahoo.com",
    "yaho.com.vn yahoo.con.vn": "yahoo.com.vn",
    "hotmai.com hotmail.con": "hotmail.com",
}


@pytest.mark.parametrize(("typed", "expected"), TEXTS.items())
def test_text(typed: str, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize(
    ("slip", "meant"), [(slip, meant) for slips, meant in SLIPS.items() for slip in slips.split()]
)
def test_a_mistyped_domain_is_an_error_with_a_suggestion(slip: str, meant: str) -> None:
    assert said(judge, f"ten@{slip}") == f"- | email_domain | ten@{meant}"


@pytest.mark.parametrize("typed", [905123456.0, True, date(2021, 12, 20)])
def test_no_text_is_no_address(typed: Value) -> None:
    assert said(judge, typed) == "- | email_invalid"


def test_every_code_is_brought_about() -> None:
    assert not unused("emails", TEXTS.values())
