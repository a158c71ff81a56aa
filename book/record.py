"""How the chapters cite the data: events by name, the timeline and the codebook."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective, SphinxRole

from backchannel.data import DATA_FOLDER, Row, describe, labels, read_table, table_names
from backchannel.figures.timeline import FILTERS, TIMELINE, choices

from .citations import reference, works
from .figures import CLASS, render


def setup(app: Sphinx) -> None:
    """Register role and directives."""
    app.add_role("event", EventRole())
    app.add_directive("timeline", Timeline)
    app.add_directive("channels", Channels)
    app.add_directive("events-cited", EventsCited)
    app.add_directive("after-2025", After2025)
    app.add_directive("codebook", Codebook)
    app.add_directive("readings", Readings)
    app.add_directive("voices", Voices)


CHAPTERS = DATA_FOLDER.parent / "chapters"

READ = {
    "read": "Read against the source, or another report of the same",
    "memory": "From general knowledge, not looked up",
    "unread": "Not followed",
}
"""How a cited sentence was read, as in the table of readings."""

VOICES = {
    "Iranian, published in Iran": ["Iranian, in Iran"],
    "Iranian, from abroad": ["Iranian, abroad"],
    "American": ["American"],
    "Iraqi, Lebanese, Omani, Qatari": ["Iraqi", "Lebanese", "Omani", "Qatari"],
    "Others": ["Swiss", "Israeli", "other"],
    "Scholarship": ["scholarship"],
}
"""Groups of voices, by the field `voice` of the references."""


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
    """All events, on a chart and in a table: the targets of all citations of events."""

    def run(self) -> list[nodes.Node]:
        """Return chart and table; the page's script ties them together."""
        html = render(
            TIMELINE.description(),
            template="timeline.html",
            filters={column: choices(column) for column in FILTERS},
        )
        domain = cast(StandardDomain, self.env.get_domain("std"))
        types, channels = labels("events", "type"), labels("events", "channel")
        lines: list[list[list[nodes.Node]]] = []
        for name, row in events().items():
            label = f"event-{name}"
            domain.anonlabels[label] = (self.env.docname, label)
            cells = [when(row), types[str(row["type"])], channels[str(row["channel"])]]
            lines.append(
                [
                    *([nodes.paragraph("", cell)] for cell in cells),
                    [nodes.paragraph("", "", status_mark(str(row["status"])))],
                    account(row),
                ]
            )
        found = table(
            ["Date", "Type", "Channel", "How sure", "Event"], lines, ["timeline", "cards"]
        )
        body = next(found.findall(nodes.tbody))
        for line, name in zip(body.findall(nodes.row), events(), strict=True):
            line["ids"].append(f"event-{name}")
        return [nodes.container("", nodes.raw("", html, format="html"), classes=[CLASS]), found]


