"""Slips in typing an e-mail address: what was probably meant. Only ever a suggestion."""

from __future__ import annotations

import re

_MISSPELT = {
    "gmail": "gmai gmial gamil gmaill gnail gmal gmil gmali gmaul gmaii gmailcom ggmail gimail",
    "yahoo": "yaho yahooo yhoo yahho yaoo yahooco yahoocom yhaoo",
    "hotmail": "hotmai hotmal hotmial hotmaill homail hotmailcom",
    "outlook": "outlok outloo oulook outllook outlookcom",
    "icloud": "icoud iclou icloudcom",
}
_PROVIDERS = {slip: name for name, slips in _MISSPELT.items() for slip in (name, *slips.split())}
_ENDINGS = {
    "",
    "con",
    "co",
    "c",
    "cm",
    "om",
    "cmo",
    "comm",
    "vom",
    "xom",
    "cim",
    "cpm",
    "coml",
    "c0m",
}
_OF_GMAIL = {"vn", "com.vn", "con.vn"}  # yahoo.com.vn and outlook.com.vn are real
_AT = re.compile(r"\s*(?:[(\[{]\s*(?:at|a còng|@)\s*[)\]}]|\sat\s|@(?:\s*@)+)\s*")
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|chấm)\s*[)\]}]\s*")
_GAP = re.compile(r"[.,;\s]*[,;\s][.,;\s]*(?=(?:com|con|co|net|org|gov|edu|vn)\b)|\.{2,}")
_NO_AT = re.compile(
    r"([a-z0-9][a-z0-9._+-]*?)"
    r"(?:\s+|[.,#!_-]?(?=(?:gmail|yahoo|hotmail|outlook)[.,]))"
    r"([a-z0-9-]+(?:[.,]+[a-z0-9-]+)+)"
)


def respelt(address: str) -> str | None:
    """The address (lower case) without its slips in "@" and in the domain; None = has none."""
    text = _DOT.sub(".", _AT.sub("@", address))
    if "@" not in text and (parts := _NO_AT.fullmatch(text)):
        text = f"{parts[1]}@{parts[2]}"
    if text.count("@") == 1:
        local, domain = text.split("@")
        text = f"{local}@{_provider(_dotted(domain))}"
    return text if text != address else None


def _dotted(domain: str) -> str:
    """The domain with one dot where a comma, a blank or several dots stand before its end."""
    return _GAP.sub(".", domain).strip(".")


def _provider(domain: str) -> str:
    """A well-known domain in place of a misspelt one; any other domain as it is."""
    name, _, ending = domain.partition(".")
    meant = _PROVIDERS.get(name)
    if meant is None:
        return domain
    if ending in _ENDINGS or (meant == "gmail" and ending in _OF_GMAIL):
        ending = "com"
    return f"{meant}.{ending.replace('con.vn', 'com.vn')}"
