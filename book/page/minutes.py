"""How long a page takes to read; its script counts the minutes that are left."""

from __future__ import annotations

import math

from docutils import nodes
from sphinx import addnodes

WORDS_A_MINUTE = 200


def minutes(doctree: nodes.document) -> int:
    """Return how long the running text of a page takes, without what one looks up.

    A page with less than a minute of it is one to look things up in, and takes 0.
    """
    aside = (nodes.table, nodes.citation, addnodes.desc, nodes.definition_list)
    words = sum(
        len(node.astext().split())
        for node in doctree.findall(nodes.paragraph)
        if not any(isinstance(parent, aside) for parent in _parents(node))
    )
    return math.ceil(words / WORDS_A_MINUTE) if words > WORDS_A_MINUTE else 0


def _parents(node: nodes.Node) -> list[nodes.Node]:
    return [node.parent, *_parents(node.parent)] if node.parent is not None else []
