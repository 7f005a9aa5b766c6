"""The outbox: old outputs are whole until the new ones are, whatever fails and whenever it dies."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import drawn
from province import AS_OF
from steps.write import HeldError, held, outbox

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("KILLS", "25"))  # KILLS=400 pytest tests/test_outbox.py
OLD, NEW = "2021-12-16T08:00:00+07:00", "2021-12-20T17:00:00+07:00"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and signals")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs in bytes, by name; what a dead run left is none."""
    files = [name for name in names(folder) if (folder / name).is_file()]
    return {name: (folder / name).read_bytes() for name in files if not name.startswith(".~")}


def written(folder: Path, mark: bytes) -> None:
    """Three outputs with this mark, and one taken away."""
    with held(folder, patience=0), outbox(folder) as held_one:
        held_one.put("a.xlsx", mark * 1000, AS_OF)
        held_one.put("b.json", mark, AS_OF)
        held_one.put("tra lại/c.xlsx", mark * 9, AS_OF)
        held_one.remove("cũ.xlsx")
        held_one.publish()


def test_nothing_shows_before_the_end(tmp_path: Path) -> None:
    (tmp_path / "cũ.xlsx").write_bytes(b"1")
    with held(tmp_path), outbox(tmp_path) as held_one:
        held_one.put("a.xlsx", b"new", AS_OF)
        held_one.remove("cũ.xlsx")
        hidden = [path for path in tmp_path.iterdir() if path.is_dir()]
        assert [path.name[:2] for path in hidden] == [".~"]
        assert hidden[0].stat().st_mode & 0o077 == 0
        assert [p.name for p in tmp_path.iterdir() if p.name[0] != "."] == ["cũ.xlsx"]
        assert held_one.publish() == [tmp_path / "a.xlsx"]
    assert names(tmp_path) == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o077 == 0


def test_what_is_not_published_is_lost(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stop"), held(tmp_path), outbox(tmp_path) as held_one:
        held_one.put("a.xlsx", b"new", AS_OF)
        raise ValueError("stop")
    assert names(tmp_path) == []


def test_an_output_that_is_open_gets_a_dated_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where the system refuses to replace an open file."""
    real = os.replace

    def refuse(source: Any, target: Any, **more: Any) -> None:
        if str(target).endswith("a.xlsx"):
            raise PermissionError(errno.EACCES, "open")
        real(source, target, **more)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr("steps.write.staging.RETRIES", (0.0,))
    (tmp_path / "a.xlsx").write_bytes(b"old")
    with held(tmp_path), outbox(tmp_path) as held_one:
        held_one.put("a.xlsx", b"new", AS_OF)
        held_one.put("b.json", b"new", AS_OF)
        placed = held_one.publish()
    assert [path.name for path in placed] == ["a_20211220_170000.xlsx", "b.json"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


class Failing:
    """Counts the calls at the border to the system, and lets the n-th one fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int, code: int) -> None:
        self.count, self.nth, self.code = 0, nth, code
        for name in ("open", "fsync", "replace", "mkdir"):
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self.nth:
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **more)

        return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_any_failure_leaves_whole_outputs(tmp_path: Path, code: int) -> None:
    written(tmp_path, b"old")
    before = contents(tmp_path)
    for nth in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, nth, code)
            try:
                written(tmp_path, b"new")
            except OSError as fault:
                assert fault.errno == code
        if failing.count < nth:
            break
        for name, found in contents(tmp_path).items():
            assert found in (before[name], before[name].replace(b"old", b"new"))
    assert nth > 15  # every step was reached, and in the end none failed
    assert names(tmp_path) == ["a.xlsx", "b.json", "tra lại", "tra lại/c.xlsx"]


def test_strays_of_killed_runs_are_swept(tmp_path: Path) -> None:
    written(tmp_path, b"old")
    (tmp_path / ".~tam-x1").mkdir()
    (tmp_path / ".~tam-x1" / "0.part").write_bytes(b"0905000001")
    (tmp_path / "tra lại" / ".~abc.part").write_bytes(b"0905000001")
    (tmp_path / ".~khoa").write_bytes(b"")
    written(tmp_path, b"new")
    assert names(tmp_path) == ["a.xlsx", "b.json", "tra lại", "tra lại/c.xlsx"]


