"""What a run remembers of files: never read twice, never believed when anything has changed."""

import io
import json
import os
import pickle
import shutil
import sqlite3
import sys
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import consolidate as program
import drawn
import summaries
from commands import basis
from province import AS_OF
from schema import packed
from schema.documents import Book
from schema.flat import flat, raised
from schema.kept import Kept
from schema.readings import RawRow
from schema.records import DistrictReturn, Submission
from schema.settings import Settings
from schema.settings_file import load
from schema.unit_tables import TABLES
from steps.compose import returned
from steps.ledger import Results, results, shelf
from steps.ledger.shelf import Laid, Shelf
from steps.read import biff, pool, sheets

ROOT = Path(__file__).parent.parent
SENT = Submission("a.xlsx", "1234", AS_OF)


class Office:
    """An inbox with two files, an outbox, and the command."""

    def __init__(self, home: Path) -> None:
        self.home, self.inbox, self.outbox = home, home / "in", home / "out"
        self.inbox.mkdir()
        (self.inbox / "a.xlsx").write_bytes(drawn.appendix("Huyện Phú Vang"))
        (self.inbox / "b.xlsx").write_bytes(drawn.appendix("Huyện A Lưới"))

    def run(self, *more: str) -> bytes:
        """One run; what result.json says."""
        words = ["run", "--inbox", str(self.inbox), "--outbox", str(self.outbox), *more]
        if "--as-of" not in more:
            words += ["--as-of", "2021-12-20T17:00:00+07:00"]
        done = CliRunner().invoke(program.main, words)
        assert done.exit_code == 0, done.output
        return (self.outbox / "result.json").read_bytes()

    def returned(self) -> dict[str, tuple[int, int]]:
        """The returned workbooks: which file on the disk, and when it was written."""
        files = (self.outbox / "phan_hoi").iterdir()
        return {p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in files}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were handed to a reader."""
    names: list[str] = []
    begin = pool.Pool.begin

    def noted(born: pool.Pool, data: bytes, what: object) -> object:
        names.append(getattr(what, "path", ""))
        return begin(born, data, what)

    monkeypatch.setattr(pool.Pool, "begin", noted)
    return names


def test_unchanged_files_are_neither_read_nor_returned_again(
    office: Office, read: list[str]
) -> None:
    first, written = office.run(), office.returned()
    assert sorted(name for name in read if name) == ["a.xlsx", "b.xlsx"]
    read.clear()
    assert office.run() == first
    assert (read, office.returned()) == ([], written)


def test_only_the_corrected_file_is_read_again(office: Office, read: list[str]) -> None:
    office.run()
    written = office.returned()
    read.clear()
    rows = [{"unit": "Xã Phú An", "leader_phone": "123"}]
    (office.inbox / "a.xlsx").write_bytes(drawn.appendix("Huyện Phú Vang", rows))
    assert b"phone_invalid" in office.run()
    assert [name for name in read if name] == ["a.xlsx"]
    again = office.returned()
    changed = {name for name in again if again[name] != written[name]}
    assert changed == {"478_Huyện Phú Vang.xlsx"}


def test_a_returned_workbook_that_somebody_saved_is_written_anew(office: Office) -> None:
    office.run()
    path = next((office.outbox / "phan_hoi").iterdir())
    whole = path.read_bytes()
    path.write_bytes(whole + b"typed into")
    office.run()
    assert path.read_bytes() == whole


@pytest.mark.parametrize("change", ["settings", "day", "damage", "gone", "foreign"])
def test_a_cache_that_does_not_fit_is_not_believed(
    office: Office, read: list[str], change: str
) -> None:
    first = office.run()
    read.clear()
    cache, more = office.home / "so_cai_nho_tam.sqlite", []
    if change == "settings":
        text = (Path(program.__file__).parent / "campaign.toml").read_text("utf-8")
        settings = office.home / "campaign.toml"
        settings.write_text(text.replace('"mttqvietnam"', '"mttqvietnam", "khac"'), "utf-8")
        more = ["--campaign", str(settings)]
    elif change == "day":
        more = ["--as-of", "2021-12-21T17:00:00+07:00"]
    elif change == "damage":
        with sqlite3.connect(cache) as ledger:
            ledger.execute("UPDATE result SET packed = x'00'")
    elif change == "gone":
        cache.unlink()
    else:
        cache.write_bytes(b"no cache at all" * 1000)
    second = office.run(*more)
    assert sorted(name for name in read if name) == ["a.xlsx", "b.xlsx"]
    assert change == "day" or second == first


def test_what_left_the_inbox_leaves_the_cache(office: Office) -> None:
    office.run()
    (office.inbox / "b.xlsx").unlink()
    office.run()
    with sqlite3.connect(office.home / "so_cai_nho_tam.sqlite") as kept:
        assert kept.execute("SELECT count(*) FROM result").fetchone() == (1,)
        assert kept.execute("SELECT count(*) FROM output").fetchone() == (1,)


def test_the_cache_is_private(office: Office) -> None:
    office.run()
    assert (office.home / "so_cai_nho_tam.sqlite").stat().st_mode & 0o077 == 0


def test_a_file_set_aside_and_taken_back_counts_again(tmp_path: Path) -> None:
    with Results.opened(tmp_path / "so_cai.sqlite", "basis", "day") as results:
        aside = Submission("a.xlsx", "1234", AS_OF, status="excluded")
        renamed = Submission("b.xlsx", "1234", AS_OF)
        assert len({results.key(SENT), results.key(aside), results.key(renamed)}) == 3


def test_the_day_is_that_of_hanoi() -> None:
    assert basis.day(datetime.fromisoformat("2021-12-20T18:00:00+00:00")) == "2021-12-21"


def test_the_basis_names_the_registry_that_is_judged_by(tmp_path: Path) -> None:
    """Wherever it lies, and also where its file has changed since it was read."""
    table, campaign = tmp_path / "units.csv", tmp_path / "campaign.toml"
    text = (TABLES / "thua_thien_hue_2021.csv").read_text("utf-8")
    table.write_text(text, "utf-8")
    told = (ROOT / "campaign.toml").read_text("utf-8")
    campaign.write_text(
        told.replace('"thua_thien_hue_2021"', f'"{table.with_suffix("")}"'), "utf-8"
    )
    first = load(campaign)
    known = basis.basis(first)
    assert basis.basis(load(campaign)) == known

    table.write_text(text.replace("Phú An", "Phú Yên"), "utf-8")
    assert basis.basis(first) == known
    second = load(campaign)
    assert "Xã Phú Yên" in {unit.title for unit in second.registry.units}
    shutil.copy(TABLES / "thua_thien_hue_2021_former.csv", tmp_path / "units_former.csv")
    assert len({known, basis.basis(second), basis.basis(load(campaign))}) == 3


def test_returned_workbooks_stay_on_the_next_day(office: Office) -> None:
    office.run()
    written = office.returned()
    office.run("--as-of", "2021-12-21T08:00:00+07:00")
    assert office.returned() == written


# what only a fault of the disk does, or somebody with a tool
DAMAGE = {
    "another's entry": "UPDATE result SET (digest, packed) = (SELECT digest, packed FROM result "
    "AS other WHERE other.key <> result.key)",
    "a number": "UPDATE result SET packed = 12",
    "a text": "UPDATE result SET packed = 'abc'",
    "no digest": "UPDATE result SET digest = 7",
    "a text that is none": "UPDATE result SET digest = CAST(x'ff' AS TEXT)",
    "another's output": "UPDATE output SET digest = (SELECT digest FROM output AS other "
    "WHERE other.fingerprint <> output.fingerprint)",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_an_entry_that_is_not_its_own_is_made_anew(office: Office, damage: str) -> None:
    first = office.run()
    whole = {path.name: path.read_bytes() for path in (office.outbox / "phan_hoi").iterdir()}
    with sqlite3.connect(office.home / "so_cai_nho_tam.sqlite") as cache:
        assert cache.execute(damage).rowcount == 2
    assert office.run() == first
    again = {path.name: path.read_bytes() for path in (office.outbox / "phan_hoi").iterdir()}
    assert again == whole


def test_an_entry_that_cannot_be_opened_is_made_anew(office: Office, read: list[str]) -> None:
    first = office.run()
    with sqlite3.connect(office.home / "so_cai_nho_tam.sqlite") as cache:
        for (key,) in cache.execute("SELECT key FROM result").fetchall():
            row = (results._proof(key, b"x"), key)
            cache.execute("UPDATE result SET digest = ?, packed = x'78' WHERE key = ?", row)
    read.clear()
    assert office.run() == first
    assert {name for name in read if name} == {"a.xlsx", "b.xlsx"}


def test_a_damaged_cache_goes_and_is_made_anew(office: Office, read: list[str]) -> None:
    first = office.run()
    cache = office.home / "so_cai_nho_tam.sqlite"
    data = cache.read_bytes()
    whole = len(data) // 3
    cache.write_bytes(data[:whole] + b"\xff" * (len(data) - whole))
    assert [office.run(), office.run()] == [first, first]
    read.clear()
    assert office.run() == first
    assert not [name for name in read if name]


def test_a_lack_of_memory_is_not_remembered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_form = next((ROOT / "examples" / "inbox").glob("*.xls"))
    shutil.copy(old_form, office.inbox / "c.xls")

    def starved(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(sheets, "_by_calamine", starved)
        patch.setattr(biff, "_open", starved)
        assert {file["status"] for file in json.loads(office.run())["files"]} == {"rejected"}
    assert {file["status"] for file in json.loads(office.run())["files"]} == {"accepted"}


def test_the_returned_workbook_of_a_former_name_goes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.run()
    folder = office.outbox / "phan_hoi"
    for own in ("478_đã gửi.xlsx", "478_bản riêng.xlsx"):
        shutil.copy(folder / "478_Huyện Phú Vang.xlsx", folder / own)
    with (folder / "478_bản riêng.xlsx").open("ab") as changed:
        changed.write(b"by hand")
    name = returned.name
    monkeypatch.setattr(returned, "name", lambda unit: name(unit).replace("Huyện", "Thị xã"))
    office.run()
    assert set(office.returned()) == {
        "478_Thị xã Phú Vang.xlsx", "481_Thị xã A Lưới.xlsx",
        "478_đã gửi.xlsx", "478_bản riêng.xlsx",
    }  # fmt: skip


def test_the_basis_names_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its modules and tables by their bytes, its libraries by their versions."""
    for place in basis.PROGRAM:
        (tmp_path / place / "inner").mkdir(parents=True)
    module, table = tmp_path / "steps" / "inner" / "a.py", tmp_path / "schema" / "b.csv"
    monkeypatch.setattr(basis, "ROOT", tmp_path)

    def program(code: str, rows: str) -> str:
        for path, text in ((module, code), (table, rows)):
            path.write_text(text, "utf-8")
            os.utime(path, (1, 1))  # as out of an archive
        basis.program.cache_clear()
        return basis.program()

    known = program("a = 1", "x,y")
    assert program("a = 1", "x,y") == known
    (tmp_path / "more-1.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    library = program("a = 1", "x,y")
    (tmp_path / "more-1.0.dist-info").rename(tmp_path / "more-1.1.dist-info")
    others = {
        library,
        *(program(*told) for told in (("a = 1", "x,y"), ("a = 2", "x,y"), ("a = 1", "x,z"))),
    }
    assert len(others - {known}) == 4
    basis.program.cache_clear()


def test_packed_values_come_out_as_they_were(settings: Settings) -> None:
    summary = summaries.invented(settings)
    rows = tuple(unit.row for unit in summary.units if unit.row)
    form = RawRow("Tờ 1", 0, {"unit": "Huyện Thử"}, {"unit": "C5"})
    opened = packed.opened(packed.packed(DistrictReturn(SENT, rows, summary.findings, form)))
    assert (opened.submission, opened.findings, opened.form) == (SENT, summary.findings, form)
    for one, other in zip(opened.rows, rows, strict=True):
        assert one.saying() == other.saying()._replace(typed=one.typed)
        assert one.lines == other.lines


def test_what_rows_say_stays_packed_when_it_has_been_asked_for(settings: Settings) -> None:
    row = next(unit.row for unit in summaries.invented(settings).units if unit.row)
    (opened,) = packed.opened(packed.packed(DistrictReturn(SENT, (row,)))).rows
    assert opened.values == row.values
    assert isinstance(opened.said, Kept)


def test_flat_bytes_depend_on_values_only_and_hold_each_bundle_once(settings: Settings) -> None:
    rows = tuple(unit.row for unit in summaries.invented(settings).units if unit.row)
    made = packed.packed(DistrictReturn(SENT, rows))
    one, other = packed.opened(made), packed.opened(made)
    assert flat((one, one)) == flat((one, other))
    assert flat(one) != flat(one._replace(rows=one.rows[1:]))
    said = one.rows[0].said
    assert isinstance(said, Kept)
    assert [flat(one).count(bytes(bundle)) for bundle in said.bundles] == [1, 1]  # type: ignore[arg-type]
    back = raised(flat(one))
    assert back == one
    assert [row.lines for row in back.rows] == [row.lines for row in rows]


def test_outputs_are_the_same_however_they_are_interleaved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(name: str) -> dict[str, bytes]:
        out = office.outbox = office.home / name / "out"
        out.mkdir(parents=True)
        office.run()
        return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}

    expected = outputs("all tasks at once")
    monkeypatch.setattr("steps.read.workers.MOST", 0)
    assert outputs("one task at a time") == expected
    assert len(expected) == 4


