"""What a chapter folds under its heading: what it is for, and each part of "Go deeper"."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import html

DEEPER = "Go deeper"

FIRST = "At a glance"
"""Folded too, so that a reader plays before reading what for."""


def fold_deeper(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Fold each part of a chapter's section "Go deeper", and "At a glance", under its heading."""
    for section in doctree.findall(nodes.section):
        inside = isinstance(section.parent, nodes.section) and section.parent[0].astext() == DEEPER
        if inside or section[0].astext() == FIRST:
            title, *rest = section.children
            section.children = []
            section += [html('<details class="deeper"><summary>'), title, html("</summary>")]
            section += [*rest, html("</details>")]
