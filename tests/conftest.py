"""Fixtures shared by all tests; `libreoffice` tests skip, or must run where CI says so."""

import os
import shutil
from pathlib import Path

import pytest

from schema.settings import Settings, load
from schema.units import Registry

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load(ROOT / "campaign.toml")


@pytest.fixture(scope="session")
def registry(settings: Settings) -> Registry:
    return settings.registry


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("soffice"):
        return
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(pytest.mark.skip(reason="LibreOffice (soffice) is not installed"))


def pytest_sessionstart(session: pytest.Session) -> None:
    if os.environ.get("REQUIRE_LIBREOFFICE") and not shutil.which("soffice"):
        raise pytest.UsageError("REQUIRE_LIBREOFFICE is set, but soffice is not installed")
