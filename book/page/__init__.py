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


FACES = {
    "source-serif-4-latin-400-normal": "",
    "source-serif-4-latin-600-normal": "",
    "source-serif-4-latin-400-italic": "<em\\b",
    "source-serif-4-latin-ext-400-normal": r">[^<]*[\u0100-\u02ba]",
    "vazirmatn-arabic-400-normal": r">[^<]*[\u0600-\u06ff]",
}
"""The faces that a page loads by itself, with the pattern of what is set in them.

They come before the first words are set, and are kept with the page; ``book/make/faces.mjs``
cuts them.
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
