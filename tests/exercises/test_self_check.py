"""What a learner on her own is told of her notebook, and what she is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from exercises import self_check
from exercises.assignment import instructor_notebook
from exercises.problem_set import ProblemSet, read_problem_set
from tests.exercises.test_problem_set import HIDDEN

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def notebook_of(problem_set: ProblemSet, answers: dict[str, str], memo: str = "") -> Any:
    """Return a downloaded notebook with some answers, a helper of the learner's among them."""
    notebook = instructor_notebook(problem_set)
    for cell in notebook.cells:
        cell.source = HIDDEN.sub("", cell.source)
        question = cell.id.removesuffix("-answer")
        if question != cell.id:
            cell.source = answers.get(question, STUB)
        elif cell.id == "memo" and memo:
            cell.source = memo
    return notebook


def test_a_learner_is_told_what_is_missing_and_what_the_key_says() -> None:
    problem_set = read_problem_set("ps3-red-lines")
    by_name = {question.name: question for question in problem_set.questions}
    typed_in = "\n".join([by_name["q6"].answer.splitlines()[0], "    return helper(cost)"])
    answers = {"q7": by_name["q7"].solution, "q6": typed_in}
    notebook = notebook_of(problem_set, answers, "My memo.")
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "q6-answer")
    helper = "def helper(cost):\n    return max(0, (2 - cost) / 4.5)"
    notebook.cells.insert(place, nbformat.v4.new_code_cell(helper))
    notebook.cells = [cell for cell in notebook.cells if cell.id != "q7-later"]
    said = "\n".join(self_check.report(notebook, problem_set)).strip()
    parts = {part.split(".")[0]: " ".join(part.split()) for part in said.split("\n\n")}
    assert "Slice by slice: 2 of 2" in parts["7"], "a test that was deleted counts all the same"
    assert "Probing a line nobody knows: 1 of 2" in parts["6"]
    assert "inside: Compute the expected gain" in parts["6"]
    assert " ".join(by_name["q6"].key[0].split())[:60] in parts["6"]
    assert "return max(0," in parts["6"], "and how the authors answer it"
    assert "Not answered yet." in parts["1"] and "The key" not in parts["1"]
    assert "3 of 16 points." in said
    assert "Falls short:" in said and "Says how exact the line is" in said


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"problem_set": "ps3-red-lines", "term": "2027-spring"}, "by which a class is graded"),
        ({}, "no notebook of a problem set"),
    ],
)
def test_a_class_is_not_graded_so(
    metadata: dict[str, str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.ipynb"
    nbformat.write(nbformat.v4.new_notebook(metadata=metadata), path)
    monkeypatch.setattr("sys.argv", ["self_check", str(path)])
    with pytest.raises(SystemExit, match=words):
        self_check.main()
    path.write_text("no notebook", encoding="utf-8")
    with pytest.raises(SystemExit, match="is no notebook"):
        self_check.main()
