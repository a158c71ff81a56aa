"""HTML among the nodes of a page: a piece as a node, the templates, and looking for a class."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from jinja2 import Environment, FileSystemLoader

TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
"""The templates that directives fill, by folder and name."""


def html(code: str) -> nodes.raw:
    """Return a piece of HTML as a node."""
    return nodes.raw("", code, format="html")


def has(doctree: nodes.document | None, kind: type[nodes.Element], name: str) -> bool:
    """Tell whether a page has a node of a kind and class."""
    found = doctree.findall(kind) if doctree is not None else ()
    return any(name in node.get("classes", []) for node in found)
