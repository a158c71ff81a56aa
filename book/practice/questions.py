"""What a page makes of a question: choices, lines to put in order, the key."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from markdown_it import MarkdownIt
from sphinx.highlighting import PygmentsBridge

from exercises.problem_set import PlantedAnswer, Question, read_problem_set

LETTERED = re.compile(r"^- \*\*[A-H]\.\*\* ")
NUMBERED = re.compile(r"^1\. ")
HOW_TO_WRITE = re.compile(r"^Give .*$", re.MULTILINE)
OF_ANOTHER = re.compile(r"(ps\S+) (q\d+)$")
NEEDS_A_NOTEBOOK = re.compile(r"\b(pd|alt)\b")

ALIKE, MOST_WRONG_LINES = 0.6, 3
"""How like a right line a wrong one must be, from 0 to 1, to be mixed in; and how many are."""

MARKDOWN = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Choice:
    """A name of an answer that is chosen, not written: ``kind`` is set, one or dictionary."""

    name: str
    kind: str
    options: list[tuple[str, str]]
    """Each value with its words, as HTML."""
    rows: list[tuple[str, str]]
    """Of a dictionary: each key as Python writes it, with what it stands for, as HTML."""


def in_the_page(question: Question) -> bool:
    """Return whether a question can be done without pandas and Altair."""
    code = [question.given, question.answer, *(test.code for test in question.tests)]
    return not any(NEEDS_A_NOTEBOOK.search(each) for each in code)


def to_choose(question: Question) -> list[str | Choice]:
    """Return the text of a question that is answered by letters alone, each list as a choice.

    Nothing is returned for a question that is answered otherwise.
    """
    if "def " in question.answer:
        return []
    values: dict[str, Any] = {}
    exec(question.solution, values)
    answers = {name: value for name, value in values.items() if not name.startswith("__")}
    lists = [block for block in question.prose if LETTERED.match(block)]
    numbered = [block for block in question.prose if NUMBERED.match(block)]
    named = dict(zip(lists, answers.items(), strict=True))
    parts: list[str | Choice] = []
    for block in question.prose:
        if block in named:
            parts.append(_choice(*named[block], block, *numbered))
        elif block not in numbered and (text := HOW_TO_WRITE.sub("", block).strip()):
            parts.append(text)
    return parts


def _choice(name: str, answer: Any, block: str, numbered: str = "") -> Choice:
    """Return what is chosen for a name: from a list, or for each line of one."""
    statements = _statements(block)
    if isinstance(answer, set):
        return Choice(name, "set", statements, [])
    if isinstance(answer, str):
        return Choice(name, "one", statements, [])
    if numbered:  # which of the statements fits each story
        stories = re.findall(r"^(\d)\. (.*)", numbered, re.MULTILINE)
        rows = [(number, f"{number}. {MARKDOWN.renderInline(story)}") for number, story in stories]
        return Choice(
            name, "dictionary", [(one, f"{one}. {words}") for one, words in statements], rows
        )
    # Which of some words fits each statement.
    rows = [(f'"{one}"', f"<strong>{one}.</strong> {words}") for one, words in statements]
    return Choice(name, "dictionary", [(word, word) for word in sorted(set(answer.values()))], rows)


def _statements(block: str) -> list[tuple[str, str]]:
    """Return the letter and the words, as HTML, of each statement of a list."""
    found = re.findall(r"^- \*\*([A-H])\.\*\* (.*)", block, re.MULTILINE)
    return [(letter, MARKDOWN.renderInline(words)) for letter, words in found]


def lines_to_order(question: Question) -> list[str]:
    """Return the lines of the author's answer with some of its planted errors, in no order.

    Nothing is returned for an answer of one line, or without an error that resembles a line.
    """
    right = _body(question.solution)
    if right is None or len(right[1]) < 2:
        return []
    names, lines = right
    likeness: dict[str, float] = {}
    for wrong in question.wrong_answers:
        for line in _renamed(wrong, names):
            alike = max(SequenceMatcher(None, line, each).ratio() for each in lines)
            if alike > ALIKE and line not in lines:
                likeness[line] = alike
    wrong_lines = sorted(likeness, key=lambda line: -likeness[line])[:MOST_WRONG_LINES]
    return sorted([*lines, *wrong_lines], key=str.strip) if wrong_lines else []


def _body(code: str) -> tuple[list[str], list[str]] | None:
    """Return the names of the parameters and the lines of a single function, without its words."""
    tree = ast.parse(code.strip())
    function = tree.body[0]
    if len(tree.body) > 1 or not isinstance(function, ast.FunctionDef):
        return None
    described = ast.get_docstring(function) is not None
    first = function.body[1 if described else 0].lineno
    lines = code.strip().splitlines()[first - 1 : function.end_lineno]
    return [each.arg for each in function.args.args], [line for line in lines if line.strip()]


def _renamed(wrong: PlantedAnswer, names: list[str]) -> list[str]:
    """Return the lines of a planted error with the author's names in place of its own."""
    found = _body(wrong.code)
    if found is None or len(found[0]) != len(names):
        return []
    own = dict(zip(found[0], names, strict=True))
    return [re.sub(r"\b\w+\b", lambda word: own.get(word[0], word[0]), line) for line in found[1]]


def twin(question: Question) -> tuple[str, str]:
    """Return the worked example of a question, or of the one that it names: words and code."""
    if other := OF_ANOTHER.match(question.twin):
        found = {each.name: each for each in read_problem_set(other[1]).questions}
        return twin(found[other[2]])
    return question.twin, question.twin_code


def twin_in_html(question: Question) -> tuple[str, str]:
    """Return the worked example of a question as a page shows it; the code may be empty."""
    words, code = twin(question)
    shown = PygmentsBridge("html").highlight_block(code, "python") if code else ""
    return MARKDOWN.render(words), shown.replace("<pre>", '<pre tabindex="0">')


def key(question: Question) -> dict[str, Any]:
    """Return what a reader gets after trying: all tests, the solution, why, the usual errors."""
    errors = [wrong.idea for wrong in question.wrong_answers]
    return {
        "tests": {test.name: test.code for test in question.tests},
        "solution": question.solution,
        "key": MARKDOWN.render("\n\n".join(question.key)),
        "errors": errors,
    }
