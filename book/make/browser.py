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

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox", "firefox-esr")
DEBIAN = {"chromium": "chromium", "firefox": "firefox-esr"}

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
    own = [*FOLDER.glob("chromium-*/chrome-*/chrome"), *FOLDER.glob("chromium-*/*/*.app/*/MacOS/*")]
    return _first(NAMES, own)


def firefox() -> str | None:
    """Return the path of a Firefox that is there, or nothing."""
    own = [
        *FOLDER.glob("firefox/*/firefox/firefox"),
        *FOLDER.glob("firefox/*/*.app/*/MacOS/firefox"),
    ]
    return _first(FIREFOX, own)


def _first(names: tuple[str, ...], own: list[Path]) -> str | None:
    """Return the first of these programs that starts: a browser may lack what it needs."""
    paths = [*(shutil.which(name) for name in names), *map(str, own)]
    return next((path for path in paths if path and _starts(path)), None)


def _starts(path: str) -> bool:
    return subprocess.run([path, "--version"], check=False, capture_output=True).returncode == 0


def missing() -> list[str]:
    """Return which of the two browsers are not there."""
    found = {"chromium": chromium(), "firefox": firefox()}
    return [name for name, path in found.items() if path is None]


def install() -> None:
    """Install what is missing: into the project's own folder, else, as root, from Debian."""
    for name in missing():
        print(f"Fetching {name} into {FOLDER.name} (about 150 MB) ...", flush=True)
        if name == "chromium":
            command = [sys.executable, "-m", "playwright", "install", "chromium"]
        else:
            command = ["npx", "browsers", "install", "firefox@stable", "--path", str(FOLDER)]
        environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(FOLDER)}
        subprocess.run(command, check=False, capture_output=True, env=environment)
    if (names := missing()) and _is_root() and shutil.which("apt-get"):
        _install_from_debian([DEBIAN[name] for name in names])
    if names := missing():
        sys.exit(
            f"The tests need {' and '.join(names)}, which could be neither found nor fetched.\n"
            "Install what is missing as you install programs on this machine "
            f"(Debian: apt install --no-install-recommends {' '.join(DEBIAN[n] for n in names)}), "
            "and run make again."
        )


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
    path = chromium()
    if path is None:
        raise RuntimeError("There is no Chromium on this machine; `make browser` installs one.")
    usual = [*QUIET, "--no-sandbox"] if _is_root() else QUIET
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
    install()
    print(f"Browsers: {chromium()}, {firefox()}")
