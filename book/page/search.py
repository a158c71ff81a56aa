"""What search knows: each section, term, event, channel and work, with its words and its place.

Written page by page when a page is, so that a changed page alone is looked through again;
``search.js`` makes an index of it in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from backchannel.data import read_table
from backchannel.figures import FIGURES

INDEX = "searchplaces.js"
"""A script, not JSON, so that search works in a book that is opened from a disk, too."""

Place = tuple[str, str, str, str]
"""An anchor, a kind, a title, and the words."""

KINDS = {
    "chapters/glossary": "term",
    "chapters/codebook": "table",
    "chapters/gallery": "figure",
    "chapters/models": "python",
    "chapters/for-instructors": "about",
    "chapters/about": "about",
    "chapters/progress": "about",
}
"""What the sections of a page are, unless they are sections of the course."""

UNSEEN = (
    nodes.raw, nodes.literal_block, nodes.math_block, nodes.citation, nodes.comment,
    nodes.thead, addnodes.desc, addnodes.toctree, nodes.section,
)  # fmt: skip
"""What is no running text of a section: markup, code, and what is a place of its own."""

INVOLVED = ("initiator", "target", "intermediary")


def setup(app: Sphinx) -> None:
    """Take over from Sphinx's search, which knows pages and neither sections nor spellings."""
    app.connect("builder-inited", _stand_in)
    app.connect("html-collect-pages", lambda _app: [("search", {}, "search.html")])
    # Before Persian words become markup.
    app.connect("doctree-resolved", _keep_places, priority=400)
    app.connect("build-finished", _write_index)


def _stand_in(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]


def _kept(app: Sphinx, page: str) -> Path:
    return Path(app.doctreedir) / f"{page}.places.json"


def _keep_places(app: Sphinx, doctree: nodes.document, page: str) -> None:
    found = [place for place in places(doctree, page) if place[2]]
    described = app.env.metadata.get(page, {}).get("description", "")
    if found and not found[0][3]:
        found[0] = (*found[0][:3], described)
    path = _kept(app, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _write_index(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    pages = [
        {
            "address": app.builder.get_target_uri(page),
            "title": app.env.titles[page].astext(),
            "places": json.loads(_kept(app, page).read_text(encoding="utf-8")),
        }
        for page in [app.config.root_doc, *app.env.toctree_includes.get(app.config.root_doc, [])]
        if _kept(app, page).exists()
    ]
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / INDEX).write_text(f"searchPlaces={text}", encoding="utf-8")


def places(doctree: nodes.document, page: str) -> Iterator[Place]:
    """Give each place of a page that can be found."""
    kind = KINDS.get(page, "section")
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        anchor = section["ids"][0]
        shown = FIGURES.get(anchor.removeprefix("gallery-")) if kind == "figure" else None
        words = f"{shown.words} {shown.source}" if shown else text_of(section, without=nodes.title)
        yield anchor, kind, plain(title.astext() if title else ""), words
    for item in doctree.findall(nodes.definition_list_item):
        term = cast(nodes.Element, item[0])
        if term["ids"]:
            yield term["ids"][0], "term", plain(term.astext()), text_of(item, without=nodes.term)
    for row in doctree.findall(nodes.row):
        for name in row["ids"]:
            yield recorded(name, row)
    for work in doctree.findall(nodes.citation):
        yield work["ids"][0], "work", plain(work[0].astext()), text_of(work, without=nodes.label)
    for described in doctree.findall(addnodes.desc):
        name = cast(addnodes.desc_signature, described[0])
        words = " ".join(plain(node.astext()) for node in described.findall(nodes.paragraph))
        yield name["ids"][0], "python", str(name["fullname"]), words


def recorded(anchor: str, row: nodes.row) -> Place:
    """Return an event or a channel of the record, with all who had part in it."""
    *cells, account = [cast(nodes.Element, cell) for cell in row]
    facts = [text_of(cell) for cell in cells]
    summary, *more = [
        plain(said(part)) for part in account.children if isinstance(part, nodes.paragraph)
    ]
    details = " ".join(each for each in more if not each.startswith("Events: "))
    kind, _, name = anchor.partition("-")
    if kind == "channel":
        return anchor, kind, facts[0], f"{summary} {details} {'. '.join(facts[1:])}."
    event = next(event for event in read_table("events") if event["id"] == name)
    involved = "; ".join(str(event[column]) for column in INVOLVED if event[column])
    words = f"{facts[1]}. {facts[2]}. {involved}. {details}"
    return anchor, kind, f"{facts[0]}: {summary}", words


def text_of(element: nodes.Element, without: type[nodes.Element] | None = None) -> str:
    """Return the running text of an element, without what is a place of its own, and answers."""
    return plain(" ".join(_words(element, without)))


def _words(element: nodes.Element, without: type[nodes.Element] | None) -> Iterator[str]:
    inside_form = False
    for child in element.children:
        if isinstance(child, nodes.raw):
            # The choices and answers of a question are between the tags of its form.
            text = child.astext()
            inside_form = (inside_form or "<form" in text) and "</form>" not in text
        elif isinstance(child, nodes.TextElement):
            if not isinstance(child, (*UNSEEN, *([without] if without else []))):
                yield "" if inside_form else said(child)
        elif isinstance(child, nodes.Element) and not isinstance(child, UNSEEN):
            hidden = {"event-card", "sources"} & set(child["classes"])
            term = isinstance(child, nodes.definition_list_item) and child[0]["ids"]
            if not hidden and not term and not (isinstance(child, nodes.row) and child["ids"]):
                yield from () if inside_form else _words(child, without)


def said(element: nodes.Element) -> str:
    """Return the words of a paragraph, without the marks that say how sure they are."""
    texts = element.findall(nodes.Text)
    return "".join(text for text in texts if "status" not in text.parent.get("classes", []))


def plain(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())
