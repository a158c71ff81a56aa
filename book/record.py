"""How the chapters cite the data: events by name, the timeline and the codebook."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import cast

from docutils import nodes
from pybtex.database import Entry, parse_file
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective, SphinxRole

from backchannel.data import DATA_FOLDER, Row, describe, read_table, table_names

from .citations import authors, plain


def setup(app: Sphinx) -> None:
    """Register role and directives."""
    app.add_role("event", EventRole())
    app.add_directive("timeline", Timeline)
    app.add_directive("events-cited", EventsCited)
    app.add_directive("codebook", Codebook)


@cache
def events() -> dict[str, Row]:
    """Return the events by name."""
    return {str(row["id"]): row for row in read_table("events")}


class EventRole(SphinxRole):
    """Cite an event: ``{event}`words <name>```; says by itself if the event is not established."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link to the event and, unless it is established, its status."""
        match = re.fullmatch(r"(.+?)\s*<([^<>]+)>", self.text, re.DOTALL)
        if not match or match[2] not in events():
            message = self.inliner.reporter.error(
                f"{self.text!r} names no event; write `words <name>` with a name from events.csv.",
                line=self.lineno,
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        words, name = match.groups()
        self.env.temp_data.setdefault("events cited", {})[name] = None
        found: list[nodes.Node] = [link_to(name, words)]
        status = str(events()[name]["status"])
        if status != "established":
            found.append(status_mark(status))
        return found, []


class Timeline(SphinxDirective):
    """All events in order, each with its sources; the targets of all citations of events."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        domain = cast(StandardDomain, self.env.get_domain("std"))
        found = []
        for name, row in events().items():
            label = f"event-{name}"
            domain.anonlabels[label] = (self.env.docname, label)
            found.append(card(row, ids=[label]))
        return [nodes.container("", *found, classes=["timeline"])]


class EventsCited(SphinxDirective):
    """The events that the chapter has cited so far, with their sources."""

    def run(self) -> list[nodes.Node]:
        """Return the list, in order of time."""
        names = sorted(
            self.env.temp_data.get("events cited", {}),
            key=lambda name: cast(date, events()[name]["date_start"]),
        )
        return [
            nodes.container("", *(card(events()[name]) for name in names), classes=["timeline"])
        ]


class Codebook(SphinxDirective):
    """Every table: what it holds, its columns, and where to download it."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each table, made from the data package."""
        found: list[nodes.Node] = []
        for name in table_names():
            resource = describe(name)
            section = nodes.section(ids=[f"table-{name}"], names=[f"table-{name}"])
            section += nodes.title("", resource["title"])
            section += nodes.paragraph("", resource["description"])
            rows = [["Column", "Kind", "Meaning and what is allowed"]]
            for field in resource["schema"]["fields"]:
                limits = field.get("constraints", {})
                meaning = field["description"]
                if "enum" in limits:
                    meaning += " One of: " + ", ".join(limits["enum"]) + "."
                kind = field["type"] + ("" if limits.get("required") else ", may be empty")
                rows.append([field["name"], kind, meaning])
            section += table(rows)
            download = addnodes.download_reference(
                "",
                "",
                nodes.literal("", resource["path"]),
                reftarget=f"/{DATA_FOLDER.name}/{resource['path']}",
                refdoc=self.env.docname,
            )
            licence = resource["licenses"][0]
            section += nodes.paragraph(
                "",
                "",
                nodes.Text("Download: "),
                download,
                nodes.Text(f" (licence {licence['name']}). {checked(read_table(name))}"),
            )
            found.append(section)
        return found


def checked(rows: list[Row]) -> str:
    """Say how many rows of a table were read against their sources."""
    counts = Counter(row.get("verification") for row in rows)
    total = f"{len(rows)} rows"
    if None in counts:
        return f"{total}."
    return (
        f"{total}: {counts['checked']} read against their sources in full, "
        f"{counts['partly_checked']} in part, {counts['from_memory']} not yet."
    )


def card(row: Row, ids: list[str] | None = None) -> nodes.container:
    """Return an event with date, summary, status, dispute and sources."""
    name = str(row["id"])
    day = str(row["date_start"]) if row["date_precision"] == "day" else str(row["date_start"])[:7]
    heading = nodes.paragraph(
        "", "", nodes.strong("", day), nodes.Text(" "), classes=["event-heading"]
    )
    heading += [nodes.Text(str(row["summary"]) + " "), status_mark(str(row["status"]))]
    if not ids:
        heading += [nodes.Text(" "), link_to(name, "in the timeline")]
    body: list[nodes.Node] = [heading]
    if row["dispute"]:
        body.append(
            nodes.paragraph(
                "", "", nodes.emphasis("", "In dispute: "), nodes.Text(str(row["dispute"]))
            )
        )
    sources = nodes.bullet_list(classes=["sources"])
    for key in str(row["sources"]).split("; "):
        sources += nodes.list_item("", nodes.paragraph("", "", *reference(key)))
    body.append(sources)
    return nodes.container("", *body, ids=ids or [], classes=["event-card"])


def link_to(name: str, words: str) -> addnodes.pending_xref:
    """Return a link to an event in the timeline."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", words, classes=["event"]),
        refdomain="std",
        reftype="ref",
        reftarget=f"event-{name}",
        refexplicit=True,
        refwarn=True,
    )


def status_mark(status: str) -> nodes.inline:
    """Return the mark by which the book tells how sure a fact is."""
    return nodes.inline("", status, classes=["status", f"status-{status}"])


@cache
def works() -> dict[str, Entry]:
    """Return the entries of the bibliography by their keys."""
    return dict(parse_file(str(DATA_FOLDER / "references.bib")).entries)


def reference(key: str) -> list[nodes.Node]:
    """Return a source in full: who, title, where and when, with a link where there is one."""
    entry = works()[key]
    title = plain(entry.fields["title"])
    address = entry.fields.get("url", "")
    if "doi" in entry.fields:
        address = f"https://doi.org/{entry.fields['doi']}"
    named: nodes.Node = nodes.Text(title)
    if address:
        named = nodes.reference("", title, refuri=address, internal=False)
    places = ("howpublished", "journal", "publisher", "institution", "number", "isbn")
    rest = [plain(entry.fields[name]) for name in places if name in entry.fields]
    year = entry.fields["year"]
    if not any(year in place for place in rest):
        rest.append(year)
    return [nodes.Text(f"{authors(entry)}, "), named, nodes.Text(", " + ", ".join(rest))]


def table(rows: list[list[str]]) -> nodes.table:
    """Return a table whose first row is its heading."""
    width = len(rows[0])
    group = nodes.tgroup(cols=width)
    group += [nodes.colspec(colwidth=1) for _ in range(width)]
    lines = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in row)) for row in rows
    ]
    group += nodes.thead("", lines[0])
    group += nodes.tbody("", *lines[1:])
    return nodes.table("", group)
