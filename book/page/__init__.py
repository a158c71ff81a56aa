"""What every page carries around its text: layout, policy, description, minutes, previews.

The style of the whole book begins here, in ``page.css``.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from . import deeper, languages, previews, search
from .minutes import minutes
from .pictures import Opener, mark_views

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""The content security policy of every page: scripts are files of the book, and nothing else."""


FACES = {"400-normal": "", "600-normal": "", "400-italic": r"<em\b"}
"""The faces of the text that come before a page's first words are set, with what asks for them.

``book/make/faces.mjs`` cuts them.
"""


def setup(app: Sphinx) -> None:
    """Register what completes a page."""
    app.add_directive("opener", Opener)
    app.connect("config-inited", _name_version)
    app.connect("html-page-context", _complete_page)
    app.connect("doctree-resolved", previews.add_previews)
    app.connect("doctree-resolved", languages.mark_languages)
    app.connect("doctree-resolved", mark_views)
    app.connect("doctree-resolved", deeper.fold_deeper)
    search.setup(app)


def _name_version(_app: Sphinx, config: Config) -> None:
    """Give the book the version of its package."""
    config["version"] = config["release"] = version("backchannel")


def _complete_page(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the templates what holds for every page."""
    metadata = app.env.metadata.get(page, {})
    title = re.sub("<[^>]*>", "", context.get("title", ""))
    context.update(
        has_tools=doctree is not None,
        page_title=title
        if page == app.config.root_doc
        else f"{title} \N{EM DASH} {app.config.html_title}",
        metatags="",  # a second viewport, which the theme sets already
        faces=[face for face, of in FACES.items() if re.search(of, context.get("body", ""))],
        description=metadata.get("description") or app.config.html_short_title,
        policy=POLICY,
        minutes=int(metadata.get("minutes", 0)) or (doctree and minutes(doctree)),
    )
