"""The printed book: one tagged file, in order, with its stills and their words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from backchannel.figures import EXPLORABLES
from book.make.pdf import without_glyph

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def pdf(site: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    target = tmp_path_factory.mktemp("pdf") / "book.make.pdf"
    # Slow: Chromium lays out every page of the book; apart, for it runs a loop of its own.
    subprocess.run([sys.executable, "-m", "book.make.pdf", site, target], cwd=ROOT, check=True)
    return PdfReader(target)


def tags(node: Any) -> list[Any]:
    """Return all elements of the tree by which a screen reader walks a PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for child in node for tag in tags(child)]
    if not hasattr(node, "get"):
        return []
    return [node, *tags(node.get("/K", []))]


def test_the_pdf_is_tagged_and_has_language_title_and_outline(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The Delicate Dance"
    assert sum(not isinstance(item, list) for item in pdf.outline) >= 9
    assert len(pdf.pages) > 50


def test_charts_are_stills_with_words_and_headings_are_headings(pdf: PdfReader, site: Path) -> None:
    root: Any = pdf.trailer["/Root"]
    found = tags(root["/StructTreeRoot"]["/K"])
    kinds = [tag.get("/S") for tag in found]
    pictures = {str(tag["/Alt"]) for tag in found if tag.get("/S") == "/Figure" and "/Alt" in tag}
    assert {explorable.title for explorable in EXPLORABLES.values()} <= pictures
    drawn = sum(
        path.read_text(encoding="utf-8").count('<div class="chart" role="img"')
        for path in site.glob("chapters/*.html")
    )
    assert drawn > 30
    assert sum(tag.get("/S") == "/Figure" and "/Alt" in tag for tag in found) >= drawn
    assert kinds.count("/H1") >= 9
    assert kinds.count("/Link") > 500
    assert "/TH" in kinds


def test_the_text_is_there_from_the_first_page_to_the_last(pdf: PdfReader) -> None:
    first = next(
        pdf.get_destination_page_number(item)
        for item in pdf.outline
        if not isinstance(item, list) and "Proxies" in str(item.title)
    )
    assert first is not None
    text = "".join(page.extract_text() for page in pdf.pages[first : first + 16])
    assert "It is Monday, 29 January 2024" in text
    assert "One source, one step of Bayes" in text, "the answers are unfolded"
    assert "Back to the starting values" not in text, "nothing to press on paper"
    last = reversed(pdf.pages[60:])
    assert any("Works cited" in page.extract_text() for page in last), "the bibliography is there"


def test_every_letter_has_a_glyph_and_one_that_has_none_is_named(
    pdf: PdfReader, site: Path
) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in site.glob("chapters/*.html"))
    chinese, persian = (
        set(re.findall("[\u4e00-\u9fff]", pages)),
        set(re.findall("[\u0621-\u06cc]", pages)),
    )
    assert len(chinese) > 20 and len(persian) > 30
    assert without_glyph(pdf, "".join(chinese | persian) + " official, \U00013000") == "\U00013000"
