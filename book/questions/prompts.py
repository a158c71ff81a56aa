"""The prompts that come back and the items of the measure, read from the lists beside this."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx

from ..record.citations import author_and_year, letters, works
from ..record.events import events, when
from ..sources import CHAPTERS, front_matter

PAGES = {
    "event": "timeline.html#event-{}",
    "work": "bibliography.html",
    "term": "glossary.html#term-{}",
    "model": "models.html#module-backchannel.models.{}",
}
"""Where each kind of source stands."""


@dataclass(frozen=True)
class Source:
    """Where the answer stands: an event, a work, a term or a model, by its name."""

    kind: str
    name: str

    @property
    def address(self) -> str:
        """Its place, from the folder of the chapters."""
        return PAGES[self.kind].format(self.name.replace(" ", "-"))

    @property
    def words(self) -> str:
        """What a reader knows it by."""
        if self.kind == "event":
            return f"the record, {when(events()[self.name])}"
        if self.kind == "work":
            return author_and_year(works()[self.name]) + letters()[self.name]
        where = "the glossary" if self.kind == "term" else "the models"
        return f"{where}, {self.name.replace('_', ' ')}"


@dataclass(frozen=True)
class Prompt:
    """A question that comes back; without wrong answers it is answered in the head."""

    name: str
    chapter: str
    objective: str
    ask: str
    answer: str
    wrong: tuple[str, ...]
    why: str
    of: Source
    holds: str = ""
    """What the models say, where the answer has numbers; a test evaluates it."""


@dataclass(frozen=True)
class Item:
    """A question of the measure, in one of its two forms; the first choice is right.

    Each other choice makes an error, by the names of ``errors``.
    """

    chapter: str
    objective: str
    form: str
    ask: str
    choices: tuple[str, ...]
    errors: tuple[str, ...]
    of: Source
    holds: str = ""


@dataclass(frozen=True)
class Error:
    """What a wrong choice lacks, and the planted answer of a problem set that lacks it as well."""

    idea: str
    planted: str = ""
    """Set and question, a colon, and the planted answer's idea."""


def prompts() -> list[Prompt]:
    """Return the prompts, in the order of the chapters."""
    return [
        Prompt(
            chapter=chapter,
            objective=objective,
            wrong=tuple(row.pop("wrong", ())),
            of=Source(*row.pop("of").split(" ", 1)),
            **row,
        )
        for chapter, objectives in _read("prompts").items()
        for objective, rows in objectives.items()
        for row in rows
    ]


def items() -> list[Item]:
    """Return the items of both forms; the two of a pair stand one after the other."""
    return list(_items())


def errors() -> dict[str, Error]:
    """Return the errors of the items' wrong choices, by their names."""
    return {name: Error(**row) for name, row in _read("measure")["errors"].items()}


def _items() -> Iterator[Item]:
    for row in _read("measure")["items"]:
        chapter, objective = row["objective"].split()
        of = Source(*row["of"].split(" ", 1))
        for form in "AB":
            right, *wrong = row[form]["choices"]
            names, words = zip(*(choice.popitem() for choice in wrong), strict=True)
            ask, holds = row[form]["ask"], row.get("holds", "")
            yield Item(chapter, objective, form, ask, (right, *words), names, of, holds)


def _read(name: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))


def write_scripts(app: Sphinx, error: Exception | None) -> None:
    """Write prompts and items as scripts, which a page that was opened from a file may load too."""
    if error or app.builder.format != "html":
        return
    chapters = {
        page.split("/")[-1]: app.env.titles[page].astext()
        for page in app.env.toctree_includes.get(app.config.root_doc, [])
    }
    static = Path(app.outdir) / "_static"
    asked = [
        {
            "name": prompt.name,
            "chapter": prompt.chapter,
            "title": chapters.get(prompt.chapter, ""),
            "objective": prompt.objective,
            "ask": prompt.ask,
            "answer": prompt.answer,
            "wrong": prompt.wrong,
            "why": prompt.why,
            "source": [prompt.of.address, prompt.of.words],
        }
        for prompt in prompts()
    ]
    ideas = {name: error.idea for name, error in errors().items()}
    measured = [
        {
            "chapter": item.chapter,
            "title": chapters.get(item.chapter, ""),
            "objective": item.objective,
            "can": front_matter(CHAPTERS / f"{item.chapter}.md")["objectives"][item.objective],
            "form": item.form,
            "ask": item.ask,
            "choices": item.choices,
            "ideas": [ideas[name] for name in item.errors],
        }
        for item in items()
    ]
    for name, found in (("prompts", asked), ("measureItems", measured)):
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (static / f"{name}.js").write_text(f"globalThis.{name} = {text};\n", encoding="utf-8")
