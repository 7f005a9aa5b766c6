"""A seeded fuzzer over the real form: never a crash, never a hang, never another file's rows.

500 mutants; more with MUTANTS=20000 pytest tests/test_mutants.py. Each is named by its number, so
that one that fails can be made again.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import traps
from drawn import HUE, appendix
from province import AS_OF
from schema.community_page import CAMPAIGN
from schema.findings import catalogue
from schema.records import DistrictReturn, Submission
from schema.settings import Settings
from steps import check
from steps.read import workbook, workbooks
from steps.read.pool import Limits

ROOT = Path(__file__).parent.parent
COUNT = int(os.environ.get("MUTANTS", "500"))
FORM = appendix("Huyện Phú Vang")
OLD_FORM = (ROOT / "examples" / "inbox" / "Huong Tra - PL trang cong dong.xls").read_bytes()
PARTS = traps.parts_of(FORM)
INNER = [name for name in PARTS if name.startswith("xl/")]
TOKENS = [
    b"", b"<", b">", b"&", b"/>", b"<c>", b"</row>", b"</sheetData>", b"<!DOCTYPE x>", b"\0",
    b"\xff\xfe", b'r="XFD1048576"', b'r="A0"', b't="e"', b't="s"', b"<v>-1</v>", b"<v>1e999</v>",
    b"&#xD800;", b"_xD800_", b"9" * 400, b"<f>1+1</f>", b'hidden="1"',
    b"<mergeCell ref=\"A1:XFD9\"/>",
]  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight wounds."""
    wounded = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(wounded) + 1)
        size = chance.choice((1, 1, 2, 4, 16, 200))
        match chance.randrange(5):
            case 0:
                wounded[at : at + size] = chance.randbytes(size)
            case 1:
                del wounded[at : at + size]
            case 2:
                wounded[at:at] = chance.choice(TOKENS)
            case 3:
                wounded[at : at + size] = bytes(size)
            case _:
                start = chance.randrange(len(wounded) + 1)
                wounded[at:at] = wounded[start : start + size]
    return bytes(wounded)


def mutant(number: int) -> bytes:
    """One damaged form: its zip's bytes, a part inside it, its end, or an old .xls."""
    chance = random.Random(number)
    match number % 5:
        case 0:
            return damaged(FORM, chance)
        case 1:
            return damaged(OLD_FORM, chance)
        case 2:
            whole = chance.choice((FORM, OLD_FORM))
            keep = chance.randrange(len(whole))
            return whole[:keep] + bytes(chance.choice((0, len(whole) - keep)))
        case _:
            part = chance.choice(INNER)
            return traps.zipped({**PARTS, part: damaged(PARTS[part], chance)})


def brought(numbers: range) -> Iterator[tuple[Submission, bytes]]:
    for number in numbers:
        yield Submission(f"{number}.xlsx", f"{number}", AS_OF), mutant(number)


def sound(item: DistrictReturn) -> bool:
    """Whether a return is one that the rest of the run can use."""
    count = item.submission.count
    codes = {f.code for f in (*item.findings, *(f for row in item.rows for f in row.findings))}
    closes = count.seen == count.merged + count.held + count.blank
    return (
        closes
        and codes <= set(catalogue())
        and (item.submission.status != "rejected" or bool(codes))
    )


def test_no_mutant_crashes_or_hangs(settings: Settings) -> None:
    wrong, killed = [], []
    for sent, reading in workbooks(brought(range(COUNT)), settings, Limits(seconds=20)):
        if not sound(check.district_return(reading, sent, settings, AS_OF)):
            wrong.append(sent.path)
        if reading.rejected in ("file_reader_died", "file_reader_hung"):
            killed.append(sent.path)
    assert wrong == []
    assert len(killed) <= COUNT // 50, killed  # the preflight tells nearly all of them apart


@hypothesis_settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08"]))  # noqa: E501  # fmt: skip
def test_any_bytes_get_one_refusal(data: bytes, magic: bytes) -> None:
    reading = workbook(magic + data, "x.xlsx", CAMPAIGN, HUE)
    assert [trouble.code for trouble in reading.troubles] == [reading.rejected]


@hypothesis_settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(sorted(set(CAMPAIGN.answers))), st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), st.integers(),
    st.floats(allow_nan=False, allow_infinity=False), st.booleans()), max_size=6))  # fmt: skip
def test_any_cells_are_judged(cells: dict[str, object]) -> None:
    from schema.settings_file import load

    settings = load(ROOT / "campaign.toml")
    data = appendix("Huyện Phú Vang", [{"unit": "Xã Phú An", **cells}])
    sent = Submission("x.xlsx", "x", AS_OF)
    item = check.district_return(workbook(data, "x.xlsx", CAMPAIGN, HUE), sent, settings, AS_OF)
    assert sound(item)
    assert item.submission.count.seen == 1


def command(inbox: Path, out: Path, **environment: str) -> dict[str, bytes]:
    """The outputs of one run, by name."""
    done = subprocess.run(
        [sys.executable, "consolidate.py", "--inbox", inbox, "--outbox", out,
         "--as-of", "2030-12-20T17:00:00+07:00"],
        cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    bad = {f"xấu {number}.xlsx": mutant(number) for number in range(20)}
    good = {"a.xlsx": appendix("Huyện A Lưới"), "Z.xlsx": appendix("Huyện Nam Đông")}
    return {**bad, **good}


def put(folder: Path, files: dict[str, bytes], chance: random.Random) -> Path:
    """The files in a folder, written in any order."""
    folder.mkdir(parents=True)
    for name in chance.sample(sorted(files), len(files)):
        (folder / name).write_bytes(files[name])
    return folder


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Kathmandu", "LC_ALL": "POSIX", "PYTHONHASHSEED": "77", "LANG": "tr_TR"},
    ],
    ids=["west", "east"],
)
def test_order_zone_and_language_change_no_byte(
    tmp_path: Path, files: dict[str, bytes], environment: dict[str, str]
) -> None:
    chance = random.Random(3)
    first = command(put(tmp_path / "1" / "in", files, chance), tmp_path / "1" / "out")
    other = command(
        put(tmp_path / "2" / "in", files, chance), tmp_path / "2" / "out", **environment
    )
    assert first == other


def test_bad_files_change_no_other_files_rows(tmp_path: Path, files: dict[str, bytes]) -> None:
    chance = random.Random(4)
    good = {name: data for name, data in files.items() if not name.startswith("xấu")}
    with_bad = command(put(tmp_path / "1" / "in", files, chance), tmp_path / "1" / "out")
    without = command(put(tmp_path / "2" / "in", good, chance), tmp_path / "2" / "out")

    def units(outputs: dict[str, bytes]) -> list[dict[str, object]]:
        told = json.loads(outputs["result.json"])["units"]
        return [unit for unit in told if unit["source"] and unit["source"]["file"] in good]

    assert len(units(without)) == 30
    assert units(with_bad) == units(without)
