"""The ledger: what it remembers, two runs at once, damage, migration, seal."""

import sqlite3
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from schema.history import Facts, Seal
from schema.records import Submission
from schema.summary import Summary, UnitResult
from schema.tally import Rate, Tally
from steps.ledger import Exclusions, Ledger, Receipts, Scope, Seals, damaged
from steps.ledger import scope as scopes
from steps.ledger.scope import rename
from steps.ledger.tables import MIGRATIONS

NOON = datetime.fromisoformat("2021-12-20T12:00:00+07:00")
SCOPE = Scope("tcd", "2021-12", "inbox")
FACTS = Facts((Rate("474", "commune", "named", Tally(3, 36)),), {"19783": ("named", "submitted")})


def sent(
    path: str = "a.xlsx", sha: str = "aa", at: datetime = NOON, by: str = "ledger"
) -> Submission:
    return Submission(path, sha, at, by, "474")


def run(
    at: datetime, *files: Submission, valid: dict[str, datetime] | None = None
) -> tuple[Summary, Facts, str]:
    units = tuple(UnitResult(code, None, {}, since) for code, since in (valid or {}).items())
    return Summary(at, NOON, files, units, (), ()), FACTS, f"summary of {at}"


def test_bytes_are_dated_by_the_run_that_first_saw_them(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON, sent()))
        later = sent("b.xlsx", at=NOON + timedelta(days=1))
        assert Receipts(ledger).dated(later).received == NOON
        assert Receipts(ledger).dated(replace(later, sha256="bb")).received == later.received
        assert (
            Receipts(ledger).dated(replace(later, received_from="mail")).received == later.received
        )


def test_scopes_do_not_see_each_other(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON, sent(), valid={"474": NOON}))
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE._replace(inbox="other")) as other:
        assert other.valid_since() == {}
        assert Receipts(other).dated(sent(at=NOON + timedelta(1))).received == NOON + timedelta(1)


def test_an_inbox_moves_with_its_ledger(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    with Ledger.opened(here / "l.sqlite", SCOPE._replace(inbox=str(here / "inbox"))) as ledger:
        ledger.record(*run(NOON, sent(), valid={"474": NOON}))
    here.rename(there)
    with Ledger.opened(there / "l.sqlite", SCOPE._replace(inbox=str(there / "inbox"))) as ledger:
        assert ledger.valid_since() == {"474": NOON}
        assert Receipts(ledger).dated(sent(at=NOON + timedelta(1))).received == NOON


def test_an_inbox_elsewhere_is_known_by_its_whole_path(tmp_path: Path) -> None:
    scope = SCOPE._replace(inbox=str(tmp_path / "inbox"))
    with Ledger.opened(tmp_path / "office" / "l.sqlite", scope) as ledger:
        assert ledger.scope == str(scope)


def test_what_earlier_versions_wrote_is_kept(tmp_path: Path) -> None:
    scope, path = SCOPE._replace(inbox=str(tmp_path / "inbox")), tmp_path / "l.sqlite"
    with Ledger.opened(path, SCOPE) as ledger:
        ledger.record(*run(NOON, sent(), valid={"474": NOON}))
        rename(ledger.connection, SCOPE, scope)  # as they did: the whole path
        assert ledger.valid_since() == {}
    with Ledger.opened(path, scope) as ledger:
        assert ledger.valid_since() == {"474": NOON}
        assert len(ledger.runs(NOON + timedelta(1))) == 1
        columns = {
            (table, column)
            for (table,) in ledger.connection.execute("SELECT name FROM sqlite_master")
            for _, column, *_ in ledger.connection.execute(f"PRAGMA table_info({table})")
        }
        assert {pair for pair in columns if pair[1] in ("scope", "trend")} == {*scopes._COLUMNS}


def test_the_first_valid_version_is_kept(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON, valid={"474": NOON}))
        ledger.record(*run(NOON + timedelta(1), valid={"474": NOON + timedelta(1)}))
        assert ledger.valid_since() == {"474": NOON}


