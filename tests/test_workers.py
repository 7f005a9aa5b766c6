"""Reading in workers: whatever one file does to its reader, the others are read."""

import mmap
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import crashers
from drawn import appendix
from province import AS_OF
from schema.records import Submission
from schema.settings import Settings
from steps.read import workbooks, workers
from steps.read.pool import GIB, Limits, Pool

ROOT = Path(__file__).parent.parent
QUICK = Limits(seconds=1.0)
GOOD = b"good"
NAMED = {
    b"abort": "file_reader_died",
    b"exit": "file_reader_died",
    b"hang": "file_reader_hung",
    b"loop": "file_reader_hung",
    b"eat": "file_reader_died",
    b"panic": "file_reader_died",
}


def brought(*contents: bytes) -> Iterator[tuple[Submission, bytes]]:
    for number, data in enumerate(contents):
        yield Submission(f"{number}.xlsx", f"{number}", AS_OF), data


def told(settings: Settings, *contents: bytes, limits: Limits = QUICK) -> list[str]:
    """What became of each file: the code of its refusal, or "" if it was read."""
    found = list(workers.read_by(crashers.work, brought(*contents), settings, limits))
    assert [sent.path for sent, _ in found] == [f"{n}.xlsx" for n in range(len(contents))]
    return [reading.rejected for _, reading in found]


@pytest.mark.parametrize("deed", list(NAMED), ids=bytes.decode)
def test_a_death_costs_the_file_that_was_being_read(settings: Settings, deed: bytes) -> None:
    contents = [GOOD, GOOD, deed, GOOD, GOOD, GOOD, deed, GOOD]
    assert told(settings, *contents) == [NAMED.get(data, "") for data in contents]


def test_what_a_dying_worker_prints_is_not_shown(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told(settings, b"shout", GOOD) == ["file_reader_died", ""]
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no limit of memory")
def test_what_its_parent_holds_is_not_counted_against_a_worker(settings: Settings) -> None:
    with mmap.mmap(-1, 3 * GIB, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
        told_of = told(settings, b"taste", b"eat", GOOD, limits=Limits(seconds=20))
        assert told_of == ["", "file_reader_died", ""]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_every_worker_may_die_again_and_again(settings: Settings, count: int) -> None:
    contents = [b"abort", b"exit"] * 4 + [GOOD]
    codes = told(settings, *contents, limits=Limits(workers=count, seconds=20))
    assert codes == ["file_reader_died"] * 8 + [""]


def test_workers_born_anew_do_as_forked_ones(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS."""
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr("steps.read.pool._context", lambda: spawn)
    patient = Limits(seconds=20)
    codes = told(settings, GOOD, b"abort", GOOD, b"eat", GOOD, limits=patient)
    assert codes == ["", "file_reader_died", "", "file_reader_died", ""]


def test_only_a_few_files_are_in_memory(settings: Settings) -> None:
    taken: list[int] = []

    def files() -> Iterator[tuple[Submission, bytes]]:
        for number, file in enumerate(brought(*[GOOD] * 600)):
            taken.append(number)
            yield file

    most = workers.MOST
    for given, _ in enumerate(workers.read_by(crashers.work, files(), settings, QUICK), start=1):
        assert len(taken) - given <= most


def test_heavy_files_wait_for_a_worker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WEIGHT", 2)
    taken: list[int] = []

    def files() -> Iterator[tuple[Submission, bytes]]:
        for number, file in enumerate(brought(*[GOOD] * 30)):
            taken.append(number)
            yield file

    for given, _ in enumerate(workers.read_by(crashers.work, files(), settings, QUICK), start=1):
        assert len(taken) - given <= QUICK.workers


def test_nothing_to_read_starts_nothing(settings: Settings) -> None:
    rejected = Submission("a", "a", AS_OF, status="rejected")
    before = set(multiprocessing.active_children())  # an earlier test's may just be ending
    for sent, reading in workbooks([(rejected, b"")], settings):
        assert (sent, reading.rows) == (rejected, ())
        assert set(multiprocessing.active_children()) <= before


def test_the_number_of_workers_changes_nothing(settings: Settings) -> None:
    data = [appendix("Huyện Phú Vang"), b"broken", appendix("Huyện A Lưới"), b"", b"PK\3\4"]
    first, *others = (
        list(workbooks(brought(*data), settings, Limits(workers=count))) for count in (1, 2, 5)
    )
    assert len(first[0][1].rows) == 15
    assert others == [first, first]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_killed_run_leaves_no_worker_behind(tmp_path: Path) -> None:
    script = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from pathlib import Path
import crashers, test_workers
from schema.settings_file import load
from steps.read import workers
from steps.read.pool import GIB, Limits
files = test_workers.brought(b"good", b"loop", b"good")
settings = load(Path({str(ROOT / "campaign.toml")!r}))
for sent, _ in workers.read_by(crashers.noted, files, settings, Limits(seconds=1)):
    pass
"""
    (tmp_path / "run.py").write_text(script)
    run = subprocess.Popen([sys.executable, "run.py"], cwd=tmp_path)
    noted = tmp_path / "pids"
    while not noted.exists() or len(noted.read_text().split()) < 3:
        time.sleep(0.02)
    run.kill()
    run.wait()
    limit = time.monotonic() + 60  # some seconds of CPU, on a busy machine
    for pid in map(int, noted.read_text().split()):
        while alive(pid) and time.monotonic() < limit:
            time.sleep(0.05)
        assert not alive(pid)


def alive(pid: int) -> bool:
    """Whether a process lives (one that is dead but not yet collected does not)."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_something_else_goes_on_step_by_step_between_outcomes(settings: Settings) -> None:
    done: list[int] = []

    def other() -> Iterator[None]:
        for step in range(10):
            done.append(step)
            yield

    tasks = ((number, None) for number in range(workers.MOST + 4))
    with closing(Pool(len, settings, QUICK)) as pool:
        seen = workers.outcomes(pool, tasks, other())
        assert [len(done) for _ in seen] == [1, 2, 3, 4, *[10] * workers.MOST]
