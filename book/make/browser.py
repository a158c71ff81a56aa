"""The browsers that print the book and test its pages: found, or installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

from ..sources import ROOT

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""The same engine without a browser around it: opening a page takes it a third of the work."""
NAMES = (
    *SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip
FIREFOX = ("firefox", "firefox-esr")
WEBKIT = "WebKitWebDriver"
"""Debian's WebKit is driven by this, and opens its windows on a screen that Xvfb makes up."""
DEBIAN = {
    "chromium": ["chromium-headless-shell"],
    "firefox": ["firefox-esr"],
    "webkit": ["webkit2gtk-driver", "xvfb"],
}

FOLDER = ROOT / ".browsers"
"""Where browsers of the project's own lie."""

QUIET = (
    # A browser that asks nothing of the network by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Return the path of a Chromium that is there, or nothing."""
    return _first(NAMES, [*FOLDER.glob("chromium_headless_shell-*/*/*headless[-_]shell")])


def firefox() -> str | None:
    """Return the path of a Firefox that is there, or nothing."""
    own = [
        *FOLDER.glob("firefox/*/firefox/firefox"),
        *FOLDER.glob("firefox/*/*.app/*/MacOS/firefox"),
    ]
    return _first(FIREFOX, own)


def webkit() -> str | None:
    """Return the path of Playwright's WebKit, or of the driver of Debian's, or nothing."""
    own = [*FOLDER.glob("webkit-*/pw_run.sh")]
    if own and sys.platform == "darwin":
        return str(own[0])  # it lacks nothing there, and asked for its version opens a window
    driver = shutil.which("Xvfb") and shutil.which(WEBKIT)
    return _first((), own) or (driver if driver and _starts(driver, "--help") else None)


def _first(names: tuple[str, ...], own: list[Path]) -> str | None:
    """Return the first of these programs that starts: a browser may lack what it needs."""
    paths = [*(shutil.which(name) for name in names), *map(str, own)]
    return next((path for path in paths if path and _starts(path)), None)


def _starts(path: str, *given: str) -> bool:
    command = [path, *(given or ["--version"])]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


FINDERS = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


def missing() -> list[str]:
    """Return which of the browsers are not there."""
    return [name for name, find in FINDERS.items() if find() is None]


def needed(name: str) -> str:
    """Return the path of a browser.

    Raises
    ------
    RuntimeError
        If it is not there; the message says how to install it.

    """
    path = FINDERS[name]()
    if path is None:
        raise RuntimeError(how_to_install([name]))
    return path


def how_to_install(names: list[str]) -> str:
    """Return what a person at the machine is to do."""
    return (
        f"There is no {' and no '.join(names)} on this machine that starts, "
        "and the tests need it. Install what is missing as you install programs on this machine "
        f"(Debian: apt install --no-install-recommends {' '.join(_packages(names))}), "
        "and run make again."
    )


def _packages(names: list[str]) -> list[str]:
    return [package for name in names for package in DEBIAN[name]]


def install() -> None:
    """Install what is missing: into the project's own folder, else, as root, from Debian."""
    for name in missing():
        print(f"Fetching {name} into {FOLDER.name} (about 150 MB) ...", flush=True)
        if name == "firefox":
            command = ["npx", "browsers", "install", "firefox@stable", "--path", str(FOLDER)]
        else:
            fetched = {"chromium": "chromium-headless-shell"}.get(name, name)
            command = [sys.executable, "-m", "playwright", "install", fetched]
        environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(FOLDER)}
        subprocess.run(command, check=False, capture_output=True, env=environment)
    if (names := missing()) and _is_root() and shutil.which("apt-get"):
        _install_from_debian(_packages(names))
    if names := missing():
        print(how_to_install(names), file=sys.stderr)


def _install_from_debian(packages: list[str]) -> None:
    """Install packages of Debian, without what they only recommend, and say so before."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    subprocess.run(["apt-get", "update", "--quiet=2"], check=False)
    asked = subprocess.run(
        [*command, "--assume-no"], check=False, capture_output=True, text=True
    ).stdout
    said = re.findall(r"^(?:\d+ upgraded|Need to get|After this).*", asked, re.MULTILINE)
    print(f"Could not fetch them. Installing {' and '.join(packages)} with apt-get:", flush=True)
    print("\n".join(said), flush=True)
    subprocess.run([*command, "--quiet=2"], check=False, stdout=subprocess.DEVNULL)


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def headless(kind: BrowserType, *flags: str) -> Browser:
    """Start a Chromium without a window, with these flags beside the usual ones."""
    usual = [*QUIET, "--no-sandbox"] if _is_root() else QUIET
    return kind.launch(executable_path=needed("chromium"), args=[*usual, *flags])


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
    install()
    print("Browsers:", *(find() for find in FINDERS.values()))
