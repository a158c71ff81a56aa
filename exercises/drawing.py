"""Draws the numbers and data of a problem set: runs what draws, and fills in what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import jinja2
import pandas as pd
from markdown_it import MarkdownIt

from backchannel.data import load_table

VARIANTS = "ABCDEFGH"
TRIES = 60
"""How often a question is drawn anew before one that another variant has is taken after all."""
TEMPLATES = jinja2.Environment(
    variable_start_string="<<",
    variable_end_string=">>",
    undefined=jinja2.StrictUndefined,
    autoescape=False,
)


def drawn(
    sections: list[tuple[str, list[str]]], seed: str, variant: str, taken: list[set[str]]
) -> tuple[str, dict[str, pd.DataFrame]]:
    """Return the text with its numbers filled in, and the tables; note what is taken by now."""
    chance = Random(seed)

    def lettered(*statements: str) -> tuple[str, list[str]]:
        """Return a list of the statements in an order of the term, and the letter of each."""
        order = chance.sample(range(len(statements)), len(statements))
        letters = [chr(ord("A") + order.index(number)) for number in range(len(statements))]
        lines = [
            f"- **{chr(ord('A') + position)}.** {statements[number]}"
            for position, number in enumerate(order)
        ]
        return "\n".join(lines), letters

    given: dict[str, Any] = {"chance": chance, "table": load_table, "lettered": lettered, "pd": pd}
    names = given | {"files": {}}
    filled = []
    for number, (text, draws) in enumerate(sections):
        drawn_by_chance = re.search(r"\b(chance|lettered)\b", "".join(draws))
        for attempt in range(TRIES if drawn_by_chance and variant else 1):
            if variant:
                chance.seed(f"{seed}, variant {variant}, part {number}, try {attempt}")
            trial = names | {"files": dict(names["files"])}
            for code in draws:
                exec(code, trial)
            words = TEMPLATES.from_string(text).render(trial)
            before = [id(rows) for rows in names["files"].values()]
            new = [rows for rows in trial["files"].values() if id(rows) not in before]
            whole = words + "".join(rows.to_csv() for rows in new)
            if whole not in taken[number]:
                break
        taken[number].add(whole)
        filled.append(words)
        names = trial
    return "\n".join(filled), names["files"]


def split_at_headings(text: str) -> list[str]:
    """Return a file in pieces, cut before each heading: each has the numbers drawn so far."""
    tokens = MarkdownIt("commonmark").parse(text)
    cuts = [token.map[0] for token in tokens if token.type == "heading_open" and token.map]
    lines = text.splitlines()
    ends = [*cuts, len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip([0, *cuts], ends, strict=True)]


def blocks(text: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield the kind, the arguments and the content of each block: fence, heading or prose."""
    lines = text.splitlines()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.level or token.map is None:
            continue
        if token.type == "fence":
            _, *words = token.info.split()
            yield (words[0] if words else "prose"), words[1:], token.content
        elif token.type == "heading_open":
            yield "heading", [], lines[token.map[0]].lstrip("# ")
        elif token.type.endswith("_open") or token.type in {"html_block", "code_block"}:
            yield "prose", [], "\n".join(lines[slice(*token.map)]).strip()
