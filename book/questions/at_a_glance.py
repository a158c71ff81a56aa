"""What a chapter asks for and gives, at its head: minutes, level, objectives."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..sources import front_matter
from .come_back import COME_BACK, IN_CHAPTER


class AtAGlance(SphinxDirective):
    """Minutes, level and objectives from its front matter."""

    def run(self) -> list[nodes.Node]:
        """Return paragraphs, a list in which links find each objective, and a place for prompts."""
        path = Path(self.env.doc2path(self.env.docname))
        metadata = front_matter(path)
        missing = [key for key in ("minutes", "level", "objectives") if key not in metadata]
        if missing:
            raise self.error(f"The chapter's front matter lacks {', '.join(missing)}.")
        facts = nodes.paragraph(
            "",
            f"About {metadata['minutes']} minutes. {metadata['level']} After this chapter you can:",
        )
        objectives = nodes.bullet_list(classes=["objectives"])
        for name, text in metadata["objectives"].items():
            item = nodes.list_item("", nodes.paragraph("", text), ids=[f"objective-{name}"])
            objectives += item
        return [facts, objectives, nodes.container("", classes=[COME_BACK, IN_CHAPTER])]