def test_instants_compare_as_instants_whatever_their_zone(tmp_path: Path) -> None:
    utc = datetime.fromisoformat("2021-12-20T04:59:59+00:00")  # 11:59:59 in Hanoi
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON, valid={"474": utc, "476": NOON}))
        ledger.record(*run(NOON, valid={"474": NOON, "476": utc}))
        assert ledger.valid_since() == {"474": utc, "476": utc}


def test_what_left_the_inbox_is_listed(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON, sent(), sent("b.xlsx", "bb")))
        (left,) = Receipts(ledger).left([sent()])
        assert (left.path, left.reason) == ("b.xlsx", "file_left")


def test_exclusions_come_and_go(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        Exclusions(ledger).put("aa", "gửi nhầm")
        assert Exclusions(ledger).why("aa") == "gửi nhầm"
        Exclusions(ledger).put("aa", "")
        assert Exclusions(ledger).why("aa") is None


def test_runs_are_remembered_in_order(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        for hours in (2, 1):
            ledger.record(*run(NOON + timedelta(hours=hours)))
        past = ledger.runs(NOON + timedelta(hours=2))
        assert past == [(NOON + timedelta(hours=1), FACTS)]


def test_a_seal_is_never_rewritten(tmp_path: Path) -> None:
    seal = Seal(NOON, FACTS, (("a.xlsx", "aa", "accepted"),), "cc")
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        Seals(ledger).put(seal, b"copy")
        with pytest.raises(FileExistsError):
            Seals(ledger).put(seal._replace(copy_sha256="dd"), b"other")
        assert (Seals(ledger).sealed(), Seals(ledger).copy()) == (seal, b"copy")


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    path, faults = tmp_path / "l.sqlite", []

    def work(number: int) -> None:
        try:
            with Ledger.opened(path, SCOPE) as ledger:
                for i in range(20):
                    moment = NOON + timedelta(seconds=number * 100 + i)
                    ledger.record(*run(moment, sent(f"{number}-{i}.xlsx", f"{number}-{i}")))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Ledger.opened(path, SCOPE) as ledger:
        assert len(ledger.runs(NOON + timedelta(days=1))) == 80
        assert len(Receipts(ledger).left([])) == 80


@pytest.mark.parametrize("damage", [b"khong phai so cai", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_ledger_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(damage)
    with pytest.raises(sqlite3.DatabaseError), Ledger.opened(path, SCOPE):
        pass
    aside = damaged(path, NOON)
    assert aside.read_bytes() == damage
    with Ledger.opened(path, SCOPE) as ledger:
        assert ledger.valid_since() == {}


def test_a_newer_ledger_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger.opened(path, SCOPE) as ledger:
        ledger.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(OSError, match="newer"), Ledger.opened(path, SCOPE):
        pass


def test_a_ledger_in_use_is_never_taken_for_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steps.ledger.book.PATIENCE", 0.1)
    path = tmp_path / "l.sqlite"
    with Ledger.opened(path, SCOPE) as first:
        first.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OSError, match="locked"), Ledger.opened(path, SCOPE) as second:
            Exclusions(second).put("aa", "lý do")


def test_the_ledger_is_private(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE):
        assert (tmp_path / "l.sqlite").stat().st_mode & 0o077 == 0


def test_a_summary_is_known_by_its_hash(tmp_path: Path) -> None:
    with Ledger.opened(tmp_path / "l.sqlite", SCOPE) as ledger:
        ledger.record(*run(NOON))
        assert ledger.written(f"summary of {NOON}") == NOON
        assert ledger.written("another") is None


def test_a_forgetful_ledger_knows_and_forgets(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger.opened(path, SCOPE) as ledger:
        ledger.record(*run(NOON, sent()))
    before = path.read_bytes()
    with Ledger.forgetful(path, SCOPE) as copy:
        assert Receipts(copy).dated(sent(at=NOON + timedelta(1))).received == NOON
        copy.record(*run(NOON + timedelta(1), sent("b.xlsx", "bb")))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["l.sqlite"]
