"""The project's own promises: pinned requirements, a complete catalogue, sentences that fill."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from conftest import PRODUCED
from schema.community_page import CAMPAIGN
from schema.findings import Lang, catalogue

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOURCES = [
    path.read_text("utf-8")
    for folder in ("schema", "steps", "commands")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def direct(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", line)[0].lower() for line in lines}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==\S+", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE))
    assert all(
        "--hash=sha256:" in block
        for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    )
    assert "index" not in text
    assert "://" not in text
    wanted = direct(PROJECT["dependencies"])
    if "dev" in name:
        wanted |= direct(PROJECT["optional-dependencies"]["dev"])
    assert wanted <= {pin.lower() for pin in pins}


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_sentence_fills_its_places(code: str) -> None:
    entry = catalogue()[code]
    texts = (entry.vi, entry.en, entry.do_vi, entry.do_en)
    places = {place for text in texts for _, place, _, _ in string.Formatter().parse(text) if place}
    assert all(
        entry.vi.strip() and entry.en.strip() and entry.do_vi.strip() and entry.example
        for _ in texts
    )
    langs: tuple[Lang, ...] = ("vi", "en")
    for lang in langs:
        said = (entry.sentence(lang) + entry.action(lang)).format_map(dict.fromkeys(places, "…"))
        assert not {"{", "}"} & set(said)


def test_every_code_is_used_and_every_used_code_is_in_the_catalogue() -> None:
    said = {word for text in SOURCES for word in re.findall(r'"([a-z0-9]+(?:_[a-z0-9]+)+)"', text)}
    unused = sorted(code for code in catalogue() if code not in said)
    assert unused == []


def test_every_code_is_produced_by_a_test(request: pytest.FixtureRequest) -> None:
    """Runs last (conftest.py), and only where the whole suite ran before it."""
    collected = {Path(str(item.path)).name for item in request.session.items}
    if collected != {path.name for path in (ROOT / "tests").glob("test_*.py")}:
        pytest.skip("needs the whole suite to have run before it")
    assert sorted(set(catalogue()) - PRODUCED) == []


def test_the_letter_s_targets_are_459_checks(registry: object) -> None:
    from schema.units import Registry

    assert isinstance(registry, Registry)
    due = sum(
        unit.level in indicator.levels
        for unit in registry.reporting
        for indicator in CAMPAIGN.indicators
        if indicator.targeted
    )
    assert due == 9 * 4 + 141 * 3 == 459
