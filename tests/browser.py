"""For the tests: a web server on this machine, a visitor who notes what goes wrong, axe."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from time import sleep
from typing import Any

from playwright.sync_api import Page

from book.live import WORKER, WORKER_POLICY
from book.page import POLICY

SITE = Path(__file__).resolve().parent.parent / "_build" / "html"

AXE = SITE.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

HEARD = Path(__file__).with_name("heard.js")

TEXT = (".html", ".js", ".json", ".css", ".svg", ".csv", ".md")

DRAWN = """[...document.querySelectorAll("figure.explorable")].every((figure) =>
    figure.dispatchEvent(new Event("focusin")) && "view" in figure)"""
"""Whether all charts of a page are drawn, when asked again and again: each as if it was used."""

UNFOLD = "for (const fold of document.querySelectorAll('details.after-move')) fold.open = true"
"""Opens what follows a move, as who does not want to play does."""

BLOCKED_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
        configurable: true,
        get() { throw new DOMException("denied", "SecurityError"); },
    });"""
"""A script that makes a page's storage throw, as it does where cookies are blocked."""


class Host:
    """A web server on this machine, as strict as a host can be, that counts what it sends."""

    def __init__(self, folder: Path, below: str) -> None:
        self.sent: list[tuple[str, int]] = []
        """The path and the bytes of each answer: the body, compressed where a host would."""
        self.gone = False
        self.folder = folder
        """What is served; another edition may take its place."""
        self.missing: set[str] = set()
        """Patterns of the names of files that the host does not have, though they were built."""
        self.slow: dict[str, float] = {}
        """Seconds that files take whose paths have such a pattern."""
        self.instead: Callable[[str], tuple[int, dict[str, str], str] | None] = lambda _: None
        """What the host answers to a path in place of its file: status, headers and a page."""
        self.headers: Callable[[Path], dict[str, str]] = lambda _: {}
        """What it sends with a file besides, or in place of what it would send."""
        self.refused: list[str] = []
        """The paths that were asked for and are not there."""
        self.listens = False
        """Whether pages get a script that notes what they complain of."""
        self.worker_policy = WORKER_POLICY
        self.isolated = False
        """Whether the host sets its pages apart, so that they may share memory with a worker."""
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def translate_path(self, path: str) -> str:
                outside = not path.startswith(f"{below}/")
                return "/nowhere" if outside else super().translate_path(path[len(below) :])

            def do_GET(self) -> None:
                if host.gone:
                    self.close_connection = True  # without an answer, also to an old connection
                    return
                self.directory = str(host.folder)  # of each request, for a connection stays
                sleep(max((s for p, s in host.slow.items() if fnmatch(self.path, p)), default=0))
                if other := host.instead(self.path):
                    self._give(*other)
                    return
                path = Path(self.translate_path(self.path))
                if path.is_dir():
                    path /= "index.html"
                if path.name == HEARD.name:
                    path = HEARD
                if not path.is_file() or any(fnmatch(path.name, each) for each in host.missing):
                    host.refused.append(self.path)
                    self.send_error(404)
                    return
                body = path.read_bytes()
                if host.listens and path.suffix == ".html":
                    script = f'<script src="{below}/{HEARD.name}"></script>'.encode()
                    body = body.replace(b"<head>", b"<head>" + script, 1)
                headers = {
                    "Content-Type": self.guess_type(path),
                    "Content-Security-Policy": (
                        host.worker_policy if fnmatch(path.name, WORKER) else POLICY
                    ),
                    "Last-Modified": self.date_time_string(path.stat().st_mtime),
                } | host.headers(path)
                if path.suffix in TEXT:
                    body = gzip.compress(body, 6)
                    headers["Content-Encoding"] = "gzip"
                if host.isolated:
                    headers["Cross-Origin-Opener-Policy"] = "same-origin"
                    headers["Cross-Origin-Embedder-Policy"] = "require-corp"
                self._begin(200, headers | {"Content-Length": str(len(body))})
                with suppress(ConnectionError):  # the reader went elsewhere meanwhile
                    self.wfile.write(body)
                host.sent.append((self.path, len(body)))

            def _give(self, status: int, headers: dict[str, str], text: str) -> None:
                body = text.encode()
                kind = {"Content-Type": "text/html", "Content-Length": str(len(body))}
                self._begin(status, kind | headers)
                self.wfile.write(body)

            def _begin(self, status: int, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing of each request."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}{below}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go away, as a network does."""
        self.gone = True
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def served(folder: Path = SITE, below: str = "") -> Iterator[Host]:
    """Serve a folder, from a path below the root if one is given, on a free port."""
    host = Host(folder, below)
    try:
        yield host
    finally:
        host.stop()


class Visit:
    """A page with all that it asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.hears = {
            "console": self._hear,
            "pageerror": lambda error: self.complaints.append(str(error)),
            "request": self._request,
            "response": self._response,
        }
        for event, ear in self.hears.items():
            page.on(event, ear)  # type: ignore[call-overload]

    def open(self, path: str) -> Page:
        """Open a page of the book, wait until it is quiet, and open what follows its move."""
        self.page.goto(f"{self.address}/{path}", wait_until="networkidle")
        self.page.evaluate(UNFOLD)
        return self.page

    def end(self) -> None:
        """Go away and leave the page to another, as if nothing had been read in it."""
        for event, ear in self.hears.items():
            self.page.remove_listener(event, ear)
        if self.page.url.startswith(self.address):
            self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        context = self.page.context
        context.clear_cookies()
        origin = {"origin": self.address, "storageTypes": "all"}
        tools = context.new_cdp_session(self.page)
        tools.send("Storage.clearDataForOrigin", origin)
        tools.detach()

    def _hear(self, message: Any) -> None:
        blocked = "Service Worker registration blocked by Playwright" in message.text
        if message.type in ("error", "warning") and not blocked:
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


def wait_until_drawn(page: Page) -> None:
    """Wait until all charts of a page are drawn, which its policy lets no other wait ask."""
    for _ in range(200):
        if page.evaluate(DRAWN):
            return
        page.wait_for_timeout(100)
    raise AssertionError("a chart was not drawn within 20 s")


def broken_rules(page: Page, theme: str, width: int, part: str = "html") -> list[str]:
    """Return what axe finds in a theme and a window of a width, with all folds open.

    On a whole page, which takes seconds, or on a part of it.
    """
    page.emulate_media(reduced_motion="reduce")  # or colours would still be changing
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(400)  # the theme notices a new width after 300 ms
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("([part, options]) => axe.run(part, options)", [part, options])
    return [
        f"{rule['id']}: {rule['nodes'][0]['target']} and {len(rule['nodes']) - 1} more"
        for rule in found["violations"]
    ]
