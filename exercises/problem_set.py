"""Reads a problem set, one Markdown file, and draws its numbers and data for a term.

A term may have variants, A, B, C and so on, for students who sit side by side: each is drawn
until no question is that of an earlier variant, as far as there are so many of it.

The file has the notebook's text in order. Where a question is answered by letters, a line that
begins with ``Give `` says how to write them down; a page, where one chooses, leaves it out. Each
fence of Python says in its first line what it is:

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
``twin``
    A worked example of the same kind, told by the paragraph before it that begins with ``Twin:``.
    Each line with a comment is an expression and its value. A paragraph that names a question,
    ``Twin: ps2-proxies q6``, takes the example of that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from exercises.drawing import VARIANTS, blocks, drawn, split_at_headings

PROBLEMS = Path(__file__).parent / "problems"
CHAPTERS = Path(__file__).parents[1] / "chapters"
DEFAULT_TERM = "default"
HEADING = re.compile(r"(?P<title>.+?) \((?P<objective>\w+), (?P<minutes>\d+) minutes\)$")


class ProblemError(ValueError):
    """A problem set that is not written as it should be; the message says where and what to do."""


@dataclass(frozen=True)
class TestCell:
    """A cell of tests and the points it gives."""

    name: str
    points: int
    code: str


@dataclass(frozen=True)
class PlantedAnswer:
    """An answer whose marks are known: ``loses`` names the tests that it must fail."""

    loses: tuple[str, ...]
    idea: str
    code: str


@dataclass
class Question:
    """One question with all that belongs to it; ``name`` is q1, q2, ...

    Its minutes are those of a student with one hour of Python.
    """

    name: str
    title: str
    objective: str
    minutes: int
    prose: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    twin: str = ""
    """A worked example of the same kind in words, or the set and the question that has it."""
    twin_code: str = ""
    key: list[str] = field(default_factory=list)
    given: str = ""
    answer: str = ""
    tests: list[TestCell] = field(default_factory=list)
    wrong_answers: list[PlantedAnswer] = field(default_factory=list)
    right_answers: list[PlantedAnswer] = field(default_factory=list)

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
    variant: str
    title: str
    chapter: str
    intro: list[str]
    setup: str
    files: dict[str, pd.DataFrame]
    questions: list[Question]
    memo: Memo

    @property
    def minutes(self) -> int:
        """What its questions take a student with one hour of Python, without the memo."""
        return sum(question.minutes for question in self.questions)

    @property
    def objectives(self) -> dict[str, str]:
        """The objectives of its chapter, by name."""
        text = (CHAPTERS / f"{self.chapter}.md").read_text(encoding="utf-8")
        found: dict[str, str] = yaml.safe_load(text.split("---")[1])["objectives"]
        return found


def problem_set_names() -> list[str]:
    """Return the names of all problem sets, in order."""
    return sorted(path.stem for path in PROBLEMS.glob("ps*.md"))


def read_problem_set(name: str, term: str = DEFAULT_TERM, variant: str = "") -> ProblemSet:
    """Return a problem set with the numbers and data of a term, or of a variant of it.

    Raises
    ------
    ProblemError
        If the file lacks a part, or has one that is not known.

    """
    path = PROBLEMS / f"{name}.md"
    if not path.is_file():
        known = ", ".join(problem_set_names())
        raise ProblemError(f"There is no problem set {name!r}. There are: {known}.")
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    sections = [
        (text, [content for kind, _, content in blocks(text) if kind == "draw"])
        for text in split_at_headings(body)
    ]
    taken: list[set[str]] = [set() for _ in sections]
    for letter in VARIANTS[: VARIANTS.index(variant) + 1] if variant else [""]:
        filled, files = drawn(sections, f"{name} in {term}", letter, taken)
    facts = yaml.safe_load(front_matter) | {"name": name, "term": term, "variant": variant}
    return _assemble(facts, filled, files)


def _assemble(facts: dict[str, Any], text: str, files: dict[str, pd.DataFrame]) -> ProblemSet:
    """Put the blocks of a filled-in file together."""
    name = facts["name"]
    if more := set(facts) - {"name", "term", "variant", "title", "chapter"}:
        raise ProblemError(
            f"{name}: take {', '.join(sorted(more))} out of the head, which has a title and a "
            "chapter; minutes stand in the heading of each question."
        )
    intro: list[str] = []
    setup = ""
    questions: list[Question] = []
    memo: Memo | None = None
    part: Question | Memo | None = None
    for kind, arguments, content in blocks(text):
        if kind == "heading":
            match = HEADING.match(content)
            if not match:
                raise ProblemError(
                    f"{name}: write the heading {content!r} as 'Title (objective, 8 minutes)'."
                )
            heading = match["title"], match["objective"], int(match["minutes"])
            if match["title"].startswith("Memo"):
                part = memo = Memo(*heading)
            else:
                part = Question(f"q{len(questions) + 1}", *heading)
                questions.append(part)
        elif kind == "setup":
            setup = content
        elif kind == "prose" and part is None:
            intro.append(content)
        elif isinstance(part, Question):
            _add_to_question(part, kind, arguments, content)
        elif isinstance(part, Memo):
            _add_to_memo(part, content)
        elif kind != "draw":
            raise ProblemError(f"{name}: a block {kind!r} stands before the first question.")
    if memo is None:
        raise ProblemError(f"{name}: end with a part whose heading starts with 'Memo'.")
    return ProblemSet(
        **facts, intro=intro, setup=setup, files=files, questions=questions, memo=memo
    )


def _add_to_question(question: Question, kind: str, arguments: list[str], content: str) -> None:
    """Put a block where it belongs in a question."""
    code = content.rstrip("\n")
    if kind == "prose":
        label, _, rest = content.partition(": ")
        if label == "Hint":
            question.hints.append(rest)
        elif label == "Key":
            question.key.append(rest)
        elif label == "Twin":
            question.twin = rest
        else:
            question.prose.append(content)
    elif kind in {"given", "answer"}:
        setattr(question, kind, code)
    elif kind == "twin":
        question.twin_code = code
    elif kind == "test":
        points = int(arguments[1]) if len(arguments) > 1 else 1
        question.tests.append(TestCell(arguments[0], points, code))
    elif kind in {"wrong", "right"}:
        idea, _, rest = code.partition("\n")
        if not idea.startswith("# "):
            raise ProblemError(f"{question.name}: begin each planted answer with '# its idea'.")
        loses = tuple(arguments) or tuple(test.name for test in question.tests)
        planted = PlantedAnswer(loses if kind == "wrong" else (), idea[2:], rest)
        answers = question.wrong_answers if kind == "wrong" else question.right_answers
        answers.append(planted)
    elif kind != "draw":
        raise ProblemError(
            f"{question.name}: a fence {kind!r} is not known; see exercises/problem_set.py."
        )


def _add_to_memo(memo: Memo, content: str) -> None:
    """Put a block where it belongs in a memo: a list is the rubric, a quotation an example."""
    if content.startswith("- **"):
        for criterion, description in re.findall(r"^- \*\*(.+?)\*\*(.*)$", content, re.MULTILINE):
            memo.rubric[criterion] = description
    elif content.startswith(">"):
        label, _, rest = re.sub(r"^> ?", "", content, flags=re.MULTILINE).partition(": ")
        memo.examples[label] = rest
    else:
        memo.prose.append(content)
