"""`purge` removes personal data for good, says what, and touches nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from drawn import appendix

ROOT = Path(__file__).parent.parent
AFTER = "2022-01-10T08:00:00+07:00"
SECRETS = ("Nguyễn Văn Mẫu", "lanhdao", "0905", "khongai@example.org")
MAIL = (
    b"Received: from x; Mon, 20 Dec 2021 10:00:00 +0700\nFrom: khongai@example.org\n"
    b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="a.xlsx"\n'
    b"Content-Transfer-Encoding: base64\n\n"
)


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "consolidate.py", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}, input="n\n",
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    import base64

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.eml").write_bytes(MAIL + base64.encodebytes(appendix("Huyện Phú Vang")))
    words = ("--inbox", tmp_path / "in", "--outbox", tmp_path / "out", "--as-of")
    assert command("run", *words, "2021-12-20T17:00:00+07:00").returncode == 0
    assert command("seal", *words, AFTER).returncode == 0
    (tmp_path / "out" / "của tôi.txt").write_text("giữ")
    return tmp_path


def purge(place: Path, moment: str, *more: str) -> subprocess.CompletedProcess[str]:
    return command(
        "purge", "--inbox", place / "in", "--outbox", place / "out", "--as-of", moment, *more
    )


def test_with_another_inbox_nothing_is_removed(place: Path) -> None:
    (place / "other").mkdir()
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    refused = purge(place, AFTER, "--yes", "--inbox", str(place / "other"))
    assert refused.returncode == 2
    assert "inbox khác (in)" in refused.stderr
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_personal_data_are_gone_and_figures_stay(place: Path) -> None:
    ledger = place / "so_cai.sqlite"
    assert b"khongai@example.org" in ledger.read_bytes()
    assert (place / "so_cai_nho_tam.sqlite").exists()
    inbox = (place / "in" / "a.eml").read_bytes()
    done = purge(place, AFTER, "--yes")
    assert done.returncode == 0, done.stderr
    for name in ("Tong_hop_20211220.xlsx", "Tong_hop_20211220_da_chot.xlsx", "result.json"):
        assert name in done.stdout
    left = [p for p in place.rglob("*") if p.is_file() and "in" not in p.relative_to(place).parts]
    assert {p.name for p in left} == {"so_cai.sqlite", "của tôi.txt"}
    text = ledger.read_bytes().decode("utf-8", "replace")
    assert not [secret for secret in SECRETS if secret in text]
    assert (place / "in" / "a.eml").read_bytes() == inbox
    assert '"rates"' in text


def test_a_run_after_it_still_works_and_a_second_purge_too(place: Path) -> None:
    assert purge(place, AFTER, "--yes").returncode == 0
    words = ("--inbox", place / "in", "--outbox", place / "out", "--as-of", AFTER)
    assert command("verify", *words).returncode == 2  # nothing to verify
    done = command("run", *words)
    assert done.returncode == 0, done.stderr
    told = json.loads((place / "out" / "result.json").read_text("utf-8"))
    assert sum(unit["submitted"] for unit in told["units"]) == 15
    assert not (place / "out" / "Tong_hop_20211220_da_chot.xlsx").exists()
    assert purge(place, AFTER, "--yes").returncode == 0


@pytest.mark.parametrize(
    ("moment", "code"), [("2021-12-19T08:00:00+07:00", 2), (AFTER, 1)], ids=["early", "answered no"]
)
def test_nothing_is_removed_early_or_unasked(place: Path, moment: str, code: int) -> None:
    before = sorted(p.name for p in (place / "out").rglob("*"))
    assert purge(place, moment).returncode == code
    assert sorted(p.name for p in (place / "out").rglob("*")) == before
