"""Persian and Arabic words are marked as such, so that they are read out and set as they should."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import html

SCRIPT = re.compile(r"([\u0600-\u06ff](?:[\u0600-\u06ff\u200c\s«»]*[\u0600-\u06ff])?)")
"""Words in the Arabic script, which Persian shares."""

ARABIC_ONLY = set("أإةىيك")
"""Letters that Persian writes otherwise."""


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
                found.append(html(f'<span lang="{language}" dir="rtl">{part}</span>'))
            elif part:
                found.append(nodes.Text(part))
        text.parent.replace(text, found)