def test_what_a_very_large_run_lays_aside_is_found_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = office.run(), office.returned().keys()
    laid: list[Laid] = []

    def noted(*what: Any) -> Laid:
        laid.append(Laid(*what))
        return laid[-1]

    monkeypatch.setattr(shelf, "FEW", 0)
    monkeypatch.setattr(shelf, "Laid", noted)
    for _ in ("from the cache", "read"):
        assert (office.run(), office.returned().keys()) == expected
        assert len(laid) == 6  # of each file what rows say, their lines, sheet 1
        laid.clear()
        (office.home / "so_cai_nho_tam.sqlite").unlink()


def test_the_shelf_has_no_name_and_takes_bytes_as_they_are(tmp_path: Path) -> None:
    laid = [Shelf(tmp_path).lay(bytes([n]) * size) for n, size in enumerate((shelf.FEW, 1, 3))]
    assert isinstance(laid[0], bytes)
    place = Shelf(tmp_path)
    place.lay(b"-" * shelf.FEW)
    one, two = place.lay(b"one"), place.lay(b"\r\n\0")
    assert not isinstance(one, bytes)
    assert not isinstance(two, bytes)
    assert (two.read(), one.read()) == (b"\r\n\0", b"one")
    if os.name == "posix":
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", ["no folder", "full"])
def test_without_room_on_the_shelf_all_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(shelf, "FEW", 0)
    if fault == "full":
        monkeypatch.setattr(shelf, "_unnamed", lambda _: io.FileIO("/dev/full", "r+"))
    place = Shelf(tmp_path / ("x" if fault == "no folder" else ""))
    assert [place.lay(b"one"), place.lay(b"two")] == [b"one", b"two"]


