"""Python in the page: a chapter runs in the reader's browser, without any other host.

``python -m book.live FOLDER`` packs the course and the packages it needs, all of pure Python;
``snapshot.mjs`` starts them once and keeps the memory, from which readers' browsers start.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..page import POLICY
from ..sources import ROOT, fingerprint
from .needs import PANDAS, needs_pandas

WORKER = "*-worker-*.js"
WORKER_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""What a host that sends a policy of its own must send with the scripts that run Python, `WORKER`.

A worker follows the policy that its own file came with, so that no page needs to allow more.
"""

LIVE = ROOT / "_build" / "live"
"""What Python in the page starts from, as `make build` has left it."""

ALWAYS = (
    "adaptor.bin",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "course.zip",
    "pyodide-lock.json",
)
"""What the page counts as it comes in, before one of the next two."""

MEMORY, PARTS = "python.bin", "packages.zip"
"""The kept memory, where it fits the reader's browser, and else that of which it was made."""

LIVE_FILES = (*ALWAYS, MEMORY, PARTS, "pyodide.js", "pyodide.asm.js")
"""All its files."""

LIVE_SOURCES = (
    "backchannel",
    "data",
    "book/live/__main__.py",
    "book/live/kernel.py",
    "book/live/needs.py",
    "book/live/waiting.py",
    "book/live/requirements.txt",
    "book/live/snapshot.mjs",
    "book/sources.py",
    "requirements.txt",
    "package-lock.json",
)
"""All that these files are made from; they have an address of their own for each state of it."""


def setup(app: Sphinx) -> None:
    """Register what gives a page its Python."""
    app.add_config_value("live_digest", "", "env", str)
    app.connect("config-inited", _name_files)
    app.connect("html-page-context", _say_where)
    app.connect("build-finished", _copy_files)


def _name_files(_app: Sphinx, config: Config) -> None:
    """Give the files an address that a reader's browser may keep for ever."""
    config["live_digest"] = fingerprint(*LIVE_SOURCES)


def _say_where(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the templates where Python lies and what it weighs, if the page has cells."""
    context["live"] = None
    if doctree and "kernelspec" in app.env.metadata.get(page, {}):
        both = sum((LIVE / name).stat().st_size for name in ALWAYS)
        context["live"] = {
            "folder": f"live/{app.config.live_digest}",
            "bytes": both + (LIVE / MEMORY).stat().st_size,
            "bytes_of_parts": both + (LIVE / PARTS).stat().st_size,
            "without": _cells_without_pandas(doctree),
        }


def _cells_without_pandas(doctree: nodes.document) -> str:
    """Say which of a page's cells cannot run in it, before anything is fetched for them."""
    known = set(PANDAS)
    cells = [node for node in doctree.findall(nodes.container) if "cell_input" in node["classes"]]
    needing = sum(needs_pandas(cell.astext(), known) for cell in cells)
    if not needing:
        return ""
    return f"{needing} of the {len(cells)} cells need pandas, which is too heavy for a page: "


def _copy_files(app: Sphinx, error: Exception | None) -> None:
    """Copy the files into the book; those of an older state go."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "live"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / app.config.live_digest).mkdir(parents=True)
    for name in LIVE_FILES:
        shutil.copy(LIVE / name, folder / app.config.live_digest / name)
