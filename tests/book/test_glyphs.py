"""The signs of the book: drawn alike, with words, and shown by Python and by scripts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from backchannel.figures.theme import COLOURS
from backchannel.glyphs import glyphs, sprite
from book.glyphs import glyph
from book.sources import ROOT

SVG = "{http://www.w3.org/2000/svg}"
SYMBOLS = ElementTree.parse(ROOT / "backchannel/glyphs.svg").getroot().findall(f"{SVG}symbol")


def test_every_symbol_of_the_drawing_is_a_sign() -> None:
    assert [symbol.get("id") for symbol in SYMBOLS] == list(glyphs())
    assert {symbol.get("viewBox") for symbol in SYMBOLS} == {"0 0 24 24"}
    assert len({words for words, _ in glyphs().values()}) == len(glyphs())


@pytest.mark.parametrize("name", glyphs())
def test_a_sign_has_one_stroke_and_colours_of_the_theme(name: str) -> None:
    lines = glyphs()[name][1]
    assert "stroke-width" not in lines
    assert "#" not in lines, "a colour of its own"
    assert set(re.findall(r"var\(--chart-(\w+)\)", lines)) <= set(COLOURS)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', lines)) <= {"currentColor", "none"}


def test_each_capital_has_the_colour_that_charts_give_it() -> None:
    assert "var(--chart-first)" in glyphs()["capital-dome"][1]
    assert "var(--chart-second)" in glyphs()["capital-gable"][1]


def test_a_sign_is_said_in_words_or_not_at_all() -> None:
    assert ">a courier with a bag</span>" in glyph("courier")
    assert ">he &amp; his bag</span>" in glyph("courier", "he & his bag")
    assert glyph("courier", "").endswith("</svg>")
    with pytest.raises(KeyError):
        glyph("dove")


def test_scripts_find_the_signs_by_name() -> None:
    held = sprite("courier", "letter")
    assert re.findall(r'id="([^"]+)"', held) == ["glyph-courier", "glyph-letter"]
    assert held.count(" hidden>") == 1
