"""The inbox as a folder: what is too deep or gone is told, and the rest is read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import province
from drawn import appendix
from schema.settings import Settings
from steps import collect

ROOT = Path(__file__).parent.parent
GOOD = appendix("Huyện A Lưới")
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX folders")


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """An inbox with folders in folders until no path reaches the innermost."""
    before = Path.cwd()
    (tmp_path / "in").mkdir()
    os.chdir(tmp_path / "in")
    for _ in range(30):
        Path("x" * 200).mkdir()
        os.chdir("x" * 200)
    Path("a.xlsx").write_bytes(GOOD)
    os.chdir(before)
    yield tmp_path / "in"
    shutil.rmtree(tmp_path / "in")


@posix
def test_a_folder_that_no_path_reaches_is_told(settings: Settings, deep: Path) -> None:
    found = province.facts(settings, deep, {"ok.xlsx": GOOD})
    assert province.codes(found, severity="error", code="file_unreadable") == ["file_unreadable"]
    assert province.unit(found, "Huyện A Lưới")["submitted"]


def test_an_inbox_that_is_gone_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(collect.InboxError, match="gone"):
        list(collect.submissions(tmp_path / "gone", province.AS_OF))


def run(inbox: Path, out: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "consolidate.py", "--inbox", inbox, "--outbox", out,
         "--as-of", "2021-12-20T17:00:00+07:00"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip


def test_an_inbox_that_goes_while_it_is_read_leaves_the_outputs(tmp_path: Path) -> None:
    """As a network drive does: the command found it a moment ago."""
    inbox, out, site = tmp_path / "in", tmp_path / "out", tmp_path / "site"
    inbox.mkdir()
    site.mkdir()
    (inbox / "a.xlsx").write_bytes(GOOD)
    assert run(inbox, out, site).returncode == 0
    before = (out / "result.json").read_bytes()
    (site / "sitecustomize.py").write_text(
        "import os\nreal = os.scandir\n"
        "def scandir(path='.'):\n"
        f"    if str(path) == {str(inbox)!r}:\n"
        "        raise OSError(5, 'gone', str(path))\n"
        "    return real(path)\n"
        "os.scandir = scandir\n"
    )
    done = run(inbox, out, site)
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Không mở được thư mục in" in done.stderr
    assert (out / "result.json").read_bytes() == before
