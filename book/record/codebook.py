"""The codebook: every table of the data, as its description says it."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective

from backchannel.data import DATA_FOLDER, describe, labels, read_table, table_names

from .tables import table


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
        domain = cast(StandardDomain, self.env.get_domain("std"))
        domain.anonlabels[name] = (self.env.docname, name)
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
            if "notAbove" in field:
                meaning += f" Never above {field['notAbove']}."
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
