"""Did it teach? The measure of the course: items before, after, and twice again."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..markup import TEMPLATES, html


class Measure(SphinxDirective):
    """The measure; its items come when they are asked for."""

    def run(self) -> list[nodes.Node]:
        """Return the form, empty, and the places of the results."""
        top = "../" * self.env.docname.count("/")
        return [html(TEMPLATES.get_template("questions/measure.html").render(top=top))]
