"""Glyphs: two capitals, courier, door, letter and others, as drawings of one stroke.

They are drawn in ``glyphs.svg``, each on a grid of 24 with one stroke, and take the colour of
the text around them; each capital has its own colour and shape, as on charts.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SYMBOL = re.compile(r'<symbol id="([^"]+)"[^>]*><title>([^<]+)</title>(.+?)</symbol>', re.DOTALL)


@cache
def glyphs() -> dict[str, tuple[str, str]]:
    """Return the words and the lines of each glyph, by its name."""
    text = Path(__file__).with_suffix(".svg").read_text(encoding="utf-8")
    return {name: (words, lines) for name, words, lines in _SYMBOL.findall(text)}


def sprite(*names: str) -> str:
    """Return what a page or a widget must hold so that drawings in it can show these glyphs.

    They are shown by their names, as ``#glyph-`` and the name.

    Raises
    ------
    KeyError
        If there is no glyph of such a name.

    """
    symbols = "".join(
        f'<symbol id="glyph-{name}" viewBox="0 0 24 24">{glyphs()[name][1]}</symbol>'
        for name in names
    )
    return f'<svg aria-hidden="true" hidden>{symbols}</svg>'
