"""Fixtures: the built book, served, and a browser to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import SITE, launched, served


@pytest.fixture(scope="session")
def site() -> Path:
    assert (SITE / "index.html").exists(), "Build the book first: make build."
    return SITE


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found
