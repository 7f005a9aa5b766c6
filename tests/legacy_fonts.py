"""How a text stands in a workbook typed in an old font: our tables the other way round."""

from schema.legacy import tables


def encoded(text: str, encoding: str) -> str:
    """Write a text in TCVN3 (no toned capitals) or VNI, by the tables the other way round."""
    codes = {letter: code for code, letter in tables()[encoding].items()}
    capitals = {
        letter.upper(): code.upper() if encoding == "vni" else code
        for letter, code in codes.items()
        if letter.upper() not in codes
    }
    return "".join((codes | capitals).get(letter, letter) for letter in text)


def as_code_page_1258(text: str) -> str:
    """What a Windows machine set to code page 1258 makes of the bytes of a Latin-1 text."""
    return "".join(
        letter if letter < "\xa0" else bytes([ord(letter)]).decode("cp1258") for letter in text
    )
