"""HTML among the nodes of a page: a piece as a node, templates, what the layout must know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import Environment, FileSystemLoader
from sphinx.application import Sphinx

TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
"""The templates that directives fill, by folder and name."""


def html(code: str) -> nodes.raw:
    """Return a piece of HTML as a node."""
    return nodes.raw("", code, format="html")


def tell_layout(app: Sphinx, flag: str, kind: type[nodes.Element], name: str) -> None:
    """Let the layout know, under a flag, whether a page has a node of a kind and class.

    It loads a feature's script only where there is something for it to do.
    """

    def tell(
        _app: Sphinx,
        _page: str,
        _template: str,
        context: dict[str, Any],
        tree: nodes.document | None,
    ) -> None:
        found = tree.findall(kind) if tree is not None else ()  # the search is made of no source
        context[flag] = any(name in node.get("classes", []) for node in found)

    app.connect("html-page-context", tell)
