"""A table of a page, from its headings and lines."""

from __future__ import annotations

from docutils import nodes


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
