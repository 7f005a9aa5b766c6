"""Fixtures shared by all tests; `libreoffice` and `mailserver` tests skip, or must run in CI."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from examples import office
from schema import packed
from schema.readings import Trouble
from schema.records import DistrictReturn, Finding
from schema.settings import Settings
from schema.settings_file import load
from schema.units import Registry
from schema.verdicts import Remark

ROOT = Path(__file__).parent.parent
NEEDED = {  # marker -> program, its name, the variable that forbids to skip
    "libreoffice": ("soffice", "LibreOffice", "REQUIRE_LIBREOFFICE"),
    "mailserver": ("dovecot", "Dovecot", "REQUIRE_SERVERS"),
}
LAST = "test_every_code_is_produced_by_a_test"
PRODUCED: set[str] = set()  # the codes of all findings and remarks that the tests brought about


def recorded(kind: type[Finding] | type[Remark] | type[Trouble]) -> None:
    """Let each value of this kind leave its code in PRODUCED."""

    def record(_: object, code: str, *args: object, **more: object) -> None:
        PRODUCED.add(code)

    kind.__init__ = record  # type: ignore[method-assign,assignment]


recorded(Finding)
recorded(Remark)
recorded(Trouble)


def recorded_too(opened: Callable[[bytes], DistrictReturn]) -> Callable[[bytes], DistrictReturn]:
    """What workers found was made in another process: it leaves its codes when it is opened."""

    def record(data: bytes) -> DistrictReturn:
        judged = opened(data)
        PRODUCED.update(finding.code for finding in judged.findings)
        PRODUCED.update(finding.code for row in judged.rows for finding in row.findings)
        return judged

    return record


packed.opened = recorded_too(packed.opened)  # type: ignore[assignment]


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load(ROOT / "campaign.toml")


@pytest.fixture(scope="session")
def registry(settings: Settings) -> Registry:
    return settings.registry


@pytest.fixture(scope="session")
def office_workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of workbook that three days of an office write, by name."""
    made = office.workbooks(tmp_path_factory.mktemp("office"))
    return {path.stem: path for path in made}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.name == LAST)
    for marker, (program, name, _) in NEEDED.items():
        if not shutil.which(program):
            skip = pytest.mark.skip(reason=f"{name} ({program}) is not installed")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(skip)


def pytest_sessionstart(session: pytest.Session) -> None:
    for program, _, variable in NEEDED.values():
        if os.environ.get(variable) and not shutil.which(program):
            raise pytest.UsageError(f"{variable} is set, but {program} is not installed")
