"""For a learner on her own: grades her notebook with every test, and says what the key says.

`python -m exercises.self_check ps2-proxies.ipynb`; nothing is written, and nothing leaves the
machine. The numbers of a class's term are not for it: their key is the instructor's to give.
"""

from __future__ import annotations

import argparse
import tempfile
import textwrap
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from exercises.assignment import instructor_notebook, write_data
from exercises.grading.judge import Cell, judge
from exercises.grading.rooms import NotGradedError, nursery
from exercises.grading.sitting import Verdict
from exercises.grading.steps import released_name
from exercises.problem_set import (
    DEFAULT_TERM,
    Memo,
    ProblemError,
    ProblemSet,
    Question,
    read_problem_set,
)

SECONDS = 30.0
NOT_YET = ("# YOUR CODE HERE", "*Write your memo here.*")


def problem_set_of(notebook: Any) -> ProblemSet:
    """Return the problem set that a notebook is of.

    Raises
    ------
    ProblemError
        If it says of none that it is its, or of one of a class.

    """
    name, term = notebook.metadata.get("problem_set"), notebook.metadata.get("term")
    if not name:
        raise ProblemError(
            "This is no notebook of a problem set, or it lost what says so: download the set anew "
            "and copy your answers into it."
        )
    if term != DEFAULT_TERM:
        raise ProblemError(
            f"This notebook has the numbers of the term {term}, by which a class is graded: "
            "your instructor gives you the marks and the key."
        )
    return read_problem_set(name, term)


def answers_of(notebook: Any, cells: list[Any]) -> dict[str, list[str]]:
    """Return a learner's cells by the cell of the set that they are, or stand behind."""
    known = {cell.metadata.nbgrader.grade_id: cell for cell in cells}
    found: dict[str, list[str]] = {"": []}
    last = ""
    for cell in notebook.cells:
        name = released_name(cell, known)
        last = name or last
        own = not name or not known[name].metadata.nbgrader.locked
        if own and (cell.cell_type == "code" or name == "memo"):
            found.setdefault(last, []).append(cell.source)
    return found


def cells_to_judge(cells: list[Any], answers: dict[str, list[str]]) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a set in order, tests in full, with the learner's in their places."""
    position = 0
    for name in ["", *(cell.id for cell in cells)]:
        original = next((cell for cell in cells if cell.id == name), None)
        if original is not None and original.cell_type == "code":
            note = original.metadata.nbgrader
            if note.locked:
                yield name, Cell(position, "test" if note.grade else "given", original.source)
                position += 1
        for source in answers.get(name, []) if name != "memo" else []:
            yield name, Cell(position, "student", source)
            position += 1


def report(notebook: Any, problem_set: ProblemSet) -> Iterator[str]:
    """Yield what there is to say of a notebook, question by question."""
    cells = instructor_notebook(problem_set).cells
    answers = answers_of(notebook, cells)
    named = list(cells_to_judge(cells, answers))
    with tempfile.TemporaryDirectory() as folder:
        write_data(problem_set, Path(folder))
        rooms = nursery(walls=False)  # it is the learner's own code, on her own machine
        found = judge([cell for _, cell in named], Path(folder), rooms, SECONDS)
    verdicts = {name: found.verdicts.get(cell.position) for name, cell in named}
    earned = 0
    for number, question in enumerate(problem_set.questions, 1):
        written = "".join(answers.get(f"{question.name}-answer", []))
        tests = {test.name: verdicts.get(f"{question.name}-{test.name}") for test in question.tests}
        points = sum(test.points for test in question.tests if _passed(tests[test.name]))
        earned += points
        yield f"\n{number}. {question.title}: {points} of {question.points}"
        if NOT_YET[0] in written or not written.strip():
            yield "   Not answered yet."
        else:
            yield from _said_of(question, tests)
    total = sum(question.points for question in problem_set.questions)
    yield f"\n{earned} of {total} points."
    memo = "".join(answers.get("memo", []))
    if memo.strip() and NOT_YET[1] not in memo:
        yield from _memo(problem_set.memo)


def _passed(verdict: Verdict | None) -> bool:
    return verdict is not None and not verdict.error


def _said_of(question: Question, tests: dict[str, Verdict | None]) -> Iterator[str]:
    """Yield what tests found missing in an answer, the key and the authors' own answer."""
    for name, verdict in tests.items():
        if verdict is not None and verdict.error:
            kind = "" if verdict.error == "AssertionError" else f"{verdict.error}: "
            yield _block(f"{name}: {kind}{verdict.text}")
    yield _block("The key: " + " ".join(question.key))
    yield textwrap.indent(question.solution.strip(), " " * 6)


def _memo(memo: Memo) -> Iterator[str]:
    """Yield what a memo is read for, and an example of each level."""
    yield f"\n{memo.title}: hold yours against these lines, and against three examples."
    for criterion, description in memo.rubric.items():
        yield _block(f"{criterion}{description}")
    for level, text in memo.examples.items():
        yield _block(f"{level}: {text}")


def _block(text: str) -> str:
    return textwrap.fill(text, 96, initial_indent="   ", subsequent_indent="   ")


def main() -> None:
    """Grade a notebook of your own with every test, and show the key to what you answered."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("notebook", type=Path)
    path = parser.parse_args().notebook
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of formats and ids, which cost nothing here
            notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        print(*report(notebook, problem_set_of(notebook)), sep="\n")
    except (OSError, ProblemError, NotGradedError) as problem:
        raise SystemExit(f"{problem}") from problem
    except (ValueError, nbformat.reader.NotJSONError) as problem:
        raise SystemExit(f"{path} is no notebook: save it in Jupyter, and try again.") from problem


if __name__ == "__main__":
    main()
