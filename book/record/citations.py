"""How works are cited: by author and year, with one form of full reference everywhere."""

from __future__ import annotations

import pickle
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cache
from hashlib import sha256
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize
from urllib.parse import unquote

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.database import Entry, parse_file
from pybtex.plugin import register_plugin
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import (
    FieldIsMissing,
    href,
    join,
    names,
    node,
    optional,
    sentence,
    tag,
    words,
)
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from backchannel.data import DATA_FOLDER

STYLE = "author-and-year"
REFERENCES = DATA_FOLDER / "references.bib"

NOTED = "noted"
CITED = re.compile(r"(?:^|/)bibliography\.html#")
BESIDE = (nodes.paragraph, nodes.bullet_list, nodes.enumerated_list)
IN_TEXT = (nodes.Inline, nodes.list_item, *BESIDE)

LINE_OF_TEXT, LINE_OF_NOTE = (72, 28.8, 18.0), (36, 18.2, 18.0)
"""Letters of a line, its height and the space around a text in pixels, on a page with margins."""

MOST_BELOW = 60
"""How far notes may go on below their text, in pixels."""
"""What may lie between a section and a citation that has a margin beside it."""


def authors(entry: Entry) -> str:
    """Return the last names of the authors, or else of the editors."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [" ".join(person.last_names) for person in people] or ["Unsigned"]
    if len(names) > 2 or "others" in names:
        names = [f"{names[0]} et al."]
    return plain(" and ".join(names))


@cache  # the same few hundred names, asked for at every citation
def plain(latex: str) -> str:
    """Return a field of the bibliography without its LaTeX."""
    return str(rich(latex))


def rich(latex: str) -> Text:
    """Return a field of the bibliography as text; most need no slow decoder of LaTeX."""
    return Text.from_latex(latex) if re.search(r"[\\{}$~]|--|``|''", latex) else Text(latex)


def author_and_year(entry: Entry) -> str:
    """Return the authors' names and the year."""
    return f"{authors(entry)} {entry.fields['year']}"


@cache
def works() -> dict[str, Entry]:
    """Return the entries of the bibliography by their keys."""
    return _kept("entries", lambda: dict(parse_file(str(REFERENCES)).entries))


def order(entry: Entry) -> tuple[str, str, str]:
    """Return what works are sorted by: authors as letters alone, then day, then key."""
    letters_alone = normalize("NFKD", authors(entry)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9 ]", "", letters_alone.casefold()), date_of(entry), str(entry.key)


@cache
def texts() -> dict[str, Text]:
    """Return each work in full, by its key."""
    style = AuthorYearStyle()
    return _kept("texts", lambda: {key: style.written_out(each) for key, each in works().items()})


