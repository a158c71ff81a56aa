"""The signs of the book: two capitals, courier, door, letter and others, as drawings in the text.

They are drawn in ``glyphs.svg``, each on a grid of 24 with one stroke, and take the colour of
the text around them; each capital has its own colour and shape, as on charts.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .markup import html

_SYMBOL = re.compile(r'<symbol id="([^"]+)"[^>]*><title>([^<]+)</title>(.+?)</symbol>', re.DOTALL)


@cache
def glyphs() -> dict[str, tuple[str, str]]:
    """Return the words and the lines of each sign, by its name."""
    text = Path(__file__).with_suffix(".svg").read_text(encoding="utf-8")
    return {name: (words, lines) for name, words, lines in _SYMBOL.findall(text)}


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


def sprite(*names: str) -> str:
    """Return what a page must hold so that its scripts can show these signs.

    ``glyph`` in ``markup.js`` shows them by their names.

    Raises
    ------
    KeyError
        If there is no sign of such a name.

    """
    symbols = "".join(
        f'<symbol id="glyph-{name}" viewBox="0 0 24 24">{glyphs()[name][1]}</symbol>'
        for name in names
    )
    return f'<svg aria-hidden="true" hidden>{symbols}</svg>'


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
