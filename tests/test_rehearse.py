"""The rehearsal: everything planted is found, nothing else is, and the same seed repeats itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from schema.cells.plain import COUNT
from schema.columns import columns
from schema.findings import catalogue
from schema.practice.cells import Case, good
from schema.practice.mistakes import mistakes
from schema.settings import Settings
from schema.settings_file import load
from schema.verdicts import About
from steps.compose import rehearsal
from test_command import ROOT, command

ASIDE = ("file_system", "file_superseded")  # told as the file's reason, not as a finding
AREAS = {  # registry, province, deadline
    "districts": ("thua_thien_hue_2021", "46", "2021-12-20"),
    "another province": ("vietnam_2021", "26", "2021-12-20"),
    "two levels": ("vietnam_2025", "46", "2025-12-20"),
}


@pytest.fixture(params=list(AREAS.values()), ids=list(AREAS))
def campaign(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    registry, province, deadline = request.param
    text = (ROOT / "campaign.toml").read_text("utf-8")
    for old, new in (
        ('registry = "thua_thien_hue_2021"', f'registry = "{registry}"'),
        ('province = "46"', f'province = "{province}"'),
        ("deadline = 2021-12-20", f"deadline = {deadline}"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "đợt thử.toml"
    path.write_text(text, "utf-8")
    return path


def found(result: dict[str, Any]) -> set[tuple[str, str, str]]:
    """File, cell and code of every finding, and of the reason why a file does not count."""
    reasons = {catalogue()[code].sentence("vi").split("{")[0]: code for code in ASIDE}
    return {(f["file"], f["cell"] or "", f["code"]) for f in result["findings"]} | {
        (f["path"], "", code)
        for f in result["files"]
        for start, code in reasons.items()
        if f["reason"].startswith(start)
    }


def test_everything_planted_is_found_and_nothing_else(campaign: Path, tmp_path: Path) -> None:
    place = tmp_path / "diễn tập"
    written = command("rehearse", place, "--campaign", campaign)
    assert written.returncode == 0, written.stderr
    settings = load(campaign)
    moment = f"{settings.deadline}T17:00:00+07:00"
    out = tmp_path / "out"
    words = ("--inbox", place / "inbox", "--outbox", out, "--campaign", campaign)
    assert command(*words, "--as-of", moment).returncode == 0
    result = json.loads((out / "result.json").read_text("utf-8"))

    files, silent = rehearsal.parcel(settings, 2021)
    said = [answer for file in files for answer in file.answers if answer.code]
    assert len({answer.code for answer in said}) > 30
    cells = {(a.file, a.cell, a.code) for a in said if a.cell}
    whole = {(a.file, a.code) for a in said if not a.cell}
    assert found(result) >= cells
    assert {(file, code) for file, _, code in found(result)} >= whole
    assert not [f for f in found(result) - cells if (f[0], f[2]) not in whole]
    heard = {file["district"] for file in result["files"] if file["status"] == "accepted"}
    assert {unit.code for unit in settings.registry.senders} - heard == {silent.code}

    text = (place / rehearsal.ANSWERS).read_text("utf-8")
    assert all(answer.code in text and answer.cell in text for answer in said)
    assert all(file.name in text for file in files)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        assert command("rehearse", tmp_path / name, "--seed", seed).returncode == 0
    contents = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "inbox").iterdir()}
        for name in "abc"
    ]
    assert contents[0] == contents[1]
    assert contents[0] != contents[2]


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "giữ.txt").write_text("")
    done = command("rehearse", tmp_path)
    assert done.returncode == 2
    assert "không trống" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["giữ.txt"]


def test_good_cells_are_good_and_mistakes_are_what_they_say(settings: Settings) -> None:
    day = settings.deadline
    for unit in settings.registry.reporting:
        about = About(
            settings.registry, settings.registry.sender_of(unit), unit, day,
            settings.judging_rules, settings.patterns,
        )  # fmt: skip
        for column in columns(settings.campaign.rows):
            case = Case(settings, unit, column, day, "7")
            right = good(case)
            assert right is None or column.kind.judge(right, about).remarks == ()
            for mistake in mistakes(column):
                typed = mistake.spoil(right, case)
                if typed is not None and typed != right:
                    codes = [remark.code for remark in column.kind.judge(typed, about).remarks]
                    assert codes == [mistake.code], (unit.title, column.field)


def test_a_kind_that_practice_does_not_know_is_filled_by_its_format(settings: Settings) -> None:
    column = next(c for c in columns(settings.campaign.rows) if c.kind is COUNT)
    unknown = column._replace(kind=COUNT._replace(name="đồng"))
    value = good(Case(settings, settings.registry.senders[0], column, settings.deadline, "7"))
    money = good(Case(settings, settings.registry.senders[0], unknown, settings.deadline, "7"))
    assert isinstance(value, int)
    assert isinstance(money, int)
