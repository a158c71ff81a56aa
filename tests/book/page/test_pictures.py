"""The drawing at the head of a chapter: light, in the page's colours, with words; signs."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from book.glyphs import glyph
from book.sources import CHAPTERS, ROOT

KIB = 1024
OPENERS = sorted((CHAPTERS / "openers").glob("*.svg"))
ROLES = {"paper", "lit", "ink", "faint", "one", "two"}
DRAWN = {"path", "circle", "g", "svg"}

each_opener = pytest.mark.parametrize("path", OPENERS, ids=lambda path: path.stem)


def numbered() -> list[str]:
    """Return the names of the chapters that have a number in the contents."""
    contents = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    return re.findall(r'file: chapters/(\S+)\n\s+title: "\d', contents)


def test_every_chapter_has_one_and_no_other() -> None:
    assert [path.stem for path in OPENERS] == sorted(numbered())


@each_opener
def test_an_opener_is_light_and_follows_light_and_dark(path: Path) -> None:
    assert path.stat().st_size <= 8 * KIB
    drawing = ElementTree.parse(path).getroot()
    parts = list(drawing.iter())
    assert {part.tag.rpartition("}")[2] for part in parts} <= DRAWN
    assert {part.get("class") for part in parts} - {None} <= ROLES
    written = {name for part in parts for name in part.attrib}
    assert written.isdisjoint({"fill", "stroke", "style", "id"}), "colours come from the page"
    assert drawing.get("viewBox") == "0 0 480 180"


@each_opener
def test_the_page_says_what_the_drawing_shows(path: Path, site: Path) -> None:
    page = (site / "chapters" / f"{path.stem}.html").read_text(encoding="utf-8")
    (words,) = re.findall(r'<svg class="opener" role="img" aria-label="([^"]+)"', page)
    assert len(words.split()) >= 15
    assert page.index("<h1") < page.index(words) < page.index("<h2")


@each_opener
def test_each_view_bears_the_sign_of_its_capital(path: Path, site: Path) -> None:
    page = (site / "chapters" / f"{path.stem}.html").read_text(encoding="utf-8")
    views = re.findall(r"<h\d>(<svg .*?</svg>) As seen from ([^<]+)<", page)
    assert {"Tehran", "Washington"} <= {place for _, place in views}
    for sign, place in views:
        name = {"Tehran": "capital-gable", "Washington": "capital-dome"}.get(place, "courier")
        assert sign == glyph(name, "")
