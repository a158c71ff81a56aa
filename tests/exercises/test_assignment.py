"""What is made of a problem set: a notebook that nbgrader can read, and the instructor's key."""

from __future__ import annotations

import warnings

import altair as alt
import pandas as pd
import pytest

from exercises.assignment import IMPORTS, instructor_key, instructor_notebook
from exercises.problem_set import problem_set_names, read_problem_set

NAMES = problem_set_names()


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_gets_what_it_needs(name: str) -> None:
    cells = instructor_notebook(read_problem_set(name)).cells
    ids = [cell.metadata.nbgrader.grade_id for cell in cells]
    assert len(set(ids)) == len(ids) and ids == [cell.id for cell in cells]
    for cell in cells:
        note = cell.metadata.nbgrader
        assert note.locked != note.solution, "what students do not write is locked"
        assert not cell.get("outputs")
    assert [cell for cell in cells if "rubric" in cell.metadata]


@pytest.mark.parametrize("name", NAMES)
def test_the_key_tells_the_instructor_everything(name: str) -> None:
    problem_set = read_problem_set(name)
    text = instructor_key(problem_set)
    for question in problem_set.questions:
        assert question.solution in text
        assert all(
            planted.idea in text for planted in question.wrong_answers + question.right_answers
        )


@pytest.mark.parametrize(("version", "said"), [("2.2.2", True), (pd.__version__, False)])
def test_the_setup_notes_the_versions_and_leaves_warnings_on(
    version: str, said: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pd, "__version__", version)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        exec(IMPORTS, {})
        table = pd.DataFrame({"low": [1, 2], "high": [3, 4]})
        table["low"][table["high"] > 3] = 0
    assert [each.category.__name__ for each in heard] == ["ChainedAssignmentError"]
    noted = capsys.readouterr().out
    assert noted.startswith(f"pandas {version} and Altair {alt.__version__}\n")
    assert ("You are graded with pandas" in noted) == said
