"""Fixtures for the tests of live pages: a host and a guest of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.book.live.reader import awake, says
from tests.browser import Host, Visit, served


@pytest.fixture
def whole(site: Path) -> Iterator[Host]:
    with served(site) as found:
        yield found


@pytest.fixture
def guest(browser: Browser, whole: Host) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1350, "height": 900})
    yield Visit(context.new_page(), whole.address)
    context.close()


@pytest.fixture(scope="session")
def memory(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1350, "height": 900})
    yield context
    context.close()


@pytest.fixture
def returning(memory: BrowserContext, host: Host) -> Iterator[Visit]:
    """Give a visit by somebody whose browser keeps what Python in the page needs."""
    visit = Visit(memory.new_page(), host.address)
    yield visit
    visit.page.close()


@pytest.fixture(scope="session")
def started(memory: BrowserContext, host: Host) -> Visit:
    visit = Visit(memory.new_page(), host.address)
    awake(visit, "proxies")
    return visit


@pytest.fixture
def running(started: Visit) -> Visit:
    """Give the chapter on proxies, which runs, with its cells as they are written.

    Starting Python takes seconds; so one page serves all tests that only type into it.
    """
    for cell in started.page.locator("article div.cell").all():
        again = cell.get_by_role("button", name="Back to the original")
        if again.is_visible():
            again.click()
            says(cell, "Done.")
    started.complaints.clear()
    return started
