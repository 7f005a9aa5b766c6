"""The rehearsal inbox is what its script makes, and its result is the golden text.

The golden text changes on demand only, and its diff is read:

    UPDATE_GOLDEN=1 python -m pytest tests/test_examples.py
"""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from examples import golden, make_inbox
from examples.drawn import HUE, drawings, page_name

ROOT = Path(__file__).parent.parent
INBOX = ROOT / "examples" / "inbox"
EXPECTED = ROOT / "examples" / "expected" / "result.txt"
AS_OF = "2021-12-20T17:00:00+07:00"


def files(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}


def contents(path: Path) -> object:
    """A file's bytes; of a zip package its parts, since zlib builds compress differently."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    make_inbox.write(folder)
    return folder


def test_the_committed_inbox_is_what_the_script_makes(remade: Path) -> None:
    made, committed = files(remade), files(INBOX)
    assert sorted(made) == sorted(committed)
    stale = [name for name in made if contents(made[name]) != contents(committed[name])]
    assert not stale, "run: python examples/make_inbox.py"


def test_the_script_makes_the_same_bytes_again(remade: Path) -> None:
    again = dict(make_inbox.inbox())
    assert again == {name: path.read_bytes() for name, path in files(remade).items()}


def test_the_inbox_stays_small(remade: Path) -> None:
    assert sum(path.stat().st_size for path in files(remade).values()) < 600_000


def test_every_drawn_unit_is_one_of_its_sender() -> None:
    for drawing in drawings():
        own = {unit.code for unit in HUE.of_sender(drawing.sender)}
        drawn = {*drawing.units, *drawing.blank, *drawing.gone, *drawing.only}
        assert drawn <= own, drawing.file


def test_every_page_name_is_different() -> None:
    names = [page_name(unit) for unit in HUE.reporting]
    assert len(set(names)) == len(names) == 150


def test_the_run_gives_the_golden_result(tmp_path: Path) -> None:
    command = [sys.executable, "consolidate.py", "--inbox", str(INBOX), "--outbox", str(tmp_path)]
    ran = subprocess.run(
        [*command, "--as-of", AS_OF], check=False, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    found = golden.text(result)
    if os.environ.get("UPDATE_GOLDEN"):
        EXPECTED.write_text(found, encoding="utf-8", newline="\n")
    assert EXPECTED.exists(), "run once with UPDATE_GOLDEN=1"
    assert found == EXPECTED.read_text(encoding="utf-8")
