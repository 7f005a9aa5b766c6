"""The clerk's guide: what it names exists, what it quotes the screen really says."""

import re
from pathlib import Path

import pytest

import consolidate
from schema import returned, words
from steps.compose import calls, files

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = (DOCS / "huong_dan.md").read_text("utf-8")


@pytest.mark.parametrize("picture", re.findall(r"\]\((pictures/\S+)\)", GUIDE))
def test_its_pictures_exist(picture: str) -> None:
    assert (DOCS / picture).is_file()


@pytest.mark.parametrize("command", re.findall(r"\.\\consolidate (\w+)", GUIDE))
def test_its_commands_exist(command: str) -> None:
    assert command in consolidate.COMMANDS


@pytest.mark.parametrize(
    "word", ["accepted", "superseded", "duplicate", "rejected", "excluded", "ignored", "left"]
)
def test_it_explains_every_verdict_of_the_screen(word: str) -> None:
    assert f"| {words.say('vi', word)} |" in GUIDE


@pytest.mark.parametrize("sheet", [calls.NAME, files.NAME, returned.TO_FIX, "Tổng quan"])
def test_it_names_sheets_that_exist(sheet: str) -> None:
    assert f"`{sheet}`" in GUIDE or f"“{sheet}”" in GUIDE


def test_it_quotes_the_screen() -> None:
    for word in ("next", "call_silent"):
        quoted = words.say("vi", word, names="").split(":")[0]
        assert quoted.strip(" .") in GUIDE
