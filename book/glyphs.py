"""The signs in the text: two capitals, courier, door, letter and others, drawn by their names."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from backchannel.glyphs import glyphs

from .markup import html


def glyph(name: str, words: str | None = None) -> str:
    """Return the HTML of a sign.

    Parameters
    ----------
    name
        Its name in ``glyphs.svg``.
    words
        What a screen reader says in its place, if not the sign's own words; empty words make it
        an ornament, of which nothing is said.

    Raises
    ------
    KeyError
        If there is no sign of that name.

    """
    own, lines = glyphs()[name]
    said = escape(own if words is None else words)
    spoken = f'<span class="visually-hidden">{said}</span>' if said else ""
    return f'<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">{lines}</svg>{spoken}'


class Glyph(SphinxRole):
    """A sign in the text: its name, or words for a screen reader and the name in angles."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the sign, or a complaint that names those that there are."""
        told = re.fullmatch(r"(?:(.*?)\s*<)?([\w-]+)>?", self.text)
        if not told or told[2] not in glyphs():
            known = ", ".join(glyphs())
            problem = self.inliner.reporter.error(
                f"There is no sign {self.text!r}; there are {known}.", line=self.lineno
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, problem)], [problem]
        return [html(glyph(told[2], told[1]))], []
