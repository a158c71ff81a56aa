"""What a chapter asks of its reader: objectives, predictions, questions and hints.

Each is a small directive that writes a plain HTML form. Without scripts the forms remain
readable: choices as a list, answers folded below.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import has
from .at_a_glance import AtAGlance
from .check import Check
from .prediction import Prediction, Review
from .progress import PROGRESS, Progress, fill_progress


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("at-a-glance", AtAGlance)
    app.add_directive("prediction", Prediction)
    app.add_directive("review", Review)
    app.add_directive("check", Check)
    app.add_directive("progress", Progress)
    app.connect("doctree-resolved", fill_progress)
    app.connect("html-page-context", _ask_for_script)


def _ask_for_script(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Tell the layout whether the page shows the reader's progress."""
    context["has_progress"] = has(tree, nodes.container, PROGRESS)
