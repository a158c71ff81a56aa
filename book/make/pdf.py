"""The whole book as one tagged PDF, from the built pages, with stills in place of live charts."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from ..sources import ROOT
from .browser import launched
from .downloads import FOLDER
from .poster import NAME

REFERRING = ("for", "aria-labelledby", "aria-describedby", "headers", "list")
FOOTER = (
    '<p style="font: 8pt sans-serif; margin: 0 auto">The Delicate Dance, '
    '<span class="pageNumber"></span></p>'
)

FACES = ROOT / "node_modules" / "@fontsource"
SHEETS = [
    FACES / "source-serif-4" / "400.css",
    FACES / "source-serif-4" / "400-italic.css",
    FACES / "source-serif-4" / "600.css",
    FACES / "vazirmatn" / "400.css",
    FACES.with_name("@fontsource-variable") / "noto-sans-sc" / "index.css",
]
"""The book's faces uncut, and one for Chinese: nothing is set in a face of this machine."""
OTHER_SCRIPTS = """html { --plain: system-ui, sans-serif, Vazirmatn, "Noto Sans SC Variable" }
.bd-article { --text: "Source Serif 4", Vazirmatn, "Noto Sans SC Variable", serif }
:lang(fa), :lang(ar) { font-family: Vazirmatn }"""

TWINS = {"\u02bb": "\u2018", "\u02bc": "\u2019"}
"""Source Serif draws two letters with one glyph, for which a PDF names the first."""

CHARACTERS = re.compile(rb"<([0-9A-Fa-f]+)> *<([0-9A-Fa-f]+)> *(?:<([0-9A-Fa-f]+)>)?")
"""In a PDF's table of a face: a glyph, or the first and last of a range, and what it means."""


def write_pdf(site: Path, target: Path) -> None:
    """Print all pages of a built book into one file, in the order of its contents.

    Raises
    ------
    SystemExit
        If a letter has no glyph, where a reader would see a box; the message names each.

    """
    whole = target.with_suffix(".html")
    whole.write_text(join_pages(site), encoding="utf-8")
    with launched() as browser:
        page = browser.new_page(color_scheme="light", java_script_enabled=False)
        page.goto(_uri(whole))
        page.pdf(
            path=target,
            format="A4",
            margin={"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"},
            tagged=True,
            outline=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
        )
        text = page.locator("main").text_content() or ""
    if letters := without_glyph(PdfReader(target), text):
        target.unlink()
        sys.exit(
            f"Not printed: no face has a glyph for {letters}. "
            "Add one that has to SHEETS and OTHER_SCRIPTS in book/make/pdf.py."
        )


def print_poster(site: Path, target: Path) -> None:
    """Print the poster of the record on one sheet of A2."""
    with launched() as browser:
        page = browser.new_page()
        page.goto(_uri(site / FOLDER / NAME))
        page.evaluate("document.fonts.ready")
        page.pdf(path=target, width="594mm", height="420mm", print_background=True)


def without_glyph(pdf: PdfReader, text: str) -> str:
    """Return the letters of a text for which no face of a PDF has a glyph."""
    drawn: set[str] = set()
    tables: set[int] = set()
    for page in pdf.pages:
        fonts: Any = page.get("/Resources", {}).get("/Font") or {}
        for font in fonts.values():
            table = font.get_object().raw_get("/ToUnicode")
            if table.idnum not in tables:
                tables.add(table.idnum)
                drawn |= set(_meanings(table.get_object().get_data()))
    drawn |= {twin for letter, twin in TWINS.items() if letter in drawn}
    wanted = {letter for letter in unicodedata.normalize("NFKC", text) if letter.isprintable()}
    return "".join(sorted(wanted - drawn - {" "}))


def _meanings(table: bytes) -> str:
    """Return all that the glyphs of a face mean, from its table in a PDF."""
    found = []
    for first, last, start in CHARACTERS.findall(table):
        meaning = bytes.fromhex((start or last).decode()).decode("utf-16-be", "ignore")
        more = range(int(last, 16) - int(first, 16) if start else 0)
        found += [meaning, *(chr(ord(meaning[-1]) + 1 + step) for step in more)]
    return unicodedata.normalize("NFKC", "".join(found))


def join_pages(site: Path) -> str:
    """Return all pages as one; links between them stay links."""
    first = (site / "index.html").read_text(encoding="utf-8")
    root = re.findall(r'url=([^"]+)', first)[0]
    page = _read(site / root)
    contents = page.select(".bd-docs-nav a[href]")
    names = [root, *(_within(root, str(link["href"])) for link in contents)]
    places = {name: Path(name).stem for name in names}
    articles = [_article(site, name, places) for name in names]
    listed = "".join(
        f'<li><a href="#{place}">{_title(article)}</a></li>'
        for place, article in zip(places.values(), articles, strict=True)
    )
    own = [site / _within(root, str(link["href"])) for link in page.select("link[rel=stylesheet]")]
    sheets = (*own, *SHEETS)
    styles = "".join(f'<link rel="stylesheet" href="{_uri(sheet)}">' for sheet in sheets)
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8">'
        f"<title>The Delicate Dance</title>{styles}<style>{OTHER_SCRIPTS}</style></head>"
        '<body class="whole-book-printed"><main class="bd-main">'
        f'<nav aria-label="Contents"><h1>The Delicate Dance</h1><ul>{listed}</ul></nav>'
        + "".join(str(article) for article in articles)
        + "</main></body></html>"
    )


def _uri(path: Path) -> str:
    return path.resolve().as_uri()


def _read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _within(page: str, link: str) -> str:
    """Return the page that a link on another page leads to, as named from the top."""
    parts: list[str] = []
    for part in (Path(page).parent / link).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _title(article: Tag) -> str:
    heading = article.h1
    assert heading is not None
    return heading.get_text().strip()


def _article(site: Path, name: str, places: dict[str, str]) -> Tag:
    """Return the text of a page, its names and links made unique in the whole."""
    article = _read(site / name).select_one("article")
    assert article is not None
    place = places[name]
    unwanted = "script, .headerlink, .needs-script, .kept, .figure-table, .hint, noscript, datalist"
    for part in article.select(unwanted):
        part.decompose()
    for fold in article.select("details"):
        fold["open"] = ""
    for part in article.find_all(True):
        if "id" in part.attrs:
            part["id"] = f"{place}--{part['id']}"
        if part.name == "input":
            part["name"] = f"{place}--{part['name']}"
        for attribute in REFERRING:
            if attribute in part.attrs:
                wanted = str(part[attribute]).split()
                part[attribute] = " ".join(f"{place}--{each}" for each in wanted)
        for attribute, value in list(part.attrs.items()):
            if isinstance(value, str) and "url(#" in value:
                part[attribute] = value.replace("url(#", f"url(#{place}--")
    for link in article.select("a[href]"):
        link["href"] = _link(name, str(link["href"]), places)
    article["id"] = place
    return article


def _link(page: str, link: str, places: dict[str, str]) -> str:
    if re.match(r"[a-z]+:", link):
        return link
    file, _, anchor = link.partition("#")
    target = _within(page, file) if file else page
    if target not in places:
        return f"#{places[page]}"  # a download, which the PDF does not carry
    return f"#{places[target]}--{anchor}" if anchor else f"#{places[target]}"


if __name__ == "__main__":
    _site, _target = Path(sys.argv[1]), Path(sys.argv[2])
    write_pdf(_site, _target)
    print_poster(_site, _target.with_stem(f"{_target.stem}-poster"))
