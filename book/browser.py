"""The browsers that print the book and test its pages: found, or installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox", "firefox-esr")
PUPPETEER = Path(__file__).resolve().parent.parent / "_build" / "browsers"

QUIET = (
    # A browser that asks nothing of the network by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Return the path of a Chromium that is there, or nothing."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def firefox() -> str | None:
    """Return the path of a Firefox that is there, or nothing."""
    paths = [shutil.which(name) for name in FIREFOX]
    paths += [str(path) for path in PUPPETEER.glob("firefox/*/firefox/firefox")]
    return next((path for path in paths if path), None)


def install(missing: list[str]) -> None:
    """Install the browsers that are missing: as root Debian's packages, else their makers'."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        debian = {"chromium": "chromium", "firefox": "firefox-esr"}
        wanted = [debian[name] for name in missing]
        subprocess.run(["apt-get", "update", "--quiet"], check=True)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", *wanted], check=True)
        return
    if "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if "firefox" in missing:
        fetch = ["npx", "browsers", "install", "firefox@stable", "--path", str(PUPPETEER)]
        subprocess.run(fetch, check=True)


def headless(kind: BrowserType, *flags: str) -> Browser:
    """Start a Chromium without a window, with these flags beside the usual ones."""
    path = chromium()
    if path is None:
        raise RuntimeError("There is no Chromium on this machine; `make browser` installs one.")
    root = os.name == "posix" and os.geteuid() == 0
    usual = [*QUIET, "--no-sandbox"] if root else QUIET
    return kind.launch(executable_path=path, args=[*usual, *flags])


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a headless Chromium, and close it at the end."""
    with sync_playwright() as playwright:
        browser = headless(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    if missing := [
        name for name, found in [("chromium", chromium()), ("firefox", firefox())] if found is None
    ]:
        install(missing)
    print(f"Browsers: {chromium()}, {firefox()}")
