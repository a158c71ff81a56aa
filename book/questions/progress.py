"""The page that shows objectives, questions and predictions, chapter by chapter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..markup import TEMPLATES, html
from ..sources import front_matter
from .prompts import Prompt, prompts

PROGRESS = "progress-page"


class Progress(SphinxDirective):
    """The reader's objectives, questions and predictions, chapter by chapter."""

    def run(self) -> list[nodes.Node]:
        """Return a place that is filled once all chapters are read."""
        self.env.note_reread()
        return [nodes.container("", classes=[PROGRESS])]


def fill_progress(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Write the chapters' objectives and the names of their questions into the page."""
    for place in doctree.findall(nodes.container):
        if PROGRESS not in place["classes"]:
            continue
        names = [app.config.root_doc, *app.env.toctree_includes[app.config.root_doc]]
        known = {name: app.env.metadata[name] for name in names}
        chapters = [
            {
                "name": name.split("/")[-1],
                "title": app.env.titles[name].astext(),
                "address": app.builder.get_relative_uri(page, name),
                "predictions": [
                    {"name": key, "choices": choices}
                    for key, choices in metadata.get("predictions", {}).items()
                ],
                "practice": [
                    {
                        "address": app.builder.get_relative_uri(page, at),
                        "names": [f"{practice['set']}.{each}" for each in practice["questions"]],
                        "tests": sum(practice["questions"].values()),
                        "memo": practice["memo"] | {"name": f"{practice['set']}.memo"},
                    }
                    for at, found in known.items()
                    if (practice := found.get("practice")) and practice["chapter"] == name
                ],
                "moves": list(metadata.get("moves", {}).items()),
                "objectives": [
                    {
                        "text": text,
                        "checks": _checking(metadata, objective),
                        "choices": metadata["check_choices"],
                        "prompts": _prompts(name, objective),
                    }
                    for objective, text in _objectives(app, name).items()
                ],
            }
            for name, metadata in known.items()
            if "checks" in metadata
        ]
        place.append(
            html(TEMPLATES.get_template("questions/progress.html").render(chapters=chapters))
        )


def _objectives(app: Sphinx, page: str) -> dict[str, str]:
    found: dict[str, str] = front_matter(Path(app.env.doc2path(page)))["objectives"]
    return found


def _prompts(page: str, objective: str) -> list[Prompt]:
    chapter = page.rsplit("/", maxsplit=1)[-1]
    return [each for each in prompts() if (each.chapter, each.objective) == (chapter, objective)]


def _checking(metadata: dict[str, Any], objective: str) -> list[str]:
    return [name for name, checked in metadata["checks"].items() if checked == objective]
