"""What a chapter asks of its reader: objectives, predictions, questions and hints.

Each is a small directive that writes a plain HTML form. Without scripts the forms remain
readable: choices as a list, answers folded below.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, ClassVar

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .figures import TEMPLATES

HINTS = 3
DEEPER = "Go deeper"
PROGRESS = "progress-page"


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("at-a-glance", AtAGlance)
    app.add_directive("prediction", Prediction)
    app.add_directive("review", Review)
    app.add_directive("check", Check)
    app.add_directive("progress", Progress)
    app.connect("doctree-resolved", fold_deeper)
    app.connect("doctree-resolved", fill_progress)


class AtAGlance(SphinxDirective):
    """Minutes, level and objectives of the chapter, from its front matter."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and a list; each objective is the target of links to it."""
        metadata = front_matter(Path(self.env.doc2path(self.env.docname)))
        missing = [key for key in ("minutes", "level", "objectives") if key not in metadata]
        if missing:
            raise self.error(f"The chapter's front matter lacks {', '.join(missing)}.")
        facts = nodes.paragraph(
            "",
            f"About {metadata['minutes']} minutes. {metadata['level']} After this chapter you can:",
        )
        objectives = nodes.bullet_list(classes=["objectives"])
        for name, text in metadata["objectives"].items():
            item = nodes.list_item("", nodes.paragraph("", text), ids=[f"objective-{name}"])
            objectives += item
        return [facts, objectives]


class _Question(SphinxDirective):
    """A question with choices, written as text followed by a bulleted list."""

    has_content = True
    required_arguments = 1

    def parse(self) -> tuple[list[nodes.Node], nodes.bullet_list, nodes.Node | None]:
        """Return the question, the list of choices, and a numbered list if there is one."""
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        question = [
            n for n in content if not isinstance(n, nodes.bullet_list | nodes.enumerated_list)
        ]
        choices = next((n for n in content if isinstance(n, nodes.bullet_list)), None)
        numbered = next((n for n in content if isinstance(n, nodes.enumerated_list)), None)
        if choices is None or len(choices) < 2:
            raise self.error("Write the choices as a bulleted list of two or more.")
        return question, choices, numbered

    def fieldset(
        self, kind: str, question: list[nodes.Node], labels: list[list[nodes.Node]]
    ) -> list[nodes.Node]:
        """Return the opening of a form: its question and a radio button for each label."""
        identity = f"{kind}-{self.arguments[0]}"
        parts: list[nodes.Node] = [
            html(
                f'<form class="{kind}" id="{identity}" data-{kind}="{self.arguments[0]}">'
                f'<fieldset aria-labelledby="{identity}-question">'
                f'<div class="question" id="{identity}-question">'
            ),
            *question,
            html("</div>"),
        ]
        for index, label in enumerate(labels):
            choice = f"{identity}-{index}"
            parts += [
                html(
                    f'<div class="choice"><input type="radio" name="{identity}" id="{choice}"'
                    f' value="{index}"><label for="{choice}">'
                ),
                *label,
                html("</label></div>"),
            ]
        parts.append(html("</fieldset>"))
        return parts

    def note(self, kind: str, name: str, fact: Any) -> None:
        """Note the question for the page on progress; its name is one of a kind in the book."""
        for page, metadata in self.env.metadata.items():
            if name in metadata.get(kind, {}):
                raise self.error(f"{page} has a question of this name; choose another than {name}.")
        self.env.metadata[self.env.docname].setdefault(kind, {})[name] = fact


class Prediction(_Question):
    """A question that the reader commits to before reading on."""

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        question, choices, _ = self.parse()
        labels = [list(item[0].children) for item in choices]
        self.note("predictions", self.arguments[0], [item[0].astext() for item in choices])
        return [
            *self.fieldset("prediction", question, labels),
            html(
                '<button type="submit" class="needs-script">Commit</button>'
                '<p role="status"></p></form>'
            ),
        ]


class Review(SphinxDirective):
    """What to say to each choice of an earlier prediction, in the same order."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list; the reader's own choice is picked out of it where scripts run."""
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        return [
            html(
                f'<div class="review" data-review="{escape(self.arguments[0])}">'
                '<p class="predicted"></p>'
            ),
            *content.children,
            html("</div>"),
        ]


