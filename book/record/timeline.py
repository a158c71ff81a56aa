"""The timeline: all events on a chart and in a table, and the back channels among them."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective

from backchannel.data import labels, read_table
from backchannel.figures.timeline import FILTERS, TIMELINE, choices

from ..figures import CLASS, program, render
from .events import account, events, link_to, status_mark, when
from .tables import table

POSTER = (
    '<p class="d-print-none"><a href="../downloads/poster.svg" download>The whole record on one '
    "sheet</a>, a drawing (SVG) that can be printed at A2 and larger.</p>"
)
"""What offers the poster, which ``book/make/poster.py`` draws."""


class Timeline(SphinxDirective):
    """All events, on a chart and in a table: the targets of all citations of events."""

    def run(self) -> list[nodes.Node]:
        """Return chart and table; the page's script ties them together."""
        figure = TIMELINE.description()
        html = render(
            figure,
            template="record/timeline.html",
            program=program(figure),
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
        chart = nodes.container("", nodes.raw("", html, format="html"), classes=[CLASS])
        return [chart, nodes.raw("", POSTER, format="html"), found]


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
        found = table(heads, lines, ["channels", "cards"])
        body = next(found.findall(nodes.tbody))
        for line, row in zip(body.findall(nodes.row), read_table("channels"), strict=True):
            line["ids"].append(f"channel-{row['id']}")
        return [found]
