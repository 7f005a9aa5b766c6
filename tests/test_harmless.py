"""What a run never does: reach the network, begin a program, write elsewhere, wake a text."""

import ast
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import traps
from drawn import appendix

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
ALIVE = [
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example","x")', "{=SUM(A1)}", "+1+1",
    "-2+3", "@SUM(1+1)", "\t=1", "＝1+1", "http://evil.example/x", "ftp://evil.example",
    "mailto:evil@example.org", "file:////evil.example/x", "external:evil.xlsx#A1",
    "internal:Sheet1!A1", "\\\\evil.example\\share", "=WEBSERVICE(\"http://evil.example\")",
    "_x000D_", "a\u202eb", "x" * 33_000, "<r>&</r>",
]  # fmt: skip
WRITTEN = ("out", "so_cai.sqlite", "so_cai_nho_tam.sqlite")  # outbox, ledger and its cache
WRITES = {"write_url", "write_comment"}  # all else: NumberedSheet's own ways


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the rehearsal inbox and a file full of living text, with everything forbidden."""
    folder = tmp_path_factory.mktemp("harmless")
    shutil.copytree(ROOT / "examples" / "inbox", folder / "in")
    fields = ("page_name", "remarks", "plan", "operator_name", "leader_email", "status")
    units = ["Xã Phú An", "Xã Phú Hải", "Xã Phú Diên", "Xã Phú Mậu"]
    rows = [
        {"unit": unit, **dict(zip(fields, (ALIVE[at:] + ALIVE)[: len(fields)], strict=True))}
        for at, unit in zip(range(0, len(ALIVE), 6), units, strict=True)
    ]
    alive = {"preparer_name": ALIVE[1], "unit": "Huyện Phú Vang", "report_no": ALIVE[2]}
    (folder / "in" / "=1+1.xlsx").write_bytes(appendix("Huyện Phú Vang", rows, general=alive))
    (folder / "in" / "bad.xls").write_bytes(b"<html>=1+1")
    (folder / "in" / "cut.xlsx").write_bytes(traps.GOOD[:3000])
    (folder / "site").mkdir()
    shutil.copy(HERE / "forbidden.py", folder / "site" / "sitecustomize.py")
    done = subprocess.run(
        [sys.executable, "consolidate.py", "--inbox", folder / "in", "--outbox", folder / "out",
         "--as-of", "2030-01-01T00:00:00+07:00"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1",
             "PYTHONPATH": str(folder / "site"), "FORBIDDEN_REPORT": str(folder / "report"),
             "FORBIDDEN_ALLOWED": os.pathsep.join(str(folder / name) for name in WRITTEN)},
    )  # fmt: skip
    report = folder / "report"
    assert not report.exists(), report.read_text()
    assert done.returncode == 0, done.stderr
    return folder


def test_a_run_reaches_nothing_and_nobody(place: Path) -> None:
    """The fixture fails if it does; here, that the watch itself would have seen it."""
    (place / "probe").unlink(missing_ok=True)
    for deed in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('elsewhere', 'w')",
    ):
        done = subprocess.run(
            [sys.executable, "-c", deed], cwd=place, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(place / "site"),
                 "FORBIDDEN_REPORT": str(place / "probe")},
        )  # fmt: skip
        assert "forbidden" in done.stderr, deed
    assert len((place / "probe").read_text().splitlines()) == 4


def test_the_inbox_is_as_it_was(place: Path) -> None:
    for original in (ROOT / "examples" / "inbox").rglob("*"):
        copy = place / "in" / original.relative_to(ROOT / "examples" / "inbox")
        assert original.is_dir() or copy.read_bytes() == original.read_bytes()


def test_no_text_comes_to_life_in_a_workbook(place: Path) -> None:
    books = sorted((place / "out").rglob("*.xlsx"))
    assert books
    for path in books:
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(("xml", "rels"))}  # noqa: E501  # fmt: skip
        assert not [name for name in parts if "external" in name.lower()]
        assert not [name for name, text in parts.items() if "TargetMode" in text]
        for text in parts.values():
            for formula in re.findall(
                r"<f[ >].*?</f>|<formula\d?>.*?</formula\d?>", text, re.DOTALL
            ):
                assert not re.search(r"evil|cmd\||WEBSERVICE|HYPERLINK|1\+1\b(?!\))", formula), (
                    formula
                )
        assert not re.search(r'<f t="array"', "".join(parts.values()))


def test_living_text_is_there_as_text(place: Path) -> None:
    with zipfile.ZipFile(next((place / "out").glob("Tong_hop_*.xlsx"))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    for text in ("=cmd|'/c calc'!A0", "http://evil.example/x", "=1+1"):
        assert text in strings


def test_no_path_of_the_machine_is_in_an_output(place: Path) -> None:
    for path in (place / "out").rglob("*.json"):
        assert str(place) not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "steps" / "write").glob("*.py")), ids=lambda p: p.name
)
def test_only_writers_that_say_the_kind_are_used(path: Path) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    used = {name for name in calls if name.startswith("write") and name not in ("writestr", "write_bytes", "write_text")}  # noqa: E501  # fmt: skip
    assert used - {"write"} <= WRITES
    # A file's own write; in the others of XML, where a text is a number or escaped (texts.py).
    assert "write" not in used or path.name in ("files.py", "rows.py", "texts.py", "parts.py")
