"""A whole run in which one call to the system fails, for every one of them in turn."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import drawn
from commands.run import run as command
from commands.writing import UNFINISHED

OLD, NEW = "2021-12-16T08:00:00+07:00", "2021-12-20T17:00:00+07:00"
WRITING = os.O_WRONLY | os.O_RDWR
FULL = "database or disk is full"
CONNECT = sqlite3.connect


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox with one file, and what is written of it at two moments."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "in").mkdir()
    (folder / "in" / "PL_TrangCongDong_478.xlsx").write_bytes(
        drawn.appendix("Huyện Phú Vang", [{"unit": "Xã Phú An", "leader_phone": "123"}])
    )
    assert run(folder, folder / "old", OLD).exit_code == 0
    shutil.copytree(folder / "old", folder / "new")
    assert run(folder, folder / "new").exit_code == 0
    return folder


def run(place: Path, folder: Path, moment: str = NEW) -> Result:
    words = ["--inbox", place / "in", "--outbox", folder / "out", "--as-of", moment]
    return CliRunner().invoke(command, [str(word) for word in words])


def outputs(folder: Path) -> dict[str, bytes]:
    """The outputs by name, whatever begins with `.~` aside."""
    found = {
        p.relative_to(folder).as_posix(): p for p in (folder / "out").rglob("*") if p.is_file()
    }
    return {name: path.read_bytes() for name, path in found.items() if "/.~" not in name}


class Failing:
    """Counts the calls that change the disk, and lets the n-th one fail."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, code: int) -> None:
        self.count, self.nth, self.code = 0, nth, code
        self.failed = ""
        for name in ("open", "fdopen", "fsync", "replace", "link", "mkdir", "unlink", "chmod"):
            patch.setattr(os, name, self._counted(name, getattr(os, name)))
        patch.setattr(sqlite3, "connect", self._connected)

    def tell(self, name: str) -> None:
        self.count += 1
        if self.count == self.nth:
            self.failed = name
            raise OSError(self.code, os.strerror(self.code))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if name != "open" or args[1] & WRITING:
                self.tell(name)
            return real(*args, **more)

        return call

    def _connected(self, *args: Any, **more: Any) -> Any:
        return CONNECT(*args, **more, factory=type("Counted", (Counted,), {"failing": self}))


class Counted(sqlite3.Connection):
    """A connection whose writing statements are calls that can fail."""

    failing: Failing

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        if not sql.startswith(("SELECT", "PRAGMA", "ROLLBACK")):
            try:
                self.failing.tell(sql)
            except OSError:
                raise sqlite3.OperationalError(FULL) from None
        return super().execute(sql, *args)


def complaint(done: Result) -> str:
    """The one sentence of a run that could not write; "" of one that could."""
    if done.exit_code == 0:
        assert done.stderr == ""
        return ""
    assert (done.exit_code, type(done.exception)) == (4, SystemExit), done.exception
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    "code",
    [
        errno.ENOSPC,
        errno.EACCES,  # as Windows says of a file that is open elsewhere
        pytest.param(getattr(errno, "EDQUOT", errno.EIO), marks=pytest.mark.slow),
    ],
    ids=errno.errorcode.get,
)
def test_whatever_fails_the_outputs_are_whole(place: Path, tmp_path: Path, code: int) -> None:
    old, new = outputs(place / "old"), outputs(place / "new")
    told = {}
    for nth in range(1, 200):
        folder = tmp_path / str(nth)
        shutil.copytree(place / "old", folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("steps.write.staging.RETRIES", (0.0, 0.0))
            failing = Failing(patch, nth, code)
            line = complaint(run(place, folder))
        if failing.count < nth:
            break
        found = outputs(folder)
        told[failing.failed] = line
        if not line:
            assert found == new, (nth, failing.failed)
        else:
            assert line.endswith("Tệp cũ vẫn giữ nguyên."), (nth, failing.failed)
            assert found == old, (nth, failing.failed)
    assert nth > 30  # every call was reached, and in the end none failed
    assert {"open", "fdopen", "fsync", "replace", "COMMIT"} <= told.keys()
    assert FULL in told["COMMIT"]


def test_without_hard_links_the_sentence_says_that_some_are_new(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on FAT and some network drives."""
    old, new = outputs(place / "old"), outputs(place / "new")
    real = os.replace

    def no_links(*_: Any) -> None:
        raise OSError(errno.EPERM, "no hard links")

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == "result.json":
            raise OSError(errno.EIO, "disk")
        real(source, target)

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, "replace", replace)
    shutil.copytree(place / "old", tmp_path / "x")
    assert complaint(run(place, tmp_path / "x")).endswith(UNFINISHED)
    found = outputs(tmp_path / "x")
    assert found != old
    assert found.keys() == new.keys()
    assert all(data in (old[name], new[name]) for name, data in found.items())


def test_an_output_that_stays_open_elsewhere_gets_a_dated_name(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    old, new = outputs(place / "old"), outputs(place / "new")
    real = os.replace
    monkeypatch.setattr("steps.write.staging.RETRIES", (0.0,))
    for name in old:
        folder = tmp_path / Path(name).stem
        shutil.copytree(place / "old", folder)

        def replace(source: Any, target: Any, held: Path = folder / name) -> None:
            if Path(target) == held:
                raise PermissionError(errno.EACCES, "open")
            real(source, target)

        monkeypatch.setattr(os, "replace", replace)
        done = run(place, folder)
        dated = Path(name).with_stem(f"{Path(name).stem}_20211220_170000").as_posix()
        assert done.exit_code == 0
        assert outputs(folder) == {**new, name: old[name], dated: new[name]}
