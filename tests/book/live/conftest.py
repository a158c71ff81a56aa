"""Fixtures for the tests of live pages: a host and a guest of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

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
