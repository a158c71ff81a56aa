"""Turns a problem set, one Markdown file, into an nbgrader notebook, its data and the key.

The file has the notebook's text in order. Each fence of Python says in its first line what it is:

``draw``
    Chooses the numbers of a term, with ``chance`` (a ``Random`` of the term's name), ``table``
    (reads a table of the course), ``lettered`` (puts statements in an order), ``pd``; what
    stands between ``<<`` and ``>>`` anywhere below is then filled in. A table put into ``files``
    under its name is handed out with the notebook.
``setup``, ``given``
    Code that students get and may not change.
``answer``
    The stub and, between nbgrader's marks, the solution.
``test NAME [POINTS]``
    A cell of tests, a point unless it says otherwise.
``wrong [NAME ...]``
    A planted answer that loses these tests, or all of them; its first comment says the mistake.
``right``
    An unusual answer that earns everything.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import jinja2
import nbformat
import pandas as pd
import yaml
from markdown_it import MarkdownIt

from backchannel.data import load_table

PROBLEMS = Path(__file__).parent / "problems"
CHAPTERS = Path(__file__).parents[1] / "chapters"
DEFAULT_TERM = "default"
HINTS = 3
IMPORTS = """import warnings

import altair as alt
import pandas as pd

warnings.simplefilter("ignore")

"""
HEADING = re.compile(r"(?P<title>.+?) \((?P<objective>\w+), (?P<minutes>\d+) minutes\)$")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


class ProblemError(ValueError):
    """A problem set that is not written as it should be; the message says where and what to do."""


@dataclass(frozen=True)
class Test:
    """A cell of tests and the points it gives."""

    name: str
    points: int
    code: str


@dataclass(frozen=True)
class Planted:
    """An answer whose marks are known: ``loses`` names the tests that it must fail."""

    loses: tuple[str, ...]
    idea: str
    code: str


@dataclass
class Question:
    """One question with all that belongs to it; ``name`` is q1, q2, ..."""

    name: str
    title: str
    objective: str
    minutes: int
    prose: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    given: str = ""
    answer: str = ""
    tests: list[Test] = field(default_factory=list)
    wrong: list[Planted] = field(default_factory=list)
    right: list[Planted] = field(default_factory=list)

    @property
    def points(self) -> int:
        """The points of its tests together."""
        return sum(test.points for test in self.tests)

    @property
    def solution(self) -> str:
        """The answer cell as the authors fill it in."""
        return re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", self.answer, flags=re.MULTILINE)


@dataclass
class Memo:
    """What an instructor reads: a task, a single-point rubric and an example of each level."""

    title: str
    objective: str
    minutes: int
    prose: list[str] = field(default_factory=list)
    rubric: dict[str, str] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)


@dataclass
class ProblemSet:
    """A problem set as it is drawn for a term."""

    name: str
    term: str
    title: str
    chapter: str
    intro: list[str]
    setup: str
    files: dict[str, pd.DataFrame]
    questions: list[Question]
    memo: Memo

    @property
    def objectives(self) -> dict[str, str]:
        """The objectives of its chapter, by name."""
        text = (CHAPTERS / f"{self.chapter}.md").read_text(encoding="utf-8")
        found: dict[str, str] = yaml.safe_load(text.split("---")[1])["objectives"]
        return found


def names() -> list[str]:
    """Return the names of all problem sets, in order."""
    return sorted(path.stem for path in PROBLEMS.glob("ps*.md"))


def read(name: str, term: str = DEFAULT_TERM) -> ProblemSet:
    """Return a problem set with the numbers and data of a term.

    Raises
    ------
    ProblemError
        If the file lacks a part, or has one that is not known.

    """
    path = PROBLEMS / f"{name}.md"
    if not path.is_file():
        raise ProblemError(f"There is no problem set {name!r}. There are: {', '.join(names())}.")
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    head = yaml.safe_load(front)
    drawn: dict[str, Any] = {"files": {}}
    chance = Random(f"{name} in {term}")

    def lettered(*statements: str) -> tuple[str, list[str]]:
        """Return a list of the statements in an order of the term, and the letter of each."""
        order = chance.sample(range(len(statements)), len(statements))
        letters = [chr(ord("A") + order.index(number)) for number in range(len(statements))]
        lines = [f"- **{chr(ord('A') + at)}.** {statements[one]}" for at, one in enumerate(order)]
        return "\n".join(lines), letters

    drawn |= {"chance": chance, "table": load_table, "lettered": lettered, "pd": pd}
    fill = jinja2.Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    filled = []
    for section in _sections(body):
        for kind, _, content in _blocks(section):
            if kind == "draw":
                exec(content, drawn)
        filled.append(fill.from_string(section).render(drawn))
    return _assembled(name, term, head, "\n".join(filled), drawn["files"])


def _sections(text: str) -> list[str]:
    """Return a file in pieces, cut before each heading: each has the numbers drawn so far."""
    tokens = MarkdownIt("commonmark").parse(text)
    cuts = [token.map[0] for token in tokens if token.type == "heading_open" and token.map]
    lines = text.splitlines()
    ends = [*cuts, len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip([0, *cuts], ends, strict=True)]


def _blocks(text: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield the kind, the arguments and the content of each block: fence, heading or prose."""
    lines = text.splitlines()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.level or token.map is None:
            continue
        if token.type == "fence":
            _, *words = token.info.split()
            yield (words[0] if words else "prose"), words[1:], token.content
        elif token.type == "heading_open":
            yield "heading", [], lines[token.map[0]].lstrip("# ")
        elif token.type.endswith("_open") or token.type in {"html_block", "code_block"}:
            yield "prose", [], "\n".join(lines[slice(*token.map)]).strip()


