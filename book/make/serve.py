"""Serve the built book on this machine, and build and show it anew while one writes.

``python -m book.make.serve FOLDER PORT``. Pages get one script more, which asks now and then
whether a newer build is there; nothing of this is in the built files.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import forkserver, get_context
from pathlib import Path
from time import sleep
from typing import Any

from ..sources import ROOT
from . import pages

WATCHED = ("chapters", "data", "book", "backchannel", "_config.yml", "_toc.yml")
SECONDS = 0.5
NEWEST = "/_newest"
SCRIPT = "/_reload.js"
RELOAD = f"""let shown;
setInterval(async () => {{
  const newest = await (await fetch("{NEWEST}", {{ cache: "no-store" }})).text();
  if (shown !== undefined && newest !== shown) location.reload();
  shown = newest;
}}, 1000);
"""
TAG = f'<script src="{SCRIPT}" defer></script></body>'


def state() -> dict[Path, int]:
    """Return when each file that the book is made of was last changed."""
    found: dict[Path, int] = {}
    for name in WATCHED:
        place = ROOT / name
        for path in place.rglob("*") if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                found[path] = path.stat().st_mtime_ns
    return found


class Handler(SimpleHTTPRequestHandler):
    """Give files as they are, and pages with the script that reloads them."""

    def do_GET(self) -> None:
        """Answer a request."""
        path = Path(self.translate_path(self.path))
        if self.path == NEWEST:
            newest = Path(self.directory) / "edition.json"
            self._give(str(newest.stat().st_mtime_ns if newest.exists() else 0), "text/plain")
        elif self.path == SCRIPT:
            self._give(RELOAD, "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            page = path.read_text(encoding="utf-8")
            self._give(page.replace("</body>", TAG, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _give(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request: what the build says should be seen."""


def serve(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder on this machine.

    Raises
    ------
    SystemExit
        If another program uses the port; the message says how to take another.

    """

    class InFolder(Handler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), InFolder)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise SystemExit(
            f"Port {port} is in use on this machine. Try: make serve PORT={port + 1}"
        ) from None


def only_words(before: dict[Path, int], now: dict[Path, int]) -> bool:
    """Return whether nothing but the words of chapters that were there has changed."""
    changed = {path for path, _ in before.items() ^ now.items()}
    return before.keys() == now.keys() and all(path.suffix == ".md" for path in changed)


def build(quickly: bool) -> bool:
    """Build anew, and return whether that went well."""
    if quickly:
        process = get_context("forkserver").Process(target=pages.main)  # it has loaded all
        process.start()
        process.join()
        return process.exitcode == 0
    make = ["make", "--no-print-directory", "build"]
    return subprocess.run(make, check=False, cwd=ROOT).returncode == 0


def main(folder: Path, port: int) -> None:
    """Serve until Ctrl+C, building whenever a file changes."""
    forkserver.set_forkserver_preload([pages.__name__, *pages.LOADS])
    forkserver.ensure_running()
    server = serve(folder, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        f"The book is at http://127.0.0.1:{port}/ and is built anew while you write (Ctrl+C ends)."
    )
    seen, stale = state(), False
    try:
        while True:
            sleep(SECONDS)
            if (now := state()) != seen:
                stale = stale or not only_words(seen, now)
                seen = now
                print("Built." if build(not stale) else "Not built: see above.", flush=True)
            elif stale:  # begin again, with the code and tables as they are now
                os.execv(sys.executable, [sys.executable, "-m", __spec__.name, *sys.argv[1:]])
    except KeyboardInterrupt:
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
