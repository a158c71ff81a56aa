"""Hosts as they are: strict, ignorant of types, nginx as Debian installs it, the disk."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from book.live import WORKER, WORKER_POLICY
from book.page import POLICY
from tests.browser import served

CHAPTER = "chapters/why-talk-in-secret.html"
KEPT = "This page is kept in this browser and opens without a network."

KNOWN = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}
"""The endings that Debian's nginx knows, of those that the book has; the rest is bytes to it."""

STRICT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


def knows_few(path: Path) -> dict[str, str]:
    """Send types as a host does that knows only these, and let no browser guess."""
    return {
        "Content-Type": KNOWN.get(path.suffix, "application/octet-stream"),
        "X-Content-Type-Options": "nosniff",
    }


def strict(path: Path) -> dict[str, str]:
    """Send every header that makes a page stricter."""
    policy = WORKER_POLICY if fnmatch(path.name, WORKER) else POLICY
    return {
        **STRICT,
        "Content-Security-Policy": f"{policy}; require-trusted-types-for 'script'",
    }


def unpacked(path: Path) -> dict[str, str]:
    """Take `.gz` for an encoding and not for a file, as some hosts do."""
    return {"Content-Encoding": "gzip"} if path.suffix == ".gz" else {}


def everything_works(page: Page, address: str) -> None:
    """See a chapter answer, run and be kept."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/{CHAPTER}")
    page.get_by_text(KEPT).wait_for()
    figure = page.locator("figure.explorable").first
    reading = figure.locator(".reading")
    before = reading.inner_text()
    figure.locator("input").first.press("End")
    expect(reading).not_to_have_text(before)
    page.click("section.live button")
    page.wait_for_selector("section.live[data-state=live]", timeout=90_000)
    assert complaints == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context()
    yield found
    found.close()


@pytest.mark.parametrize("kind", [knows_few, strict, unpacked])
def test_a_host_of_this_kind_runs_and_keeps_a_chapter(
    context: BrowserContext, site: Path, kind: object
) -> None:
    with served(site, below="/~user/dance") as host:
        host.headers = kind  # type: ignore[assignment]
        everything_works(context.new_page(), host.address)


@contextmanager
def nginx(folder: Path, site: Path) -> Iterator[str]:
    """Serve the book with Debian's nginx and its own list of types."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid;"
        "events {} http { include /etc/nginx/mime.types; default_type application/octet-stream;"
        f"access_log off; {places} server {{ listen 127.0.0.1:{port}; root {site.resolve()}; }} }}",
        encoding="utf-8",
    )
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    server = subprocess.Popen(command)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx on this machine")
def test_nginx_as_debian_installs_it_runs_and_keeps_a_chapter(
    context: BrowserContext, site: Path, tmp_path: Path
) -> None:
    with nginx(tmp_path, site) as address:
        everything_works(context.new_page(), address)


def test_no_file_that_a_page_loads_has_an_ending_of_which_hosts_have_ideas(site: Path) -> None:
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    live = [path.name for path in (site / edition["live"]).iterdir()]
    loaded = {Path(name).suffix for name in [*edition["files"], *edition["python"], *live]}
    assert {".html", ".js", ".css", ".wasm"} <= loaded
    assert loaded <= {*KNOWN, ".png", ".woff2", ".zip", ".bin", ".ipynb"}


def test_github_publishes_folders_that_begin_with_an_underscore(site: Path) -> None:
    assert (site / ".nojekyll").exists()


def test_from_the_disk_a_page_says_what_cannot_be_done_there(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / CHAPTER).as_uri())
    figure = page.locator("figure.explorable").first
    before = figure.locator(".reading").inner_text()
    figure.locator("input").first.press("End")
    expect(figure.locator(".reading")).not_to_have_text(before)
    page.click("section.live button")
    expect(page.locator("section.live [role=status]")).to_contain_text("was opened from a file")
    page.goto((site / "chapters/progress.html").as_uri())
    page.get_by_role("button", name="Keep the whole book").click()
    said = page.locator(".whole-book [role=status]")
    expect(said).to_contain_text("was opened from a file")
    expect(page.get_by_role("button", name="Keep the whole book")).to_be_enabled()
