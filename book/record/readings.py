"""How the sources were read, and whose voices they are: the tables that say so.

``python -m book.record.readings PAGE`` prints the rows that a new or changed page wants.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from hashlib import sha256

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from backchannel.data import DATA_FOLDER

from ..sources import CHAPTERS
from .citations import works
from .tables import table

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


CITING = re.compile(r"\{(cite:\w+|event)\}")
"""What a sentence has that cites a work or an event."""


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


def unlisted(page: str) -> list[list[str]]:
    """Return the rows that the table of readings lacks for a page, each as yet unread."""
    known = {row["fingerprint"] for row in readings() if row["page"] == page}
    lines = (CHAPTERS / f"{page}.md").read_text(encoding="utf-8").splitlines()
    rows = {}
    for line in map(str.strip, lines):
        if CITING.search(line) and (mark := fingerprint(line)) not in known:
            rows[mark] = [page, " ".join(line.split()[:8]), mark, "unread", "", ""]
    return [*rows.values()]


def voices(text: str) -> Counter[str]:
    """Return how many works of each group of voices a text cites, each work once."""
    keys = {
        key.strip()
        for cited in re.findall(r"\{cite:\w+\}`([^`]+)`", text)
        for key in cited.split(",")
    }
    groups = {voice: group for group, members in VOICES.items() for voice in members}
    return Counter(groups[works()[key].fields["voice"]] for key in keys)


if __name__ == "__main__":
    csv.writer(sys.stdout, lineterminator="\n").writerows(unlisted(sys.argv[1]))
