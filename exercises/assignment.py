"""Makes of a problem set what a course works with: the notebook, its data and the key."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from backchannel.figures.theme import DRAW_WITHOUT_NETWORK
from exercises.problem_set import (
    DEFAULT_TERM,
    ProblemSet,
    Question,
    problem_set_names,
    read_problem_set,
)

GRADED_WITH = pd.__version__.partition(".")[0]
IMPORTS = f"""from importlib.util import find_spec

import altair as alt
import pandas as pd

{DRAW_WITHOUT_NETWORK}print("pandas", pd.__version__, "and Altair", alt.__version__)
if not pd.__version__.startswith("{GRADED_WITH}."):
    print("You are graded with pandas {GRADED_WITH}: if a warning appears, change what it names.")


# Tests ask what each layer of a chart says (mark, rows, channels) and how an axis is called.
def layers(chart):
    spec = chart.to_dict() if hasattr(chart, "to_dict") else {{}}
    beside = {{"hconcat", "vconcat", "concat", "repeat"}} & set(spec)
    assert not beside, "Draw one picture, with nothing beside it: layers go on one another with +."
    found = []
    for one in spec.get("layer", [spec]):
        mark, data = one.get("mark"), one.get("data") or spec.get("data") or {{}}
        rows = data.get("values") or spec.get("datasets", {{}}).get(data.get("name"), [])
        channels = {{**spec.get("encoding", {{}}), **one.get("encoding", {{}})}}
        mark = mark.get("type") if isinstance(mark, dict) else mark
        found.append({{"mark": mark, "rows": rows, **channels}})
    return found


def title_of(axis):
    return axis.get("title") or (axis.get("axis") or {{}}).get("title") or ""


"""
"""What all problem sets begin with.

Its output tells whoever reads a submission the student's versions. Warnings stay on, and cost
nothing: that of a chained assignment is the only sign of a right answer which pandas 3 undoes.
"""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


# What nbgrader works with


def instructor_notebook(problem_set: ProblemSet) -> Any:
    """Return the instructor's notebook: solutions and hidden tests between nbgrader's marks."""
    cells = [
        _cell("markdown", "title", _title_text(problem_set), locked=True),
        _cell("code", "setup", IMPORTS + problem_set.setup.rstrip("\n"), locked=True),
    ]
    for number, question in enumerate(problem_set.questions, 1):
        name = question.name
        cells.append(_cell("markdown", name, _question_text(number, question), locked=True))
        if question.given:
            cells.append(_cell("code", f"{name}-given", question.given, locked=True))
        cells.append(_cell("code", f"{name}-answer", question.answer, solution=True))
        cells += [
            _cell("code", f"{name}-{test.name}", test.code, locked=True, points=test.points)
            for test in question.tests
        ]
    task = _cell("markdown", "memo-task", _memo_text(problem_set), locked=True)
    task.metadata["rubric"] = [
        {"criterion": criterion, "description": description.lstrip(" ,:"), "points": 1}
        for criterion, description in problem_set.memo.rubric.items()
    ]
    placeholder = "*Write your memo here.*"
    cells.append(task)
    cells.append(
        _cell("markdown", "memo", placeholder, solution=True, points=len(problem_set.memo.rubric))
    )
    origin = {"problem_set": problem_set.name, "term": problem_set.term}  # read when it comes back
    if problem_set.variant:
        origin["variant"] = problem_set.variant
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}} | origin
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _cell(kind: str, name: str, source: str, **facts: Any) -> Any:
    """Return a cell with what nbgrader must know of it."""
    new_cell: Any = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    note = {"cell_type": kind, "grade_id": name, "schema_version": 3, "task": False}
    note |= {"grade": "points" in facts, "locked": False, "solution": False} | facts
    return new_cell(source, id=name, metadata={"nbgrader": note})


def _title_text(problem_set: ProblemSet) -> str:
    """Return the first cell: what this is, and how to work."""
    number = problem_set.name.partition("-")[0].removeprefix("ps")
    points = sum(question.points for question in problem_set.questions)
    variant = problem_set.variant
    intro = [
        *problem_set.intro,
        *([f"These are the numbers of variant {variant}."] * bool(variant)),
    ]
    return f"""# Problem set {number}: {problem_set.title}

{chr(10).join(intro)}

It has {len(problem_set.questions)} questions that are graded automatically ({points} points)
and a memo that your instructor reads ({len(problem_set.memo.rubric)} points).
If you are new to Python, allow {problem_set.minutes} minutes for the questions
and {problem_set.memo.minutes} for the memo.

