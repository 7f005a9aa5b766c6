"""The clerk's guide tells the truth: its sentences are the screen's, its commands exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from consolidate import main

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "huong_dan.md").read_text(encoding="utf-8")
SPEAKING = [
    *(ROOT / "schema").glob("words*.py"),
    *(ROOT / "commands").glob("*.py"),
    ROOT / "consolidate.bat",
]
SAID = [
    sentence
    for row in re.findall(r"^\| (`.*?) \|", GUIDE.split("| màn hình nói |")[1], re.MULTILINE)
    for sentence in re.findall(r"`([^`]+)`", row)
]
COMMANDS = sorted(set(re.findall(r"`consolidate\.bat ([^`]+)`", GUIDE)))


@pytest.fixture(scope="module")
def spoken() -> str:
    """All that the sources say, a sentence broken over lines in one piece."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SPEAKING)
    return re.sub(r'"\s*\n\s*f?"', "", source)


@pytest.mark.parametrize("sentence", SAID)
def test_the_screen_says_what_the_guide_explains(sentence: str, spoken: str) -> None:
    between = r"(\{[^}]*\}|[^\n])*?"
    assert re.search(between.join(map(re.escape, sentence.split("…"))), spoken)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_of_the_guide_are_understood(line: str, tmp_path: Path) -> None:
    file = tmp_path / "TỆP.xlsx"
    file.touch()
    words = [str(file) if word == file.name else word for word in shlex.split(line)]
    name, *rest = words if words[0][0] != "-" else ["run", *words]
    command = main.get_command(click.Context(main), name)
    assert command
    assert command.make_context(name, rest)


def test_the_pictures_of_the_guide_are_there() -> None:
    for name in re.findall(r'src="(pictures/[^"]+)"', GUIDE):
        assert (ROOT / "docs" / name).exists()
    assert len(SAID) > 15
    assert len(COMMANDS) > 8
