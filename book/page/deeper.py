"""The section "Go deeper" of a chapter, whose parts are folded under their headings."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import html

DEEPER = "Go deeper"


def fold_deeper(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Fold each part of a chapter's section "Go deeper" under its heading."""
    for section in doctree.findall(nodes.section):
        if isinstance(section.parent, nodes.section) and section.parent[0].astext() == DEEPER:
            title, *rest = section.children
            section.children = []
            section += [html('<details class="deeper"><summary>'), title, html("</summary>")]
            section += [*rest, html("</details>")]
