"""Practice: a problem set's questions that need no pandas, done in the page, in MicroPython.

A page has what students get, from the released notebook; what remains, hidden tests and the key
of the default term, lies in a file of its own that a reader asks for. A class's own term never
comes here.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from exercises.problem_set import PROBLEMS, Memo, Question, problem_set_names, read_problem_set

from ..markup import TEMPLATES, html
from ..sources import ROOT
from .questions import (
    MARKDOWN,
    Choice,
    in_the_page,
    key,
    lines_to_order,
    to_choose,
    twin_in_html,
)

NOTEBOOK = (
    "These questions use tables and charts, for which a page has no room. "
    "They are done in the notebook:"
)

MOST_WORDS = 300
"""What the text of each memo allows."""

RELEASES = ROOT / "_build" / "downloads"
MICROPYTHON = ROOT / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"


def setup(app: Sphinx) -> None:
    """Register the directive, and what a page loads when a reader runs or asks."""
    app.add_directive("practice", Practice)
    app.connect("html-page-context", _name_files)
    app.connect("build-finished", _write_files)


def released(name: str) -> dict[str, Any]:
    """Return the notebook of a problem set as students get it."""
    with ZipFile(RELEASES / f"{name}.zip") as archive:
        found: dict[str, Any] = json.loads(archive.read(f"{name}/{name}.ipynb"))
    return found


class Practice(SphinxDirective):
    """The questions of a problem set that can be done in the page; the others are named."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a section for each question."""
        name = self.arguments[0]
        if name not in problem_set_names():
            raise self.error(f"There is no problem set {name}: {', '.join(problem_set_names())}.")
        for path in (PROBLEMS / f"{name}.md", RELEASES / f"{name}.zip"):
            self.env.note_dependency(str(path))
        problem_set = read_problem_set(name)
        cells = {
            cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
            for cell in released(name)["cells"]
        }
        numbered = list(enumerate(problem_set.questions, 1))
        here = [(number, question) for number, question in numbered if in_the_page(question)]
        metadata = self.env.metadata[self.env.docname]
        metadata["minutes"] = sum(question.minutes for _, question in here)
        metadata["practice"] = {
            "set": name,
            "chapter": f"chapters/{problem_set.chapter}",
            "questions": {question.name: len(question.tests) for _, question in here},
            "memo": {"title": problem_set.memo.title, "rubric": problem_set.memo.rubric},
        }
        elsewhere = [
            f"- Question {number}: {each.title} ({each.minutes} minutes)"
            for number, each in numbered
            if not in_the_page(each)
        ]
        others = ", ".join(str(number) for number, each in numbered if not in_the_page(each))
        return [
            html(
                f'<p>Not here but in <a href="#notebook">the notebook</a>: questions {others}.</p>'
            ),
            html(
                "<noscript><p>To answer here takes scripts; the notebook takes none.</p></noscript>"
            ),
            *(self._question(number, question, cells) for number, question in here),
            self._memo(len(numbered) + 1, problem_set.memo),
            self._end(name, elsewhere),
        ]

    def _memo(self, number: int, memo: Memo) -> nodes.section:
        """Return the task of the memo, what its reader looks for, and room to write it."""
        section = nodes.section(ids=["memo"])
        section += nodes.title("", f"{number}. {memo.title}")
        self._write("\n\n".join(memo.prose), section)
        about = {"most": MOST_WORDS, "rubric": memo.rubric, "minutes": memo.minutes}
        section += html(TEMPLATES.get_template("practice/memo.html").render(about))
        return section

    def _end(self, name: str, elsewhere: list[str]) -> nodes.section:
        """Return what leads to the notebook."""
        section = nodes.section(ids=["notebook"])
        section += nodes.title("", "The notebook of this set")
        self._write(f"{NOTEBOOK}\n\n{chr(10).join(elsewhere)}", section)
        where = f"../{RELEASES.relative_to(ROOT)}/{name}.zip"
        link = addnodes.download_reference("", "the notebook with its data", reftarget=where)
        rest = nodes.Text(", unpack it and open it in Jupyter.")
        section += nodes.paragraph("", "Download ", link, rest)
        section += html(TEMPLATES.get_template("practice/end.html").render())
        return section

    def _question(self, number: int, question: Question, cells: dict[str, str]) -> nodes.section:
        """Return a question: its text, what is given, the form, the tests that students know."""
        section = nodes.section(ids=[question.name])
        section += nodes.title("", f"{number}. {question.title}")
        chosen = to_choose(question)
        about = {
            "name": question.name,
            "number": number,
            "chosen": bool(chosen),
            "stub": cells[f"{question.name}-answer"],
            "lines": [] if chosen else lines_to_order(question),
            "hints": [MARKDOWN.render(hint) for hint in question.hints],
            "twin": twin_in_html(question),
        }
        start, form, end = (
            html(TEMPLATES.get_template(f"practice/{part}.html").render(about))
            for part in ("question-start", "question", "question-end")
        )
        if chosen:
            section += start
            self._choices(question.name, chosen, section)
        else:
            self._write("\n\n".join(question.prose), section)
        if given := cells.get(f"{question.name}-given"):
            section += nodes.paragraph("", "This is given; it stands there when your answer runs.")
            section += nodes.literal_block(given, given, language="python", classes=["given"])
        section += [form] if chosen else [start, form]
        for test in question.tests:
            code = cells[f"{question.name}-{test.name}"]
            section += nodes.literal_block(
                code, code, language="python", classes=["test", f"test-{test.name}"]
            )
        section += end
        return section

    def _choices(self, name: str, parts: list[str | Choice], section: nodes.section) -> None:
        """Write the text of a question that is answered by choosing, each list as its choice."""
        asks = ""
        for number, part in enumerate(parts):
            if isinstance(part, str):
                asks = f"{name}-text-{number}"
                text = nodes.container(ids=[asks])
                self._write(part, text)
                section += text
            else:
                about = {"question": name, "asks": asks, **vars(part)}
                section += html(TEMPLATES.get_template("practice/choice.html").render(about))

    def _write(self, text: str, place: nodes.Element) -> None:
        """Read Markdown into a node."""
        lines = StringList(text.splitlines(), "problem set")
        self.state.nested_parse(lines, self.content_offset, place)


def _name_files(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Tell the layout whose answers the page loads when it is asked."""
    context["practice"] = app.env.metadata.get(page, {}).get("practice", {}).get("set")


def _write_files(app: Sphinx, error: Exception | None) -> None:
    """Write the file with the rest of the tests and the key, and the notebook for the answers."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    shutil.copy(MICROPYTHON / "micropython.wasm", static / "micropython.wasm")
    for about in app.env.metadata.values():
        if name := about.get("practice", {}).get("set"):
            keys = {question.name: key(question) for question in read_problem_set(name).questions}
            here = about["practice"]["questions"]
            _write(static / f"practice-{name}.json", {each: keys[each] for each in here})
            _write(static / f"released-{name}.json", released(name))


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