class Check(_Question):
    """A question with feedback for every choice and hints in three steps.

    Choices are a bulleted list; each begins with ``[x]`` or ``[ ]`` and goes on with the
    feedback in a paragraph of its own. Hints are a numbered list of three.
    """

    option_spec: ClassVar[dict[str, Any]] = {"objective": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        question, choices, hints = self.parse()
        objective = self.options.get("objective", "")
        known = front_matter(Path(self.env.doc2path(self.env.docname))).get("objectives", {})
        if objective not in known:
            raise self.error(f"Name the objective it checks: one of {', '.join(known)}.")
        if hints is None or len(hints.children) != HINTS:
            raise self.error(f"Write {HINTS} hints as a numbered list after the choices.")
        labels, answers = [], []
        for item in choices:
            label, *feedback = item.children
            mark = label.astext()[:3]
            if mark not in ("[x]", "[ ]") or not feedback:
                raise self.error(
                    "Begin each choice with [x] or [ ] and give it a feedback paragraph."
                )
            first = label[0]
            label[0] = nodes.Text(str(first)[3:].lstrip())
            labels.append([child.deepcopy() for child in label.children])
            answers.append((mark == "[x]", label.children, feedback))
        if sum(right for right, _, _ in answers) != 1:
            raise self.error("Mark exactly one choice as right, with [x].")
        self.note("checks", self.arguments[0], objective)
        parts = self.fieldset("check", question, labels)
        parts.append(
            html(
                '<button type="submit" class="needs-script">Check</button>'
                '<div role="status" class="answer"></div>'
            )
        )
        for index, hint in enumerate(hints.children, 1):
            parts += [
                html(f'<details class="hint"><summary>Hint {index} of {HINTS}</summary>'),
                *hint.children,
                html("</details>"),
            ]
        parts.append(html('<details class="answers"><summary>Answers</summary><ul>'))
        for right, label, feedback in answers:
            parts += [
                html(
                    f"<li{' data-right' if right else ''}><p>"
                    f"<strong>{'Right' if right else 'Not this one'}:</strong> "
                ),
                *label,
                html('</p><div class="feedback">'),
                *feedback,
                html("</div></li>"),
            ]
        parts.append(html("</ul></details></form>"))
        return parts


class Progress(SphinxDirective):
    """The reader's objectives, questions and predictions, chapter by chapter."""

    def run(self) -> list[nodes.Node]:
        """Return a place that is filled once all chapters are read."""
        self.env.note_reread()
        return [nodes.container("", classes=[PROGRESS])]


def fill_progress(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Write the chapters' objectives and the names of their questions into the page."""
    for place in doctree.findall(nodes.container):
        if PROGRESS not in place["classes"]:
            continue
        names = [app.config.root_doc, *app.env.toctree_includes[app.config.root_doc]]
        known = {name: app.env.metadata[name] for name in names}
        chapters = [
            {
                "name": name.split("/")[-1],
                "title": app.env.titles[name].astext(),
                "address": app.builder.get_relative_uri(page, name),
                "predictions": [
                    {"name": key, "choices": choices}
                    for key, choices in metadata.get("predictions", {}).items()
                ],
                "objectives": [
                    {"text": text, "checks": _checking(metadata, objective)}
                    for objective, text in _objectives(app, name).items()
                ],
            }
            for name, metadata in known.items()
            if "checks" in metadata
        ]
        place.append(html(TEMPLATES.get_template("progress.html").render(chapters=chapters)))


def _objectives(app: Sphinx, page: str) -> dict[str, str]:
    found: dict[str, str] = front_matter(Path(app.env.doc2path(page)))["objectives"]
    return found


def _checking(metadata: dict[str, Any], objective: str) -> list[str]:
    return [name for name, checked in metadata["checks"].items() if checked == objective]


def fold_deeper(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Fold each part of a chapter's section "Go deeper" under its heading."""
    for section in doctree.findall(nodes.section):
        if isinstance(section.parent, nodes.section) and section.parent[0].astext() == DEEPER:
            title, *rest = section.children
            section.children = []
            section += [html('<details class="deeper"><summary>'), title, html("</summary>")]
            section += [*rest, html("</details>")]


def front_matter(path: Path) -> dict[str, Any]:
    """Return what stands between the dashes at the head of a chapter."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


def html(code: str) -> nodes.raw:
    """Return a piece of HTML as a node."""
    return nodes.raw("", code, format="html")
