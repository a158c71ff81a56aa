"""What stands behind a link to a term or a page, as the link's title, which its script shows.

Citations bring theirs along, and events get it from the record.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

GLOSSARY = "chapters/glossary"


def add_previews(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Let each link to a term or a page of the book say what stands behind it."""
    for link in doctree.findall(nodes.reference):
        if not link.get("internal") or link.get("reftitle"):
            continue
        classes = {name for child in link.findall(nodes.inline) for name in child["classes"]}
        target, _, anchor = str(link.get("refuri", "")).partition("#")
        words = ""
        if "std-term" in classes:
            words = definitions(app).get(anchor or str(link.get("refid")), "")
        elif "doc" in classes:
            folder = Path(page).parent.as_posix()
            other = f"{folder}/{target.removesuffix('.html')}"
            words = app.env.metadata.get(other, {}).get("description", "")
        if words:
            link["reftitle"] = words


def definitions(app: Sphinx) -> dict[str, str]:
    """Return the first sentence of each term of the glossary, without its sources."""
    found: dict[str, str] = app.env.temp_data.get("definitions", {})
    if not found and GLOSSARY in app.env.found_docs:
        for item in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
            first = cast(nodes.Element, item[-1])[0].deepcopy()
            for citation in list(first.findall(addnodes.pending_xref)):
                if citation.get("refdomain") == "cite":
                    citation.parent.remove(citation)
            words = " ".join(first.astext().split()).replace(" .", ".").replace(" ;", ";")
            for term in item.findall(nodes.term):
                found.update(dict.fromkeys(term["ids"], words))
        app.env.temp_data["definitions"] = found
    return found
