"""A test that passed in the student's notebook and fails here: who says so, and when not.

A whole course says it in ``test_report.py``.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import altair as alt
import nbformat
import pandas as pd
import pytest

from exercises.assignment import instructor_notebook
from exercises.grading.elsewhere import Elsewhere, passed_there
from exercises.grading.outputs import error_output
from exercises.problem_set import read_problem_set

RELEASED = instructor_notebook(read_problem_set("ps2-proxies"))
SAID = "pandas 2.2.2 and Altair 5.4.1\nYou are graded with pandas 3: ...\n"


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what notes of a notebook what it showed."""
    cells = {cell.id: cell for cell in RELEASED.cells}
    monkeypatch.setattr(Elsewhere, "released_cells", lambda *_: cells)
    return lambda notebook: Elsewhere().preprocess(notebook, {})[0].metadata["elsewhere"]


def as_run() -> tuple[Any, dict[str, Any]]:
    """Return a notebook whose tests all passed, and its cells by name."""
    notebook = deepcopy(RELEASED)
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
    cells = {cell.id: cell for cell in notebook.cells}
    cells["setup"].outputs = [nbformat.v4.new_output("stream", name="stdout", text=SAID)]
    return notebook, cells


def test_only_a_test_that_ran_as_released_and_said_nothing_has_passed(noted: Any) -> None:
    notebook, cells = as_run()
    tests = sorted(name for name, cell in cells.items() if cell.metadata.nbgrader.get("points"))
    tests.remove("memo")
    assert noted(notebook) == {"versions": "pandas 2.2.2 and Altair 5.4.1", "passed": tests}
    cells["q1-exact"].outputs = [error_output("AssertionError", "no", ["no"])]
    cells["q1-ranges"].source = "assert True"
    cells["q4-rule"].execution_count = None
    cells["setup"].outputs[0].text = "pandas <b>2</b> and Altair 6"
    unseen = {"q1-exact", "q1-ranges", "q4-rule"}
    assert noted(notebook) == {"versions": "", "passed": [t for t in tests if t not in unseen]}


def test_cells_without_metadata_are_known_all_the_same(noted: Any) -> None:
    notebook, _ = as_run()
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.NotebookNode(), f"cell-{number}"
    assert "q5-edge" in noted(notebook)["passed"]
    notebook.cells[1].cell_type = "markdown"
    assert noted(notebook)["versions"] == ""


def graded(first_line: str, **facts: Any) -> Any:
    """Return a graded notebook of one failed test, with a note of what it showed elsewhere."""
    cell = nbformat.v4.new_code_cell("assert False")
    cell.metadata["nbgrader"] = {"grade_id": "q1-exact"}
    cell.outputs = [error_output("AssertionError", "no", [first_line])]
    return nbformat.v4.new_notebook(cells=[cell], metadata={"elsewhere": facts} if facts else {})


def test_both_versions_are_said() -> None:
    seen = "A test that students see:"
    there = {"versions": "pandas 2.2.2 and Altair 5.4.1", "passed": ["q1-exact"]}
    assert passed_there(graded(seen, **there)) == (
        "q1-exact: passed there with pandas 2.2.2 and Altair 5.4.1, "
        f"fails here with pandas {pd.__version__} and Altair {alt.__version__}"
    )
    assert "that it does not name" in passed_there(graded(seen, **there | {"versions": ""}))
    assert passed_there(graded(seen, **there | {"passed": ["q2-exact"]})) == ""
    assert passed_there(graded("A hidden test:", **there)) == ""
    assert passed_there(graded(seen)) == "", "an older course notes nothing"
