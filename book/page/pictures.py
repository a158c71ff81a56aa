"""Pictures of a page: the scene at the head of a chapter, the sign of whose view is told."""

from __future__ import annotations

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..glyphs import glyph
from ..markup import html

VIEW = "As seen from "
CAPITALS = {"Washington": "capital-dome", "Tehran": "capital-gable"}
GO_BETWEEN = "courier"


class Opener(SphinxDirective):
    """The drawing that bears the chapter's name, with the words that say what it shows."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the drawing as a part of the page, so that it follows light and dark."""
        chapter = Path(self.env.doc2path(self.env.docname))
        drawing = chapter.parent / "openers" / f"{chapter.stem}.svg"
        self.env.note_dependency(str(drawing))
        if not drawing.exists():
            raise self.error(f"There is no drawing {drawing.name} beside the chapters.")
        words = escape(" ".join(self.content), quote=True)
        picture = drawing.read_text(encoding="utf-8").replace(
            "<svg ", f'<svg class="opener" role="img" aria-label="{words}" ', 1
        )
        return [html(picture)]


def mark_views(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Put before each heading "As seen from ..." the sign of that capital, or of a go-between."""
    for title in doctree.findall(nodes.title):
        if title.astext().startswith(VIEW):
            sign = CAPITALS.get(title.astext().removeprefix(VIEW), GO_BETWEEN)
            title.insert(0, html(glyph(sign, "") + " "))
