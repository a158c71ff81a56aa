"""Events: cited by name in a chapter, listed at its end, each with its account and sources."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from backchannel.data import Row, read_table

from ..markup import html
from .citations import reference


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


class EventsCited(SphinxDirective):
    """The events that the chapter has cited so far, with their sources."""

    def run(self) -> list[nodes.Node]:
        """Return the list, in order of time."""
        names = sorted(
            self.env.temp_data.get("events cited", {}),
            key=lambda name: cast(date, events()[name]["date_start"]),
        )
        count = f"{len(names)} events" if len(names) != 1 else "1 event"
        return [
            html(f'<details class="sources-cited"><summary>{count}, with their sources</summary>'),
            nodes.container("", *(card(events()[name]) for name in names), classes=["timeline"]),
            html("</details>"),
        ]


class After2025(SphinxDirective):
    """What happened after the record ends, all of it marked as unsettled."""

    def run(self) -> list[nodes.Node]:
        """Return a card for each row, with its sources."""
        cards: list[nodes.Node] = []
        for row in read_table("after_2025"):
            head = [nodes.strong("", when(row)), nodes.Text(" "), status_mark(str(row["status"]))]
            heading = nodes.paragraph("", "", *head, classes=["event-heading"])
            cards.append(nodes.container("", heading, *account(row), classes=["event-card"]))
        return [nodes.container("", *cards, classes=["timeline"])]


def add_previews(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Let each link to an event say what happened, and when."""
    for link in doctree.findall(nodes.reference):
        if link.get("internal") and not link.get("reftitle"):
            _, _, anchor = str(link.get("refuri", "")).partition("#")
            name = anchor or str(link.get("refid"))
            if name.startswith("event-"):
                row = events()[name.removeprefix("event-")]
                link["reftitle"] = f"{when(row)}: {row['summary']}"


def when(row: Row) -> str:
    """Return the day of an event, or its month where only that is known, and its last day."""
    digits = 10 if row.get("date_precision", "day") == "day" else 7
    days = [str(row[name])[:digits] for name in ("date_start", "date_end") if row[name]]
    return " to ".join(dict.fromkeys(days))


def card(row: Row) -> nodes.container:
    """Return an event as a chapter lists it: its day, what happened, status and sources."""
    heading = nodes.paragraph(
        "",
        "",
        nodes.strong("", when(row)),
        nodes.Text(" "),
        status_mark(str(row["status"])),
        nodes.Text(" "),
        link_to(str(row["id"]), "in the timeline"),
        classes=["event-heading"],
    )
    return nodes.container("", heading, *account(row), classes=["event-card"])


DETAILS = {
    "said_by": "Who says so. ",
    "disclosed_by": "Who disclosed it. ",
    "host": "Where. ",
    "carrier": "Who carried it. ",
    "as_told_in_washington": "As told in Washington. ",
    "as_told_in_tehran": "As told in Tehran. ",
    "version_a": "One version. ",
    "version_b": "The other version. ",
    "would_settle": "What would settle it. ",
}


def account(row: Row) -> list[nodes.Node]:
    """Return what happened, who says so or differs, and the sources."""
    found: list[nodes.Node] = [nodes.paragraph("", str(row["summary"]))]
    for column, words in DETAILS.items():
        if row.get(column):
            found.append(
                nodes.paragraph("", "", nodes.emphasis("", words), nodes.Text(str(row[column])))
            )
    sources = nodes.bullet_list(classes=["sources"])
    for key in str(row["sources"]).split("; "):
        sources += nodes.list_item("", nodes.paragraph("", "", *reference(key)))
    return [*found, sources]


def link_to(name: str, words: str) -> addnodes.pending_xref:
    """Return a link to an event in the timeline."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", words),
        refdomain="std",
        reftype="ref",
        reftarget=f"event-{name}",
        refexplicit=True,
        refwarn=True,
    )


def status_mark(status: str) -> nodes.inline:
    """Return the mark by which the book tells how sure a fact is."""
    return nodes.inline("", status, classes=["status", f"status-{status}"])