def _assembled(
    name: str, term: str, head: dict[str, str], text: str, files: dict[str, pd.DataFrame]
) -> ProblemSet:
    """Put the blocks of a filled-in file together."""
    intro: list[str] = []
    setup = ""
    questions: list[Question] = []
    memo: Memo | None = None
    part: Question | Memo | None = None
    for kind, words, content in _blocks(text):
        if kind == "heading":
            match = HEADING.match(content)
            if not match:
                raise ProblemError(
                    f"{name}: write the heading {content!r} as 'Title (objective, 8 minutes)'."
                )
            facts = match["title"], match["objective"], int(match["minutes"])
            if facts[0].startswith("Memo"):
                part = memo = Memo(*facts)
            else:
                part = Question(f"q{len(questions) + 1}", *facts)
                questions.append(part)
        elif kind == "setup":
            setup = content
        elif kind == "prose" and part is None:
            intro.append(content)
        elif isinstance(part, Question):
            _add(part, kind, words, content)
        elif isinstance(part, Memo):
            _add_to_memo(part, content)
        elif kind != "draw":
            raise ProblemError(f"{name}: a block {kind!r} stands before the first question.")
    if memo is None:
        raise ProblemError(f"{name}: end with a part whose heading starts with 'Memo'.")
    return ProblemSet(
        name, term, head["title"], head["chapter"], intro, setup, files, questions, memo
    )


def _add(question: Question, kind: str, words: list[str], content: str) -> None:
    """Put a block where it belongs in a question."""
    code = content.rstrip("\n")
    if kind == "prose":
        label, _, rest = content.partition(": ")
        place = {"Hint": question.hints, "Key": question.key}.get(label)
        (question.prose if place is None else place).append(content if place is None else rest)
    elif kind in {"given", "answer"}:
        setattr(question, kind, code)
    elif kind == "test":
        points = int(words[1]) if len(words) > 1 else 1
        question.tests.append(Test(words[0], points, code))
    elif kind in {"wrong", "right"}:
        idea, _, rest = code.partition("\n")
        if not idea.startswith("# "):
            raise ProblemError(f"{question.name}: begin each planted answer with '# its idea'.")
        loses = tuple(words) or tuple(test.name for test in question.tests)
        planted = Planted(loses if kind == "wrong" else (), idea[2:], rest)
        (question.wrong if kind == "wrong" else question.right).append(planted)
    elif kind != "draw":
        raise ProblemError(
            f"{question.name}: a fence {kind!r} is not known; see exercises/authoring.py."
        )


def _add_to_memo(memo: Memo, content: str) -> None:
    """Put a block where it belongs in a memo: a list is the rubric, a quotation an example."""
    if content.startswith("- **"):
        for line in re.findall(r"^- \*\*(.+?)\*\*(.*)$", content, re.MULTILINE):
            memo.rubric[line[0]] = line[1]
    elif content.startswith(">"):
        label, _, rest = re.sub(r"^> ?", "", content, flags=re.MULTILINE).partition(": ")
        memo.examples[label] = rest
    else:
        memo.prose.append(content)


# What nbgrader works with


def notebook(problems: ProblemSet) -> Any:
    """Return the instructor's notebook: solutions and hidden tests between nbgrader's marks."""
    cells = [
        _cell("markdown", "title", _title(problems), locked=True),
        _cell("code", "setup", IMPORTS + problems.setup.rstrip("\n"), locked=True),
    ]
    for number, question in enumerate(problems.questions, 1):
        name = question.name
        cells.append(_cell("markdown", name, _task(number, question), locked=True))
        if question.given:
            cells.append(_cell("code", f"{name}-given", question.given, locked=True))
        cells.append(_cell("code", f"{name}-answer", question.answer, solution=True))
        cells += [
            _cell("code", f"{name}-{test.name}", test.code, locked=True, points=test.points)
            for test in question.tests
        ]
    task = _cell("markdown", "memo-task", _memo(problems), locked=True)
    task.metadata["rubric"] = [
        {"criterion": criterion, "description": description.lstrip(" ,:"), "points": 1}
        for criterion, description in problems.memo.rubric.items()
    ]
    place = "*Write your memo here.*"
    cells.append(task)
    cells.append(_cell("markdown", "memo", place, solution=True, points=len(problems.memo.rubric)))
    made_from = {"problem_set": problems.name, "term": problems.term}
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}} | made_from
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _cell(kind: str, name: str, source: str, **facts: Any) -> Any:
    """Return a cell with what nbgrader must know of it."""
    make: Any = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    note = {"cell_type": kind, "grade_id": name, "schema_version": 3, "task": False}
    note |= {"grade": "points" in facts, "locked": False, "solution": False} | facts
    return make(source, id=name, metadata={"nbgrader": note})


