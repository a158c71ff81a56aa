"""The Sphinx extension of the book: everything by which it differs from a stock Jupyter Book."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from . import figures, live, page, play, practice, questions, record
from .glyphs import Glyph
from .make import downloads, execute, link_pictures, poster
from .page.previews import GLOSSARY
from .sources import ROOT, fingerprint

LOGGER = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all that the book adds."""
    # Read by backchannel.widgets: a page has no kernel, so a widget shows its explorable there.
    os.environ["BACKCHANNEL_STATIC_PAGE"] = "1"
    app.add_config_value("comments_config", {}, "")  # Jupyter Book sets it, whoever uses it
    app.add_config_value("backchannel_digest", "", "env", str)
    app.connect("config-inited", _notice_changes)
    app.connect("doctree-read", _report_failed_cells)
    app.connect("build-finished", _remove_old_pages)
    app.add_html_math_renderer("mathml", (_inline_math, None), (_block_math, None))
    app.add_role("glyph", Glyph())
    parts = (
        page,
        record,
        figures,
        questions,
        play,
        practice,
        live,
        downloads,
        link_pictures,
        poster,
    )
    for feature in parts:
        feature.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _notice_changes(app: Sphinx, config: Config) -> None:
    """Build and execute anew whatever depends on code or data that changed."""
    config["backchannel_digest"] = fingerprint(
        # Every page shows terms of the glossary beside its links.
        "backchannel",
        "book",
        "data",
        "requirements.txt",
        f"{GLOSSARY}.md",
    )
    execute.alone()
    # Pages that tests plant elsewhere leave nothing among the book's own.
    own = Path(app.srcdir) == ROOT
    config["nb_execution_cache_path"] = str(
        execute.cache() if own else Path(app.outdir).parent / ".executed"
    )


def _report_failed_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Name chapter and line of a cell that failed; under a strict build this stops it."""
    for node in doctree.findall(nodes.container):
        if "cell" in node.get("classes", []):
            for output in node.findall(nodes.literal_block):
                if "traceback" in output.get("classes", []):
                    text = output.astext().strip()
                    place = (app.env.docname, _failed_line(app, node, text))
                    LOGGER.error("this cell failed: %s", text.splitlines()[-1], location=place)


def _failed_line(app: Sphinx, cell: nodes.container, traceback: str) -> int:
    """Return the line of the chapter on which a cell failed."""
    lines = Path(app.env.doc2path(app.env.docname)).read_text(encoding="utf-8").splitlines()
    first = int(cell.line) - 2  # MyST-NB notes the second line below the fence
    while lines[first].startswith(":") or not lines[first].strip():
        first += 1
    inside = re.search(r"Cell In\[\d+\], line (\d+)", traceback)
    return first + (int(inside[1]) if inside else 1)


def _remove_old_pages(app: Sphinx, error: Exception | None) -> None:
    """Remove pages whose source is gone, and its copy: a renamed chapter leaves none behind."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    for top, made in ((folder, "[!_]*/**/*.html"), (folder / "_sources", "**/*.md")):
        for built in top.glob(made):
            if built.relative_to(top).with_suffix("").as_posix() not in app.env.found_docs:
                built.unlink()


def _inline_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _block_math(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="equation">{tex2mathml(node.astext(), as_block=True)}</div>')
    raise nodes.SkipNode
