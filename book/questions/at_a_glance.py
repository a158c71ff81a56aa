"""What a chapter asks for and gives, at its head: minutes, level, objectives."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from backchannel.moves import MOVES

from ..sources import front_matter
from .come_back import COME_BACK, IN_CHAPTER


class AtAGlance(SphinxDirective):
    """The chapter's move, and minutes, level and objectives from its front matter."""

    def run(self) -> list[nodes.Node]:
        """Return paragraphs, a list in which links find each objective, and a place for prompts."""
        path = Path(self.env.doc2path(self.env.docname))
        metadata, source = front_matter(path), path.read_text(encoding="utf-8")
        missing = [key for key in ("minutes", "level", "objectives") if key not in metadata]
        if missing:
            raise self.error(f"The chapter's front matter lacks {', '.join(missing)}.")
        facts = nodes.paragraph(
            "",
            f"About {metadata['minutes']} minutes. {metadata['level']} After this chapter you can:",
        )
        for name in re.findall(r"^:::\{move\} (\w+)$", source, re.MULTILINE)[:1]:
            move = nodes.reference("", MOVES[name].title, refuri=f"#move-{name}", internal=True)
            facts = nodes.container("", nodes.paragraph("", "Play first: ", move), facts)
        objectives = nodes.bullet_list(classes=["objectives"])
        for name, text in metadata["objectives"].items():
            item = nodes.list_item("", nodes.paragraph("", text), ids=[f"objective-{name}"])
            objectives += item
        return [facts, objectives, nodes.container("", classes=[COME_BACK, IN_CHAPTER])]
