"""What comes back: a page of prompts that are due, and a few of them at the head of a chapter."""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..markup import TEMPLATES, html
from .prompts import prompts

COME_BACK = "come-back-place"
IN_CHAPTER = "come-back-in-chapter"


class ComeBack(SphinxDirective):
    """The page on which prompts of all chapters come back."""

    def run(self) -> list[nodes.Node]:
        """Return a place that is filled once all chapters are read."""
        self.env.note_reread()
        return [nodes.container("", classes=[COME_BACK])]


def fill_come_back(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Tell the places of a page what may come back there, and where its scripts lie."""
    for place in [*doctree.findall(nodes.container)]:
        if COME_BACK not in place["classes"]:
            continue
        in_chapter = IN_CHAPTER in place["classes"]
        names = list(app.env.toctree_includes[app.config.root_doc])
        if in_chapter:
            head = place.parent  # may be folded as a whole; what is due stands open below it
            head.remove(place)
            head.parent.insert(head.parent.index(head) + 1, place)
            names = names[: names.index(page)] if page in names else []
        may = {name.split("/")[-1]: _names(app.env.metadata[name]) for name in names}
        known = {
            chapter: {
                "answers": may[chapter],
                "prompts": [each.name for each in prompts() if each.chapter == chapter],
            }
            for chapter in dict.fromkeys(each.chapter for each in prompts())
            if chapter in may
        }
        if known:
            template = TEMPLATES.get_template("questions/come-back.html")
            top = "../" * page.count("/")
            place.append(
                html(template.render(known=json.dumps(known), top=top, in_chapter=in_chapter))
            )


def _names(metadata: dict[str, Any]) -> list[str]:
    """Return the names of what a reader does in a chapter."""
    return [name for kind in ("predictions", "checks", "moves") for name in metadata.get(kind, {})]
