"""Fixtures: the built book, served, and a browser to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from book.make.browser import headless
from tests.browser import SITE, Host, Visit, served
from tests.engines import ENGINES, Engine, Reader, started

WINDOW: ViewportSize = {"width": 1350, "height": 900}
COSTLY = ("graded", "pdf", "published", "copy", "lab", "course", "memory")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep in one worker what shares a costly fixture or an opened page."""
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        fixtures = getattr(item, "fixturenames", ())
        group = params.get("seen") or params.get("engine")
        group = group or next((name for name in COSTLY if name in fixtures), None)
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
def library() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(library: Playwright) -> Iterator[Browser]:
    with headless(library.chromium) as found:
        yield found


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, library: Playwright) -> Iterator[Engine]:
    with started(request.param, library) as found:
        yield found


@pytest.fixture
def reader(engine: Engine, site: Path) -> Iterator[Reader]:
    """Somebody whose browser remembers nothing, because this host is new to it."""
    with served(site) as host:
        host.listens = True
        found = Reader(engine, host)
        yield found
        assert found.complaints() == []


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """Give a page that stays open: one in a process of its own costs two seconds of processor."""
    # Keeping pages has tests of its own, with hosts of their own.
    context = browser.new_context(viewport=WINDOW, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(tab: Page, address: str) -> Iterator[Visit]:
    """Somebody whose browser remembers nothing of what was read and changed before."""
    found = Visit(tab, address)
    yield found
    found.end()
    tab.unroute_all()
    tab.set_viewport_size(WINDOW)
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null")


@pytest.fixture
def stranger(browser: Browser, address: str) -> Iterator[Visit]:
    """Somebody with a browser of their own, in which a test changes what cannot be undone."""
    context = browser.new_context(viewport=WINDOW, service_workers="block")
    yield Visit(context.new_page(), address)
    context.close()