def test_a_second_run_waits_or_is_refused_by_name(tmp_path: Path) -> None:
    script = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\nfrom steps.write import held\n"
        f"with held(Path({str(tmp_path)!r})):\n"
        " print('held', flush=True); time.sleep(1.5)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(HeldError, match=tmp_path.name), held(tmp_path, patience=0.2):
            pass
        with held(tmp_path, patience=20):
            assert other.wait() == 0
    assert names(tmp_path) == []


def test_a_run_on_an_outbox_in_use_is_4_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "hộp đi").mkdir()
    with held(tmp_path / "hộp đi"):
        done = command("--inbox", tmp_path / "in", "--outbox", tmp_path / "hộp đi")
    assert done.returncode == 4
    assert "hộp đi" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert names(tmp_path) == ["hộp đi", "in"]


def command(*words: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it; with `limit`, no file may grow beyond that many bytes."""
    return subprocess.run(
        [sys.executable, "consolidate.py", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=None if limit is None else lambda: small_files(limit),
    )  # fmt: skip


def small_files(limit: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An inbox with two files, and what is written of it at two moments."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "in").mkdir()
    for code, sender in (("478", "Huyện Phú Vang"), ("481", "Huyện A Lưới")):
        (folder / "in" / f"PL_TrangCongDong_{code}.xlsx").write_bytes(drawn.appendix(sender))
    for name, moment in (("old", OLD), ("new", NEW)):
        if name == "new":
            shutil.copytree(folder / "old", folder / "new")
        done = run(folder, folder / name / "out", moment)
        assert done.returncode == 0, done.stderr
    yield folder


def run(
    folder: Path, out: Path, moment: str = NEW, limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    return command("--inbox", folder / "in", "--outbox", out, "--as-of", moment, limit=limit)


@posix
@pytest.mark.parametrize("limit", [0, 100, 5_000, 15_000])
def test_a_workbook_that_is_cut_off_is_one_error_and_nothing_on_the_screen(
    tmp_path: Path, limit: int
) -> None:
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "from pathlib import Path\nfrom commands import options\n"
        "from steps.compose import form\nfrom steps.write import outbox\n"
        "from test_outbox import small_files\n"
        "settings = options.settings(Path('campaign.toml'))\n"
        "book = form.prefilled(settings, settings.registry.senders[0])\n"
        f"small_files({limit})\n"
        f"with outbox(Path({str(tmp_path)!r})) as box:\n"
        " try:\n  list(box.book(book, 'a.xlsx'))\n"
        " except OSError as fault:\n  print(fault.errno)\n"
    )
    words = [sys.executable, "-B", "-c", script]  # a cut off .pyc would stay
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{errno.EFBIG}\n", "")
    assert names(tmp_path) == []


@posix
@pytest.mark.parametrize("limit", [0, 1, 3_000, 30_000])
def test_a_full_disk_is_one_sentence_and_4(place: Path, tmp_path: Path, limit: int) -> None:
    shutil.copytree(place / "old", tmp_path / "x")
    out = tmp_path / "x" / "out"
    done = run(place, out, limit=limit)
    assert done.returncode == 4, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert contents(out) == contents(place / "old" / "out")
    assert run(place, out).returncode == 0
    assert names(out) == names(place / "new" / "out")


@posix
def test_killed_at_any_instant_outputs_are_whole(place: Path, tmp_path: Path) -> None:
    old, new = contents(place / "old" / "out"), contents(place / "new" / "out")
    assert old != new
    folder = tmp_path / "x"
    shutil.copytree(place / "old", folder)
    begun = time.monotonic()
    run(place, folder / "out")
    lasts = time.monotonic() - begun
    chance = random.Random(6)
    for _ in range(KILLS):
        shutil.rmtree(folder)
        shutil.copytree(place / "old", folder)
        killed(place, folder / "out", after=lasts * chance.uniform(0.3, 1.05))
        for name, found in contents(folder / "out").items():
            assert found in (old.get(name), new.get(name)), name
        assert all((folder / "out" / name).exists() for name in old)
    assert run(place, folder / "out").returncode == 0
    assert names(folder / "out") == names(place / "new" / "out")
    assert names(folder) == names(place / "new")


def killed(folder: Path, out: Path, after: float) -> None:
    """Begin a run and kill it, workers left to themselves."""
    words = ("--inbox", folder / "in", "--outbox", out, "--as-of", NEW)
    with subprocess.Popen(
        [sys.executable, "consolidate.py", *map(str, words)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        time.sleep(after)
        process.kill()
