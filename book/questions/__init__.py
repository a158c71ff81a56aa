"""What a chapter asks of its reader: objectives, predictions, questions and hints.

Each is a small directive that writes a plain HTML form. Without scripts the forms remain
readable: choices as a list, answers folded below. What comes back later needs scripts.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import tell_layout
from .at_a_glance import AtAGlance
from .check import Check
from .come_back import ComeBack, fill_come_back
from .deck import write_deck
from .measure import Measure
from .prediction import Prediction, Review, Said
from .progress import PROGRESS, Progress, fill_progress
from .prompts import write_scripts


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("at-a-glance", AtAGlance)
    app.add_directive("prediction", Prediction)
    app.add_directive("review", Review)
    app.add_directive("said", Said)
    app.add_directive("check", Check)
    app.add_directive("progress", Progress)
    app.add_directive("come-back", ComeBack)
    app.add_directive("measure", Measure)
    app.connect("doctree-resolved", fill_progress)
    app.connect("doctree-resolved", fill_come_back)
    app.connect("build-finished", write_scripts)
    app.connect("build-finished", write_deck)
    tell_layout(app, "has_progress", nodes.container, PROGRESS)
