"""Fixtures shared by all tests; `libreoffice` tests skip, or must run where CI says so."""

import os
import shutil
from pathlib import Path

import pytest

from schema.records import Finding
from schema.settings import Settings, load
from schema.units import Registry
from schema.verdicts import Remark

ROOT = Path(__file__).parent.parent
LAST = "test_every_code_is_produced_by_a_test"
PRODUCED: set[str] = set()  # the codes of all findings and remarks that the tests brought about


def recorded(kind: type[Finding] | type[Remark]) -> None:
    """Let each value of this kind leave its code in PRODUCED."""
    made = kind.__init__

    def record(self: object, code: str, *args: object, **more: object) -> None:
        PRODUCED.add(code)
        made(self, code, *args, **more)  # type: ignore[arg-type]

    kind.__init__ = record  # type: ignore[assignment,method-assign]


recorded(Finding)
recorded(Remark)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load(ROOT / "campaign.toml")


@pytest.fixture(scope="session")
def registry(settings: Settings) -> Registry:
    return settings.registry


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.name == LAST)
    if shutil.which("soffice"):
        return
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(pytest.mark.skip(reason="LibreOffice (soffice) is not installed"))


def pytest_sessionstart(session: pytest.Session) -> None:
    if os.environ.get("REQUIRE_LIBREOFFICE") and not shutil.which("soffice"):
        raise pytest.UsageError("REQUIRE_LIBREOFFICE is set, but soffice is not installed")
