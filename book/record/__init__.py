"""The record on the pages: events, timeline, codebook, readings and the works that are cited."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ..markup import tell_layout
from . import citations
from .codebook import Codebook
from .events import After2025, EventRole, EventsCited, add_previews
from .places import Places, PlacesMap
from .readings import Readings, Voices
from .timeline import Channels, Timeline


def setup(app: Sphinx) -> None:
    """Register role and directives."""
    citations.setup(app)
    app.add_role("event", EventRole())
    app.add_directive("timeline", Timeline)
    app.add_directive("channels", Channels)
    app.add_directive("places-map", PlacesMap)
    app.add_directive("places", Places)
    app.add_directive("events-cited", EventsCited)
    app.add_directive("after-2025", After2025)
    app.add_directive("codebook", Codebook)
    app.add_directive("readings", Readings)
    app.add_directive("voices", Voices)
    app.connect("doctree-resolved", add_previews)
    tell_layout(app, "has_timeline", nodes.table, "timeline")
