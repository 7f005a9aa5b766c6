"""`watch` as a real process: it runs again when files have settled, never for its own outputs."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

import drawn
from commands import watch
from steps.watch import Flag, changes

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
RUN = "Đang theo dõi"  # said after each run


@dataclass
class Watched:
    """A running `watch` and the lines it has said."""

    home: Path
    outbox: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def listen(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def runs(self) -> int:
        return sum(line.startswith(RUN) for line in self.lines)

    def counted(self, name: str) -> bool:
        """Whether result.json counts this file of the inbox."""
        result = self.outbox / "result.json"
        files = json.loads(result.read_text("utf-8"))["files"] if result.exists() else []
        return (name, "accepted") in {(file["path"], file["status"]) for file in files}

    def wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < end, self.lines
            time.sleep(0.05)

    def end(self) -> int:
        """Ctrl-C as a terminal sends it: to the process and its workers."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture(params=["outbox", "inbox/outbox"])
def watched(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Watched]:
    (tmp_path / "inbox").mkdir()
    outbox = tmp_path / request.param
    with subprocess.Popen(
        [sys.executable, str(ROOT / "consolidate.py"), "watch",
         "--inbox", str(tmp_path / "inbox"), "--outbox", str(outbox)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True,
        env={"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PATH": os.environ["PATH"]},
    ) as process:  # fmt: skip
        watching = Watched(tmp_path, outbox, process)
        listener = threading.Thread(target=watching.listen)
        listener.start()
        try:
            yield watching
        finally:
            process.kill()
            listener.join()


def test_a_day_of_watching(watched: Watched) -> None:
    watched.wait(lambda: watched.runs() == 1)

    (watched.inbox / "a.xlsx").write_bytes(drawn.appendix("Huyện Phú Vang"))
    watched.wait(lambda: watched.counted("a.xlsx") and watched.runs() == 2)
    assert any("✓ Vừa đạt 100 %: Huyện Phú Vang." in line for line in watched.lines)

    growing = watched.inbox / "b.xlsx"
    book = drawn.appendix("Huyện Nam Đông")
    with growing.open("wb") as file:
        for start in range(0, len(book), len(book) // 5):
            file.write(book[start : start + len(book) // 5])
            file.flush()
            time.sleep(0.8)
            assert watched.runs() == 2, "it ran on a file that was still growing"
    watched.wait(lambda: watched.counted("b.xlsx") and watched.runs() == 3)
    assert any("Đang chờ tệp chép xong: b.xlsx" in line for line in watched.lines)

    (watched.inbox / "~$b.xlsx").write_bytes(b"owner")
    time.sleep(6)
    assert watched.runs() == 3, "it ran for its own outputs or for an owner file"

    (watched.inbox / "a.xlsx").unlink()
    watched.wait(lambda: watched.runs() == 4 and not watched.counted("a.xlsx"))

    assert watched.end() == 0
    said = "".join(watched.lines)
    assert "Đã dừng theo dõi." in said
    assert "Traceback" not in said


@pytest.mark.parametrize("watched", ["outbox"], indirect=True)
@pytest.mark.parametrize("after", [0.2, 0.7, 1.5])
def test_ctrl_c_in_the_middle_of_a_run_is_clean(watched: Watched, after: float) -> None:
    watched.wait(lambda: watched.runs() == 1)
    for number in range(4):
        (watched.inbox / f"{number}.xlsx").write_bytes(drawn.appendix("Thành phố Huế"))
    time.sleep(2 + after)
    assert watched.end() == 0
    assert "Traceback" not in "".join(watched.lines)
    assert not list(watched.outbox.glob(".*"))


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("place", ["before", "after_in_parent", "after_in_child", "bootstrap"])
@pytest.mark.parametrize(
    ("command", "code", "said"), [("watch", 0, "Đã dừng theo dõi."), ("run", 1, "Đã dừng.")]
)
def test_ctrl_c_while_a_worker_is_born_is_clean(
    tmp_path: Path, place: str, command: str, code: int, said: str
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(2):
        (inbox / f"{number}.xlsx").write_bytes(drawn.appendix("Thành phố Huế"))
    done = subprocess.run(
        [sys.executable, "-c", f"place = {place!r}\n{INTERRUPTED_BIRTH}", command,
         "--inbox", str(inbox), "--outbox", str(tmp_path / "outbox")],
        capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE, cwd=ROOT,
        env={"PYTHONUTF8": "1", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not list((tmp_path / "outbox").glob("*"))


INTERRUPTED_BIRTH = """
import multiprocessing.process, os, signal
home = os.getpid()
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in background
def interrupt(*given):
    if os.getpid() != home:
        os.kill(home, signal.SIGINT)  # as a terminal does: to each process
    signal.raise_signal(signal.SIGINT)
if place == "bootstrap":
    multiprocessing.process.BaseProcess._after_fork = staticmethod(interrupt)
else:
    os.register_at_fork(**{place: interrupt})
from consolidate import main
main()
"""


def test_an_outbox_that_is_the_inbox_is_wrong_usage(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "consolidate.py"), "watch",
         "--inbox", str(tmp_path), "--outbox", str(tmp_path)],
        capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE,
        env={"PYTHONUTF8": "1", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == 2
    assert "outbox" in done.stderr


def test_an_inbox_out_of_reach_is_not_an_empty_one(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.xlsx").write_bytes(b"a")
    beats = changes(inbox, (), lambda names: None, Flag())
    next(beats)
    told = threading.Event()

    def wait_for_the_next() -> None:
        next(beats)
        told.set()

    listener = threading.Thread(target=wait_for_the_next, daemon=True)
    listener.start()
    inbox.rename(tmp_path / "away")
    assert not told.wait(5)
    (tmp_path / "away").rename(inbox)
    assert not told.wait(5), "the same files as before are no change"
    (inbox / "b.xlsx").write_bytes(b"b")
    assert told.wait(10)


def test_settings_that_are_being_changed_end_no_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[int] = []

    def outcome(_: object) -> None:
        begun.append(len(begun))
        raise click.UsageError("danh mục đang sửa")

    monkeypatch.setattr("commands.run.outcome", outcome)
    monkeypatch.setattr("steps.watch.changes", lambda *_: iter(((), ())))
    given = {"inbox": tmp_path, "outbox": tmp_path / "out", "lang": "vi", "period": None,
             "campaign": ROOT / "campaign.toml"}  # fmt: skip
    watch._rounds(given, Flag())
    assert begun == [0, 1]
    assert capsys.readouterr().err.count("danh mục đang sửa") == 2


@pytest.mark.parametrize("reachable", [True, False])
def test_a_ctrl_c_that_was_lost_ends_it_at_the_next_beat(tmp_path: Path, reachable: bool) -> None:
    ended = Flag()
    beats = changes(tmp_path, (), lambda names: None, ended)
    next(beats)
    if not reachable:
        tmp_path.rename(tmp_path.with_name("away"))
    threading.Timer(0.5, ended.set).start()
    assert list(beats) == []