class Channels(SphinxDirective):
    """The back channels of the record, each with both accounts and its sources."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        how, outcomes = labels("channels", "disclosed_how"), labels("channels", "outcome")
        lines: list[list[list[nodes.Node]]] = []
        for row in read_table("channels"):
            day = 10 if row["opened_precision"] == "day" else 7
            cells = [
                str(row["name"]),
                f"{str(row['opened'])[:day]} to {str(row['closed'])[:day]}",
                f"Disclosed {row['disclosed']}: {how[str(row['disclosed_how'])].lower()}",
                f"Outcome: {outcomes[str(row['outcome'])].lower()}",
            ]
            members = nodes.paragraph("", "Events: ")
            for name in str(row["events"]).split("; "):
                members += [link_to(name, name), nodes.Text(" ")]
            content = account(row)
            content.insert(-1, members)
            lines.append([*([nodes.paragraph("", cell)] for cell in cells), content])
        heads = ["Channel", "Open", "Disclosed", "Outcome", "What came of it"]
        return [table(heads, lines, ["channels", "cards"])]


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


class Codebook(SphinxDirective):
    """Every table: what it holds, how far it was checked, its columns, and its download."""

    def run(self) -> list[nodes.Node]:
        """Return an overview and a section for each table, made from the data package."""
        overview: list[list[list[nodes.Node]]] = []
        sections: list[nodes.Node] = []
        for name in table_names():
            resource = describe(name)
            counts = Counter(str(row["verification"]) for row in read_table(name))
            title = nodes.reference("", resource["title"], refid=f"table-{name}", internal=True)
            numbers = [counts.total(), *(counts[step] for step in labels(name, "verification"))]
            overview.append(
                [
                    [nodes.paragraph("", "", title)],
                    *([nodes.paragraph("", str(number))] for number in numbers),
                    [nodes.paragraph("", "", self.download(resource["path"]))],
                ]
            )
            sections.append(self.section(resource))
        steps = labels("events", "verification").values()
        return [table(["Table", "Rows", *steps, "Download"], overview), *sections]

    def section(self, resource: dict[str, Any]) -> nodes.section:
        """Return what there is to know of one table."""
        name = f"table-{resource['name']}"
        found = nodes.section(ids=[name], names=[name])
        found += nodes.title("", resource["title"])
        found += nodes.paragraph("", resource["description"])
        lines: list[list[list[nodes.Node]]] = []
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            kind = field["type"]
            kind += f", {field['unit']}" if "unit" in field else ""
            kind += "" if limits.get("required") else ", may be empty"
            meaning = field["description"]
            if "enum" in limits:
                meaning += " One of: " + ", ".join(limits["enum"]) + "."
            lines.append(
                [
                    [nodes.paragraph("", "", nodes.literal("", field["name"]))],
                    [nodes.paragraph("", kind)],
                    [nodes.paragraph("", meaning)],
                ]
            )
        found += table(["Column", "Kind", "Meaning and what is allowed"], lines)
        for key in resource["schema"].get("foreignKeys", []):
            other = key["reference"]
            words = (
                f"Column {key['fields']} refers to {other['fields']} in table {other['resource']}."
            )
            found += nodes.paragraph("", words)
        if "sources" in resource:
            links: list[nodes.Node] = [nodes.Text("Taken from: ")]
            for source in resource["sources"]:
                link = nodes.reference("", source["title"], refuri=source["path"], internal=False)
                links += [link, nodes.Text("; ")]
            found += nodes.paragraph("", "", *links[:-1], nodes.Text("."))
        found += nodes.paragraph(
            "", "", nodes.emphasis("", "Cite as: "), nodes.Text(resource["citation"])
        )
        found += nodes.paragraph("", "", nodes.Text("Download: "), self.download(resource["path"]))
        return found

    def download(self, path: str) -> addnodes.download_reference:
        """Return a link that downloads a file of the data folder."""
        target = f"/{DATA_FOLDER.name}/{path}"
        return addnodes.download_reference(
            "", "", nodes.literal("", path), reftarget=target, refdoc=self.env.docname
        )


class Readings(SphinxDirective):
    """How far the cited sentences of each page were read against their sources."""

    def run(self) -> list[nodes.Node]:
        """Return a table with a line for each page, and one for all."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for row in readings():
            for page in (row["page"], "All pages"):
                counts[page][row["verification"]] += 1
        heads = ["Page", *(f"{words} (sentences)" for words in READ.values())]
        lines = [
            [[self.title(page)], *([nodes.paragraph("", str(found[how]))] for how in READ)]
            for page, found in sorted(counts.items(), key=lambda item: item[0] == "All pages")
        ]
        return [table(heads, lines)]

    def title(self, page: str) -> nodes.paragraph:
        """Return the title of a page."""
        if page == "All pages":
            return nodes.paragraph("", "", nodes.strong("", page))
        text = (CHAPTERS / f"{page}.md").read_text(encoding="utf-8")
        return nodes.paragraph("", re.findall(r"^title: (.+)$", text, re.MULTILINE)[0].strip('"'))


class Voices(SphinxDirective):
    """Whose accounts the works give that each chapter cites, and where they appeared."""

    def run(self) -> list[nodes.Node]:
        """Return a table with a line for each chapter."""
        lines = []
        contents = (CHAPTERS.parent / "_toc.yml").read_text(encoding="utf-8")
        for name in re.findall(r"file: chapters/(\S+)", contents):
            path = CHAPTERS / f"{name}.md"
            text = path.read_text(encoding="utf-8")
            if "\nobjectives:" in text:
                title = re.findall(r"^title: (.+)$", text, re.MULTILINE)[0].strip('"')
                found = voices(text)
                numbers = [str(found[group]) for group in VOICES]
                lines.append([[nodes.paragraph("", each)] for each in (title, *numbers)])
        return [table(["Chapter", *VOICES], lines)]


def readings() -> list[dict[str, str]]:
    """Return how each cited sentence was read: page, beginning, fingerprint, how, where seen."""
    with (DATA_FOLDER / "readings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fingerprint(sentence: str) -> str:
    """Return what tells a cited sentence from another, by which a changed one is read anew."""
    return sha256(sentence.strip().encode()).hexdigest()[:12]


def voices(text: str) -> Counter[str]:
    """Return how many works of each group of voices a text cites, each work once."""
    keys = {
        key.strip()
        for cited in re.findall(r"\{cite:\w+\}`([^`]+)`", text)
        for key in cited.split(",")
    }
    groups = {voice: group for group, members in VOICES.items() for voice in members}
    return Counter(groups[works()[key].fields["voice"]] for key in keys)


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


def table(
    heads: list[str], lines: list[list[list[nodes.Node]]], classes: list[str] | None = None
) -> nodes.table:
    """Return a table: its headings, then for each line the content of each cell."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]
    titles = (nodes.entry("", nodes.paragraph("", head)) for head in heads)
    group += nodes.thead("", nodes.row("", *titles))
    rows = (nodes.row("", *(nodes.entry("", *cell) for cell in line)) for line in lines)
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=classes or [])
