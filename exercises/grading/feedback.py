"""Feedback pages: what each question earned, what is missing, and what the instructor says."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from exercises.grading.steps import HIDDEN_TEST
from exercises.problem_set import ProblemSet, read_problem_set


class FeedbackPage(HTMLExporter):
    """A page of its own (`feedback_page/`): no script, no other host, headings by question."""


class Summary(NbGraderPreprocessor):
    """Notes what the page says at its top, and what is missing where the instructor lets it."""

    explain = Bool(
        False,
        help="Whether pages give the sentence of a hidden test that failed, and the key's "
        "explanation; never while the same numbers may be handed in again.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with the facts for its page; the cells stay as they are."""
        facts = resources["nbgrader"]
        with Gradebook(facts["db_url"]) as gradebook:
            memo = gradebook.find_grade(
                "memo", facts["notebook"], facts["assignment"], facts["student"]
            )
            facts["memo_is_read"] = not memo.needs_manual_grade
        facts["questions"] = questions = []
        for cell in nb.cells:
            note = cell.metadata.get("nbgrader", {})
            name = note.get("grade_id", "")
            if name == "title":
                facts["title"] = cell.source.partition("\n")[0].lstrip("# ")
            elif re.fullmatch(r"q\d+|memo-task", name):
                title = re.sub(r" \(\d+ points?.*\)$", "", cell.source.partition("\n")[0])
                question = {"name": name, "title": title.lstrip("# "), "score": 0.0, "points": 0.0}
                questions.append({**question, "tests": []})
            elif note.get("grade"):
                questions[-1]["score"] += note["score"]
                questions[-1]["points"] += note["points"]
                questions[-1]["tests"].append(cell)
        if self.explain:
            for question in questions[:-1]:
                self._explain(question, nb.metadata)
        return nb, resources

    def _explain(self, question: dict[str, Any], origin: Any) -> None:
        """Note below a question's tests what was missing, and what the key says of it."""
        for cell in question["tests"]:
            cell.metadata["missing"] = _missing(cell)
        if question["score"] < question["points"]:
            question["tests"][-1].metadata["key"] = _key(origin, question["name"])


def _missing(cell: Any) -> str:
    """Return the author's sentence for the hidden test that failed; a visible one says its own."""
    sentences = {
        node.msg.value
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Assert)
        and isinstance(node.msg, ast.Constant)
        and isinstance(node.msg.value, str)
    }
    for output in cell.outputs:
        if output.output_type == "error" and output.traceback[:1] == [HIDDEN_TEST]:
            return output.evalue if output.evalue in sentences else ""
    return ""


def _key(metadata: Any, question: str) -> str:
    """Return what the key says of a question, in the numbers of the release."""
    origin = metadata["problem_set"], metadata["term"], metadata.get("variant", "")
    problem_set = _problem_set(*origin)
    return "\n\n".join(
        "\n\n".join(each.key) for each in problem_set.questions if each.name == question
    )


@cache
def _problem_set(name: str, term: str, variant: str) -> ProblemSet:
    return read_problem_set(name, term, variant)