**How to work.**
Write your answer where the cell says `YOUR CODE HERE`, and delete the line that raises an error.
Then run the test cells below it.
A test that passes prints nothing; a test that fails says in words what to look at again.
Some tests stay hidden until your work is graded: they check the same ideas with other numbers,
so answers that are typed in rather than computed will not pass.
Do not round what you return, and do not change a table that you are given: make one of your own.
A chart that is asked for is one picture; it may have layers, but nothing beside it.
If a message speaks of `NoneType`, your function has no `return`.
Each question can be solved whatever happened to the others."""


def _question_text(question_number: int, question: Question) -> str:
    """Return the text of a question and its hints, folded."""
    hints = [
        f"<details><summary>Hint {number} of {len(question.hints)}</summary>\n\n{hint}\n\n"
        "</details>"
        for number, hint in enumerate(question.hints, 1)
    ]
    points = f"{question.points} point" + "s" * (question.points != 1)
    prose = "\n\n".join(question.prose)
    return f"## {question_number}. {question.title} ({points})\n\n{prose}\n\n" + "\n".join(hints)


def _memo_text(problem_set: ProblemSet) -> str:
    """Return the task of the memo with its rubric."""
    memo = problem_set.memo
    rows = [f"| | **{criterion}**{text} | |" for criterion, text in memo.rubric.items()]
    table = "\n".join(["| Falls short | A good memo | Goes beyond |", "|---|---|---|", *rows])
    prose = "\n\n".join(memo.prose)
    heading = f"{len(problem_set.questions) + 1}. {memo.title}"
    return f"""## {heading} ({len(memo.rubric)} points, read by your instructor)

{prose}

You will be read against this rubric, one point for each line.
The middle column is what a good memo does; the others are for what falls short of it
or goes beyond.

{table}

Write your memo in the cell below."""


# What instructors read


def instructor_key(problem_set: ProblemSet) -> str:
    """Return the instructor's key: solutions, why they are right, usual errors, examples."""
    objectives = problem_set.objectives
    parts = [
        f"# Key to problem set {problem_set.name}, term {problem_set.term}"
        + f", variant {problem_set.variant}" * bool(problem_set.variant),
        "For instructors only. "
        "Each usual error is planted in the tests and loses what stands beside it.",
    ]
    for number, question in enumerate(problem_set.questions, 1):
        errors = [
            f"- {wrong.idea} (loses {', '.join(wrong.loses)})" for wrong in question.wrong_answers
        ]
        unusual = [f"- also right: {right.idea}" for right in question.right_answers]
        parts += [
            f"## {number}. {question.title}",
            f"{question.points} points, about {question.minutes} minutes. "
            f"Objective: {objectives[question.objective]}.",
            f"```python\n{question.solution}\n```",
            *question.key,
            "\n".join(["Usual errors:", "", *errors, *unusual]),
        ]
    memo = problem_set.memo
    parts += [
        f"## {len(problem_set.questions) + 1}. {memo.title}",
        f"{len(memo.rubric)} points, about {memo.minutes} minutes. "
        f"Objective: {objectives[memo.objective]}.",
        "\n".join(f"- **{criterion}**{text}" for criterion, text in memo.rubric.items()),
        *(f"**{label}:** {text}" for label, text in memo.examples.items()),
    ]
    return "\n\n".join(parts) + "\n"


def write_assignment(problem_set: ProblemSet, course: Path) -> None:
    """Write notebook, data and key of a problem set into a course's folders."""
    folder = course / "source" / problem_set.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = json.dumps(instructor_notebook(problem_set), indent=1, ensure_ascii=False)
    (folder / f"{problem_set.name}.ipynb").write_text(text + "\n", encoding="utf-8")
    write_data(problem_set, folder)
    (course / "key").mkdir(exist_ok=True)
    (course / "key" / f"{problem_set.name}.md").write_text(
        instructor_key(problem_set), encoding="utf-8"
    )


def write_data(problem_set: ProblemSet, folder: Path) -> None:
    """Write the tables that lie beside the notebook."""
    for name, rows in problem_set.files.items():
        rows.to_csv(folder / name, index=False)


def main() -> None:
    """Write the problem sets named, or all, for a term."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--term", default=DEFAULT_TERM, help="draws the numbers, e.g. 2027-spring")
    parser.add_argument("--course", type=Path, default=Path(__file__).parent)
    asked = parser.parse_intermixed_args()
    for name in asked.names or problem_set_names():
        write_assignment(read_problem_set(name, asked.term), asked.course)


if __name__ == "__main__":
    main()
