"""The command as a user runs it: exit codes, what is written, what is not."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import drawn
from steps.show.tables import MOST

ROOT = Path(__file__).parent.parent
FILE = "PL_TrangCongDong_478.xlsx"
SECRETS = ("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "@gmail.com", "0905", "0912")


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "consolidate.py", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin", "COLUMNS": "80"},
    )  # fmt: skip


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp đến"
    folder.mkdir()
    (folder / FILE).write_bytes(drawn.appendix("Huyện Phú Vang"))
    return folder


def test_run_writes_the_summary_and_the_result(inbox: Path, tmp_path: Path) -> None:
    outbox = tmp_path / "a" / "hộp đi"
    done = command("--inbox", inbox, "--outbox", outbox, "--as-of", "2021-12-20T17:00:00+07:00")
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in outbox.iterdir())
    assert names == ["Tong_hop_20211220.xlsx", "phan_hoi", "result.json"]
    assert [p.name for p in (outbox / "phan_hoi").iterdir()] == ["478_Huyện Phú Vang.xlsx"]
    assert str(outbox / "Tong_hop_20211220.xlsx") in done.stdout.replace("\n", "")
    assert (
        json.loads((outbox / "result.json").read_text("utf-8"))["as_of"]
        == "2021-12-20T17:00:00+07:00"
    )
    assert (outbox / "result.json").stat().st_mode & 0o077 == 0


def test_what_is_still_blank_is_no_100_percent(inbox: Path, tmp_path: Path) -> None:
    rows = [{"unit": "Xã Phú An", "status": "Chưa thành lập", "page_name": None, "page_url": None}]
    (inbox / FILE).write_bytes(drawn.appendix("Huyện Phú Vang", rows))
    done = command("--inbox", inbox, "--outbox", tmp_path / "o")
    shown = " ".join(done.stdout.split())
    assert "14 đơn vị để trống dòng của mình" in shown
    assert "1 đơn vị đã báo cáo nhưng còn thiếu chỉ tiêu" in shown
    assert "100 %. Có thể trình" not in shown


def test_the_screen_fits_and_tells_no_secrets(inbox: Path, tmp_path: Path) -> None:
    rows = [{"unit": "Xã Phú An", "leader_phone": "09051", "operator_email": "x@@gmail.com"}]
    (inbox / FILE).write_bytes(drawn.appendix("Huyện Phú Vang", rows))
    for done in (
        command("--inbox", inbox, "--outbox", tmp_path / "o"),
        command("check", inbox / FILE),
        command("check", inbox / FILE, "--lang", "en"),
    ):
        assert "Traceback" not in done.stderr
        assert not [secret for secret in SECRETS if secret in done.stdout + done.stderr]
        lines = [line for line in done.stdout.splitlines() if not line.startswith("Đã ghi: ")]
        assert max(map(len, lines)) <= 80  # but for the outputs' paths, which stay whole


def test_a_file_name_is_shown_as_it_is(inbox: Path, tmp_path: Path) -> None:
    name = "[red]mẫu:smile:.xlsx"
    (inbox / FILE).rename(inbox / name)
    shown = command("--inbox", inbox, "--outbox", tmp_path / "o").stdout
    assert "".join(name.split()) in "".join(shown.split())


def test_of_many_files_the_screen_names_the_worst(inbox: Path, tmp_path: Path) -> None:
    good = (inbox / FILE).read_bytes()
    for number in range(MOST + 2):
        (inbox / f"{number:02}.xlsx").write_bytes(
            good if number < 3 else b"no workbook %d" % number
        )
    done = command("--inbox", inbox, "--outbox", tmp_path / "o")
    refused = [f"{number:02}.xlsx" for number in range(3, MOST + 2)]
    assert re.findall(r"^\d\d\.xlsx", done.stdout, re.MULTILINE) == ["00.xlsx", *refused]
    assert "… và 3 tệp nữa" in done.stdout
    everything = command("--inbox", inbox, "--outbox", tmp_path / "o", "--dry-run").stdout
    assert len(re.findall(r"^\S+\.xlsx", everything, re.MULTILINE)) == MOST + 3


def test_a_dry_run_leaves_nothing_behind(inbox: Path, tmp_path: Path) -> None:
    done = command("--inbox", inbox, "--outbox", tmp_path / "o", "--dry-run")
    assert done.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hộp đến"]


def test_strict_tells_that_something_is_missing(inbox: Path, tmp_path: Path) -> None:
    assert command("--inbox", inbox, "--outbox", tmp_path / "o", "--strict").returncode == 3


def test_check_judges_single_files(inbox: Path) -> None:
    assert command("check", inbox / FILE).returncode == 0
    (inbox / "x.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert command("check", inbox / FILE, inbox / "x.xlsx").returncode == 3


def test_check_names_the_lines_that_are_blank(tmp_path: Path) -> None:
    assert command("template", "--district", "477", "--out", tmp_path).returncode == 0
    done = command("check", tmp_path / "PL_TrangCongDong_477.xlsx", "--lang", "en")
    assert "12 units left their line blank" in done.stdout
    assert "nothing to correct" not in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--inbox", "no/such/folder"),
        ("--as-of", "yesterday"),
        ("--campaign", "no.toml"),
        ("--period", "1999-01"),
        ("template", "--district", "999"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_2_and_a_sentence(words: tuple[str, ...]) -> None:
    done = command(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_outbox_that_cannot_be_written_is_4(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    done = command("--inbox", inbox, "--outbox", tmp_path / "tệp" / "o")
    assert done.returncode == 4
    assert "Không ghi được" in done.stderr


def test_the_inbox_is_never_touched(inbox: Path, tmp_path: Path) -> None:
    before = [(p.name, p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(inbox.iterdir())]
    command("--inbox", inbox, "--outbox", tmp_path / "o")
    assert before == [
        (p.name, p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(inbox.iterdir())
    ]


def test_template_writes_the_forms(tmp_path: Path) -> None:
    done = command(
        "template", "--district", "474", "--district", "477", "--out", tmp_path / "forms"
    )
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in (tmp_path / "forms").iterdir())
    assert names == ["PL_TrangCongDong_474.xlsx", "PL_TrangCongDong_477.xlsx"]


def test_the_generated_pages_are_fresh(tmp_path: Path) -> None:
    assert command("docs", "--out", tmp_path).returncode == 0
    for page in tmp_path.iterdir():
        assert page.read_text("utf-8") == (ROOT / "docs" / page.name).read_text("utf-8"), page.name