def test_opened_bytes_can_make_nothing_but_values() -> None:
    class Deed:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError, match="system is no value"):
        packed.opened(zlib.compress(pickle.dumps(Deed())))


@pytest.mark.parametrize("data", [b"", b"damaged", zlib.compress(b"x"), zlib.compress(b"N.")])
def test_whatever_is_not_packed_is_no_value(data: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        packed.opened(data)


@pytest.mark.skipif(sys.platform != "linux", reason="workers born anew know nothing of a patch")
def test_a_returned_workbook_that_is_too_large_costs_no_other_output(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object) -> Book:
        raise MemoryError

    monkeypatch.setattr(returned, "book", too_large)
    office.run()
    assert {path.name for path in office.outbox.iterdir() if path.is_file()} == {
        "Tong_hop_20211220.xlsx", "result.json",
    }  # fmt: skip
    assert not [*office.outbox.glob("phan_hoi/*.xlsx")]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_jobs_changes_no_byte(office: Office, tmp_path: Path, jobs: str) -> None:
    def outputs() -> dict[str, bytes]:
        files = [p for p in office.outbox.rglob("*") if p.is_file()]
        return {p.name: p.read_bytes() for p in files}

    office.run("--jobs", "2")
    first = outputs()
    for path in (*office.outbox.rglob("*.*"), *tmp_path.glob("so_cai*")):
        if path.is_file():
            path.unlink()
    office.run("--jobs", jobs)
    assert outputs() == first
    assert len(first) == 4
