"""Fixtures: the built book, served, and a browser to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from book.make.browser import launched
from tests.browser import SITE, Host, Visit, served

COSTLY = ("graded", "pdf", "published", "copy")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep in one worker what shares a costly fixture or an opened page."""
    for item in items:
        page = getattr(item, "callspec", None) and item.callspec.params.get("seen")  # type: ignore[attr-defined]
        fixtures = getattr(item, "fixturenames", ())
        group = page or next((name for name in COSTLY if name in fixtures), None)
        if group:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def site() -> Path:
    assert (SITE / "index.html").exists(), "Build the book first: make build."
    return SITE


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[Host]:
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def address(host: Host) -> str:
    return host.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1350, "height": 900})
    yield Visit(context.new_page(), address)
    context.close()
