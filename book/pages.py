"""What every page carries besides its text: description, minutes, downloads, previews of links."""

from __future__ import annotations

import math
import re
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config

from backchannel.data import DATA_FOLDER

from . import execute, figures, notebooks, reading
from .record import events, when

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""The content security policy of every page: scripts are files of the book, and nothing else."""

WORKER = "live-worker.js"
WORKER_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""What a host that sends a policy of its own must send with the script that runs Python.

A worker follows the policy that its own file came with, so that no page needs to allow more.
"""

SCRIPT = re.compile(r"([\u0600-\u06ff](?:[\u0600-\u06ff\u200c\s«»]*[\u0600-\u06ff])?)")
"""Words in the Arabic script, which Persian shares."""

ARABIC_ONLY = set("أإةىيك")
"""Letters that Persian writes otherwise."""

WORDS_A_MINUTE = 200
GLOSSARY = "chapters/glossary"
NOTEBOOKS = "downloads/notebooks"

LIVE = notebooks.ROOT / "_build" / "live"
"""What Python in the page starts from, as `make build` has left it."""

LIVE_FILES = (
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "python.bin.gz",
    "course.zip",
    "pyodide-lock.json",
    "packages.zip",
    "pyodide.mjs",
    "pyodide.asm.mjs",
)
"""Its files; the page counts the first five as they come in."""

LIVE_SOURCES = (
    "backchannel",
    "data",
    "book/live",
    "requirements.txt",
    "package-lock.json",
)
"""All that these files are made from; they have an address of their own for each state of it."""


def setup(app: Sphinx) -> None:
    """Register what completes a page."""
    app.add_config_value("live_digest", "", "env", str)
    app.connect("config-inited", _name_version)
    app.connect("html-page-context", _complete_page)
    app.connect("doctree-resolved", add_previews)
    app.connect("doctree-resolved", mark_languages)
    app.connect("build-finished", _write_downloads)


def _name_version(_app: Sphinx, config: Config) -> None:
    """Give the book the version of its package, and Python in the page a name of its own."""
    config["version"] = config["release"] = version("backchannel")
    config["live_digest"] = execute.fingerprint(*LIVE_SOURCES)


def _complete_page(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the templates what the page has, so that it loads scripts only for that."""
    metadata = app.env.metadata.get(page, {})

    def has(kind: type[nodes.Element], name: str) -> bool:
        found = doctree.findall(kind) if doctree is not None else ()
        return any(name in node.get("classes", []) for node in found)

    context.update(
        description=metadata.get("description") or app.config.html_short_title,
        policy=POLICY,
        digest=app.config.backchannel_digest,
        has_figures=has(nodes.container, figures.CLASS),
        has_timeline=has(nodes.table, "timeline"),
        has_progress=has(nodes.container, reading.PROGRESS),
        minutes=int(metadata.get("minutes", 0)) or (doctree and minutes(doctree)),
        live=_live(app) if "kernelspec" in metadata else None,
        notebook=f"{NOTEBOOKS}/{Path(page).name}.ipynb" if "kernelspec" in metadata else None,
    )


def _live(app: Sphinx) -> dict[str, Any]:
    """Return where Python in the page lies, and its weight; other files have another folder."""
    counted = (LIVE / name for name in LIVE_FILES[:5])
    return {
        "folder": f"live/{app.config.live_digest}",
        "bytes": sum(path.stat().st_size for path in counted),
    }


def minutes(doctree: nodes.document) -> int:
    """Return how long the running text of a page takes; what one looks up is left out."""
    aside = (nodes.table, nodes.citation, addnodes.desc, nodes.definition_list)
    words = sum(
        len(node.astext().split())
        for node in doctree.findall(nodes.paragraph)
        if not any(isinstance(parent, aside) for parent in _parents(node))
    )
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _parents(node: nodes.Node) -> list[nodes.Node]:
    return [node.parent, *_parents(node.parent)] if node.parent is not None else []


def add_previews(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Let each link inside the book say what stands behind it; citations do so already."""
    for link in doctree.findall(nodes.reference):
        if not link.get("internal") or link.get("reftitle"):
            continue
        classes = {name for child in link.findall(nodes.inline) for name in child["classes"]}
        target, _, anchor = str(link.get("refuri", "")).partition("#")
        words = ""
        name = anchor or str(link.get("refid"))
        if name.startswith("event-"):
            row = events()[name.removeprefix("event-")]
            words = f"{when(row)}: {row['summary']}"
        elif "std-term" in classes:
            words = definitions(app).get(name, "")
        elif "doc" in classes:
            folder = Path(page).parent.as_posix()
            other = f"{folder}/{target.removesuffix('.html')}"
            words = app.env.metadata.get(other, {}).get("description", "")
        if words:
            link["reftitle"] = words


def definitions(app: Sphinx) -> dict[str, str]:
    """Return the first sentence of each term of the glossary, without its sources."""
    found: dict[str, str] = app.env.temp_data.get("definitions", {})
    if not found and GLOSSARY in app.env.found_docs:
        for item in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
            first = cast(nodes.Element, item[-1])[0].deepcopy()
            for citation in list(first.findall(addnodes.pending_xref)):
                if citation.get("refdomain") == "cite":
                    citation.parent.remove(citation)
            words = " ".join(first.astext().split()).replace(" .", ".").replace(" ;", ";")
            for term in item.findall(nodes.term):
                found.update(dict.fromkeys(term["ids"], words))
        app.env.temp_data["definitions"] = found
    return found


def mark_languages(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Say of Persian and Arabic words what they are, so that they are read out as such."""
    for text in list(doctree.findall(nodes.Text)):
        parts = SCRIPT.split(text)
        if len(parts) == 1 or isinstance(text.parent, nodes.raw | nodes.literal_block):
            continue
        found: list[nodes.Node] = []
        for index, part in enumerate(parts):
            if index % 2:
                language = "ar" if ARABIC_ONLY & set(part) else "fa"
                found.append(reading.html(f'<span lang="{language}" dir="rtl">{part}</span>'))
            elif part:
                found.append(nodes.Text(part))
        text.parent.replace(text, found)


def _write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Write the chapters as notebooks and the data as one file, for download."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / NOTEBOOKS
    shutil.rmtree(folder, ignore_errors=True)
    live = Path(app.outdir) / "live"
    shutil.rmtree(live, ignore_errors=True)
    (live / app.config.live_digest).mkdir(parents=True)
    for name in LIVE_FILES:
        shutil.copy(LIVE / name, live / app.config.live_digest / name)
    notebooks.write_chapters(folder)
    with ZipFile(folder.parent / "data.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted(DATA_FOLDER.iterdir()):
            archive.write(path, f"data/{path.name}")
