"""Citations by author and year, told apart by a letter where both are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle

STYLE = "author-and-year"


def authors(entry: Entry) -> str:
    """Return the last names of the authors, or else of the editors."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [" ".join(person.last_names) for person in people] or ["Unsigned"]
    if len(names) > 2:
        names = [f"{names[0]} et al."]
    return plain(" and ".join(names))


def plain(latex: str) -> str:
    """Return a field of the bibliography without its LaTeX."""
    return str(Text.from_latex(latex))


def author_and_year(entry: Entry) -> str:
    """Return the authors' names and the year."""
    return f"{authors(entry)} {entry.fields['year']}"


class AuthorYearLabels(BaseLabelStyle):
    """Labels such as "Reuters 2024b"."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        """Give a label for each entry, in order."""
        labels = [author_and_year(entry) for entry in sorted_entries]
        counts, seen = Counter(labels), Counter[str]()
        for label in labels:
            seen[label] += 1
            yield label + (chr(ord("a") - 1 + seen[label]) if counts[label] > 1 else "")


class AuthorYearStyle(PlainStyle):
    """The plain style, ordered by author, with those labels."""

    default_sorting_style = "author_year_title"
    default_label_style = AuthorYearLabels


def setup() -> None:
    """Make the style known to pybtex under its name."""
    register_plugin("pybtex.style.formatting", STYLE, AuthorYearStyle)