def _kept(name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what is made of the references, kept between builds: it takes pybtex seconds."""
    state = sha256(REFERENCES.read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]
    place = DATA_FOLDER.parent / "_build" / ".references" / f"{name}-{state}"
    if not place.exists():
        made = pickle.dumps(make())
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob(f"{name}-*"):
            old.unlink()
        place.write_bytes(made)
    return cast(dict[str, Any], pickle.loads(place.read_bytes()))


@cache
def letters() -> dict[str, str]:
    """Return for each key the letter that tells it from works of the same authors and year."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key, entry in works().items():
        alike[author_and_year(entry)].append(key)
    return {
        key: chr(ord("a") + place) if len(keys) > 1 else ""
        for keys in alike.values()
        for place, key in enumerate(sorted(keys, key=lambda key: order(works()[key])))
    }


class AuthorYearSorting(BaseSortingStyle):
    """The order of :func:`order`, by which letters are given too."""

    def sorting_key(self, entry: Entry) -> tuple[str, str, str]:
        """Return what a work is sorted by."""
        return order(entry)


class AuthorYearLabels(BaseLabelStyle):
    """Labels such as "Reuters 2024b", the same wherever a work is listed."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        """Give a label for each entry, in order."""
        for entry in sorted_entries:
            yield author_and_year(entry) + letters().get(entry.key, "")


def date_of(entry: Entry) -> str:
    """Return the day, month or year of a work, as an ISO date."""
    return str(entry.fields.get("date", entry.fields["year"]))


def dated(entry: Entry) -> str:
    """Say when a work appeared: 30 January 2024, January 2024 or 2024."""
    year, *rest = date_of(entry).split("-")
    month = [month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


@node  # type: ignore[untyped-decorator]
def field(_children: list[Any], context: dict[str, Any], name: str) -> Text:
    """Give a field of an entry."""
    if name not in context["entry"].fields:
        raise FieldIsMissing(name, context["entry"])
    return rich(context["entry"].fields[name])


class AuthorYearStyle(BaseStyle):
    """A full reference, ordered by author: who, what (with its address), where, number, when."""

    default_sorting_style = AuthorYearSorting
    default_label_style = AuthorYearLabels

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """Return a work in full, under a label."""
        return FormattedEntry(entry.key, texts()[entry.key], label)

    def written_out(self, entry: Entry) -> Text:
        """Return a work in full."""
        return super().format_entry("", deepcopy(entry)).text  # the template drops "others"

    def format_template(self, entry: Entry, *places: Any, book: bool = False) -> Any:
        """Return the template of a reference; the places say where the work appeared."""
        role = "author" if "author" in entry.persons else "editor"
        people = [person for person in entry.persons[role] if str(person) != "others"]
        more = [] if len(people) == len(entry.persons[role]) else ["et al."]
        entry.persons[role] = people
        who = words[(names(role, sep=", ", sep2=" and ", last_sep=" and "), *more)]
        if role == "editor":
            who = words[who, "(eds)" if len(entry.persons[role]) > 1 else "(ed.)"]
        title: Any = tag("em")[field("title")] if book else field("title")
        if address := address_of(entry):
            title = href[address, title]
        return toplevel[
            sentence[who],
            sentence[title],
            sentence(sep=", ")[(*(optional[place] for place in places), dated(entry))],
            sentence[optional[field("note")]],
        ]

    def get_article_template(self, entry: Entry) -> Any:
        """Return the template for an article in a journal."""
        volume = join[field("volume"), optional["(", field("number"), ")"]]
        return self.format_template(entry, tag("em")[field("journal")], volume, field("pages"))

    def get_book_template(self, entry: Entry) -> Any:
        """Return the template for a book."""
        isbn = words["ISBN", field("isbn")]
        places = (field("publisher"), field("address"), isbn)
        return self.format_template(entry, *places, book=True)

    def get_techreport_template(self, entry: Entry) -> Any:
        """Return the template for a report."""
        return self.format_template(entry, field("institution"), field("number"))

    def get_misc_template(self, entry: Entry) -> Any:
        """Return the template for documents, dispatches and pages."""
        return self.format_template(entry, field("howpublished"), field("number"))


def address_of(entry: Entry) -> str:
    """Return the address at which a work can be followed, or nothing."""
    if "doi" in entry.fields:
        return f"https://doi.org/{entry.fields['doi']}"
    url = str(entry.fields.get("url", ""))
    # Letters as letters: Persian addresses, percent by percent, would be half of the page.
    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda part: unquote(part[0]), url)


def cited(key: str) -> nodes.Node:
    """Return a work as a sentence names it, author and year, with its address if it has one."""
    entry = works()[key]
    words = author_and_year(entry) + letters()[key]
    address = address_of(entry)
    return nodes.reference("", words, refuri=address) if address else nodes.Text(words)


def reference(key: str) -> list[nodes.Node]:
    """Return a work in full, as the bibliography gives it."""
    return list(texts()[key].render(Backend()))


def mark_notes(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Mark the first citation of each work in a section: wide pages show it in the margin.

    Only where there is a margin: beside paragraphs and lists that lie in nothing but sections.
    """
    for section in doctree.findall(nodes.section):
        seen: set[str] = set()
        for beside, text in groupby(section.children, lambda each: isinstance(each, BESIDE)):
            if beside:
                _mark_notes_beside(list(text), seen)


def _mark_notes_beside(text: list[nodes.Node], seen: set[str]) -> None:
    """Mark what fits beside a text; what is as wide as the page comes below the last note."""
    ends = list(accumulate(_height(each.astext(), *LINE_OF_TEXT) for each in text))
    filled = 0.0
    for block, below in zip(text, [0.0, *ends], strict=False):
        for link in block.findall(nodes.reference):
            address = str(link.get("refuri", ""))
            if not CITED.search(address) or address in seen or not _stands_in(link, block):
                continue
            bottom = max(filled, below) + _height(str(link.get("reftitle", "")), *LINE_OF_NOTE)
            if bottom <= ends[-1] + MOST_BELOW:
                filled = bottom
                seen.add(address)
                link["classes"].append(NOTED)


def _height(text: str, letters: int, line: float, space: float) -> float:
    """Return about how high a text is, in pixels."""
    return -(-len(text) // letters) * line + space


def _stands_in(link: nodes.reference, block: nodes.Node) -> bool:
    """Say whether a link stands in a paragraph or list itself."""
    around: nodes.Node = link.parent
    while around is not block and isinstance(around, IN_TEXT):
        around = around.parent
    return around is block


def setup(app: Sphinx) -> None:
    """Make the style known to pybtex under its name, and entries plain to a screen reader."""
    app.connect("doctree-resolved", mark_notes)
    app.add_node(nodes.citation, override=True, html=(_open_citation, _close_citation))
    register_plugin("pybtex.style.formatting", STYLE, AuthorYearStyle)
    # Asked for at every citation, and looked for in all installed packages unless it is told.
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)


def _open_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Begin an entry of the bibliography, without the roles that ARIA has withdrawn."""
    self.body.append(self.starttag(node, "div", classes=["citation"]))


def _close_citation(self: HTML5Translator, _node: nodes.citation) -> None:
    self.body.append("</div>\n")