def _title(problems: ProblemSet) -> str:
    """Return the first cell: what this is, and how to work."""
    number = problems.name.partition("-")[0].removeprefix("ps")
    points = sum(question.points for question in problems.questions)
    minutes = sum(question.minutes for question in problems.questions) + problems.memo.minutes
    return f"""# Problem set {number}: {problems.title}

{chr(10).join(problems.intro)}

It has {len(problems.questions)} questions that are graded automatically ({points} points)
and a memo that your instructor reads ({len(problems.memo.rubric)} points).
Allow {minutes} minutes.

**How to work.**
Write your answer where the cell says `YOUR CODE HERE`, and delete the line that raises an error.
Then run the test cells below it.
A test that passes prints nothing; a test that fails says in words what to look at again.
Some tests stay hidden until your work is graded: they check the same ideas with other numbers,
so answers that are typed in rather than computed will not pass.
Do not round what you return, and do not change a table that you are given: make one of your own.
If a message speaks of `NoneType`, your function has no `return`.
Each question can be solved whatever happened to the others."""


def _task(number: int, question: Question) -> str:
    """Return the text of a question and its hints, folded."""
    hints = [
        f"<details><summary>Hint {at} of {len(question.hints)}</summary>\n\n{hint}\n\n</details>"
        for at, hint in enumerate(question.hints, 1)
    ]
    points = f"{question.points} point" + "s" * (question.points != 1)
    prose = "\n\n".join(question.prose)
    return f"## {number}. {question.title} ({points})\n\n{prose}\n\n" + "\n".join(hints)


def _memo(problems: ProblemSet) -> str:
    """Return the task of the memo with its rubric."""
    memo = problems.memo
    rows = [f"| | **{one}**{text} | |" for one, text in memo.rubric.items()]
    table = "\n".join(["| Falls short | A good memo | Goes beyond |", "|---|---|---|", *rows])
    prose = "\n\n".join(memo.prose)
    heading = f"{len(problems.questions) + 1}. {memo.title}"
    return f"""## {heading} ({len(memo.rubric)} points, read by your instructor)

{prose}

You will be read against this rubric, one point for each line.
The middle column is what a good memo does; the others are for what falls short of it
or goes beyond.

{table}

Write your memo in the cell below."""


# What instructors read


def key(problems: ProblemSet) -> str:
    """Return the instructor's key: solutions, why they are right, usual errors, examples."""
    objectives = problems.objectives
    parts = [
        f"# Key to problem set {problems.name}, term {problems.term}",
        "For instructors only. "
        "Each usual error is planted in the tests and loses what stands beside it.",
    ]
    for number, question in enumerate(problems.questions, 1):
        errors = [f"- {one.idea} (loses {', '.join(one.loses)})" for one in question.wrong]
        passes = [f"- also right: {one.idea}" for one in question.right]
        parts += [
            f"## {number}. {question.title}",
            f"{question.points} points, about {question.minutes} minutes. "
            f"Objective: {objectives[question.objective]}.",
            f"```python\n{question.solution}\n```",
            *question.key,
            "\n".join(["Usual errors:", "", *errors, *passes]),
        ]
    memo = problems.memo
    parts += [
        f"## {len(problems.questions) + 1}. {memo.title}",
        f"{len(memo.rubric)} points, about {memo.minutes} minutes. "
        f"Objective: {objectives[memo.objective]}.",
        "\n".join(f"- **{one}**{text}" for one, text in memo.rubric.items()),
        *(f"**{label}:** {text}" for label, text in memo.examples.items()),
    ]
    return "\n\n".join(parts) + "\n"


def write(problems: ProblemSet, course: Path) -> None:
    """Write notebook, data and key of a problem set into a course's folders."""
    folder = course / "source" / problems.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = json.dumps(notebook(problems), indent=1, ensure_ascii=False)
    (folder / f"{problems.name}.ipynb").write_text(text + "\n", encoding="utf-8")
    for name, rows in problems.files.items():
        rows.to_csv(folder / name, index=False)
    (course / "key").mkdir(exist_ok=True)
    (course / "key" / f"{problems.name}.md").write_text(key(problems), encoding="utf-8")


def main() -> None:
    """Write the problem sets named, or all, for a term."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--term", default=DEFAULT_TERM, help="draws the numbers, e.g. 2027-spring")
    parser.add_argument("--course", type=Path, default=Path(__file__).parent)
    asked = parser.parse_intermixed_args()
    for name in asked.names or names():
        write(read(name, asked.term), asked.course)


if __name__ == "__main__":
    main()
