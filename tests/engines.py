"""For the tests: the three engines behind one small interface, and a reader at their keyboard."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page
from playwright.sync_api import Playwright as Library
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.service import Service

from book.make.browser import headless, needed
from tests.browser import UNFOLD, Host

ENGINES = ("chromium", "firefox", "webkit")
PHONE = "iphone"
"""Chromium as a telephone: narrow, with touch and under another name."""

SIZE = (1350, 900)
VIEW = {"width": SIZE[0], "height": SIZE[1]}


class Engine(Protocol):
    """A browser with one page."""

    def open(self, address: str) -> None:
        """Go to an address, and wait until it is loaded."""

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of an asynchronous function of the list ``given``; return what it gives."""

    def press(self, *keys: str) -> None:
        """Press keys, one after another, on what has the focus: "a", "Enter", "ArrowRight"."""

    def click(self, selector: str) -> None:
        """Click the first element of a selector, with the pointer or a finger."""


class Playwright:
    """Chromium, or Playwright's own WebKit."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(f"async (given) => {{{script}}}", given)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        self.page.click(selector)


class Puppeteer:
    """Firefox, as the machine has it: `tests/firefox.mjs` drives it and is told what to do."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def _do(self, *command: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"failed": "Firefox is gone"}
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer["gave"]

    def open(self, address: str) -> None:
        self._do("open", address)

    def run(self, script: str, *given: Any) -> Any:
        return self._do("run", script, given)

    def press(self, *keys: str) -> None:
        self._do("press", keys)

    def click(self, selector: str) -> None:
        self._do("click", selector)


class Selenium:
    """WebKit, as Debian has it."""

    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, script: str, *given: Any) -> Any:
        whole = (
            f"const done = arguments[1]; (async (given) => {{{script}}})(arguments[0])"
            ".then((gave) => done({gave}), (error) => done({failed: String(error)}))"
        )
        try:
            answer = self.driver.execute_async_script(whole, given)
        except TimeoutException:  # WebKit loses a script now and then, just after a page came
            answer = self.driver.execute_async_script(whole, given)
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer.get("gave")

    def press(self, *keys: str) -> None:
        for key in keys:
            name = key.replace("Arrow", "ARROW_").upper()
            ActionChains(self.driver, duration=0).send_keys(getattr(Keys, name, key)).perform()

    def click(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()


@contextmanager
def started(name: str, library: Library) -> Iterator[Engine]:
    """Give an engine, and end it.

    Raises
    ------
    RuntimeError
        If the machine has no such browser; the message says how to install it.

    """
    if name == "firefox":
        with firefox() as found:
            yield found
    elif name == "webkit" and Path(needed(name)).stem == "WebKitWebDriver":
        with screen() as display:
            service = Service(needed(name), env={**os.environ, "DISPLAY": display})
            driver = webdriver.WebKitGTK(service=service)
            try:
                driver.set_script_timeout(10)
                driver.set_window_rect(0, 0, *SIZE)
                yield Selenium(driver)
            finally:
                driver.quit()
    else:
        kind = library.webkit if name == "webkit" else library.chromium
        browser = kind.launch(executable_path=needed(name)) if name == "webkit" else headless(kind)
        device = library.devices["iPhone 15"] if name == PHONE else {}
        try:
            yield Playwright(browser.new_page(**{"viewport": VIEW, **device}))
        finally:
            browser.close()


@contextmanager
def firefox(**environment: str) -> Iterator[Puppeteer]:
    """Give a Firefox; one that is told of a DISPLAY shows itself there."""
    command = ["node", str(Path(__file__).with_name("firefox.mjs")), needed("firefox")]
    if "DISPLAY" in environment:
        command.append("shown")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, **environment},
    ) as process:  # fmt: skip
        try:
            yield Puppeteer(process)
        finally:
            process.communicate()  # at the end of what it is told it closes Firefox


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a display that no screen shows."""
    shown, told = os.pipe()
    command = ["Xvfb", "-displayfd", str(told), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[told], stderr=subprocess.DEVNULL) as process:
        os.close(told)
        with os.fdopen(shown) as number:
            display = f":{number.readline().strip()}"
        try:
            yield display
        finally:
            process.terminate()


class Reader:
    """Somebody who reads the book of a host, with an engine."""

    def __init__(self, engine: Engine, host: Host) -> None:
        self.engine, self.host = engine, host
        self.press, self.click = engine.press, engine.click
        self._heard: list[str] = []
        engine.open("about:blank")  # away from what another has read

    def open(self, path: str) -> None:
        """Go to a page of the book, and open what follows its move."""
        self._heard = self.complaints()
        self.engine.open(f"{self.host.address}/{path}")
        self.engine.run(UNFOLD)

    def get(self, expression: str, *given: Any) -> Any:
        """Return the value of an expression of the page; ``given`` is a list there."""
        return self.engine.run(f"return {expression}", *given)

    def text(self, selector: str) -> str:
        """Return the visible text of the first element of a selector, on one line."""
        said = self.get("document.querySelector(given[0]).innerText", selector)
        return " ".join(said.split())

    def focus(self, selector: str) -> None:
        """Put the focus on the first element of a selector."""
        self.engine.run("document.querySelector(given[0]).focus()", selector)

    def until(self, expression: str, *given: Any, seconds: float = 10) -> None:
        """Wait until an expression is true, on this page or on one that it leads to."""
        end = time.monotonic() + seconds
        while True:
            late = time.monotonic() > end
            try:
                if self.get(expression, *given):
                    return
            except Exception:  # between two pages; each engine has an error of its own
                if late:
                    raise
            assert not late, f"not within {seconds} s: {expression} {given}"
            time.sleep(0.02)

    def complaints(self) -> list[str]:
        """Return what the pages complained of, up to now; a request to another host is one."""
        asked = "performance.getEntriesByType('resource').map(({name}) => name)"
        ours = (self.host.address, "data:", "blob:")
        abroad = [name for name in self.get(asked) if not name.startswith(ours)]
        heard = self.get("(window.heard ?? []).splice(0)")  # none before the first page
        return [*self._heard, *heard, *abroad, *self.host.refused]
