"""In the page's Python every answer of the authors is right, and every planted error is caught."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from book.practice.questions import in_the_page, lines_to_order, to_choose, twin
from exercises.problem_set import Question, problem_set_names, read_problem_set

BEYOND = {
    "ps1-why-secret q5": "pandas",
    "ps2-proxies q7": "pandas",
    "ps5-exploratory-talks q5": "pandas",
}
"""Unusual right answers that a notebook runs and a page does not, and what they use."""


@cache
def asked() -> dict[str, Question]:
    """Return the questions that a page asks, by set and name."""
    return {
        f"{name} {question.name}": question
        for name in problem_set_names()
        for question in read_problem_set(name).questions
        if in_the_page(question)
    }


def judged(runs: list[tuple[str, str, list[tuple[str, str]]]]) -> list[dict[str, Any]]:
    """Return what the page's Python says of answers."""
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), Path(__file__).with_name("judge.mjs")],
        input="\n".join(json.dumps(run) for run in runs),
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def cells_of(question: Question) -> list[tuple[str, str]]:
    """Return all tests of a question, hidden ones included."""
    return [(test.name, test.code) for test in question.tests]


def test_most_questions_are_asked_in_a_page() -> None:
    assert len(asked()) == 39


def test_answers_of_the_authors_pass_every_test_in_the_page() -> None:
    runs = [(each.given, each.solution, cells_of(each)) for each in asked().values()]
    for name, came in zip(asked(), judged(runs), strict=True):
        assert came["error"] is None, (name, came)
        assert all(test["passed"] for test in came["tests"]), (name, came)


def test_every_planted_error_is_caught_where_it_is_said_to_be() -> None:
    planted = [(name, q, wrong) for name, q in asked().items() for wrong in q.wrong_answers]
    runs = [(q.given, wrong.code, cells_of(q)) for _, q, wrong in planted]
    for (name, _, wrong), came in zip(planted, judged(runs), strict=True):
        failed = {test["name"] for test in came["tests"] if not test["passed"]}
        assert came["error"] or failed == set(wrong.loses), (name, wrong.idea, came)


def test_unusual_right_answers_pass_but_for_what_the_page_lacks() -> None:
    unusual = [(name, q, right) for name, q in asked().items() for right in q.right_answers]
    runs = [(q.given, right.code, cells_of(q)) for _, q, right in unusual]
    refused = {
        name
        for (name, _, _), came in zip(unusual, judged(runs), strict=True)
        if came["error"] or not all(test["passed"] for test in came["tests"])
    }
    assert refused == set(BEYOND)


def test_the_right_answer_can_be_chosen_and_nothing_else_is_asked_to_be_written() -> None:
    for name, question in asked().items():
        parts = to_choose(question)
        assert bool(parts) == ("def " not in question.solution), name
        answer: dict[str, Any] = {}
        exec(question.solution if parts else "", {}, answer)
        for part in parts:
            if isinstance(part, str):
                assert "capital letters" not in part and "one letter" not in part, name
                continue
            right, values = answer.pop(part.name), {value for value, _ in part.options}
            assert (
                part.kind
                == {"set": "set", "str": "one", "dict": "dictionary"}[type(right).__name__]
            )
            if isinstance(right, dict):
                assert {str(key) for key in right} == {key.strip('"') for key, _ in part.rows}
            chosen = right.values() if isinstance(right, dict) else right
            assert values >= set(chosen), name
        assert not answer, name


ALIKE = """
def alike(given, told):
    if isinstance(told, (tuple, list)):
        return len(given) == len(told) and all(alike(*pair) for pair in zip(given, told))
    return given == told or (isinstance(told, (int, float)) and abs(given - told) < 0.005)
"""
VALUE = re.compile(r"^(\S.*\S)  # (.+)$", re.MULTILINE)


def test_every_question_has_a_twin_whose_values_are_those_that_it_tells() -> None:
    twins = {twin(question) for question in asked().values()}
    assert all(words for words, _ in twins)
    runs = []
    for code in sorted(code for _, code in twins if code):
        told = [(line, f"assert alike({line}, {value})") for line, value in VALUE.findall(code)]
        assert told, f"say of a line what it gives: {code}"
        runs.append((ALIKE, code, told))
    for (_, code, _), came in zip(runs, judged(runs), strict=True):
        assert came["error"] is None, (code, came)
        assert all(test["passed"] for test in came["tests"]), (code, came)
    for name, question in asked().items():
        with_code = bool(twin(question)[1]) or "python-you-need.html#" in question.twin
        assert with_code == ("def " in question.solution), name


def test_a_twin_gives_no_line_of_the_answer_away() -> None:
    for name, question in asked().items():
        own = {line.strip() for line in question.solution.splitlines() if line.startswith(" ")}
        words, code = twin(question)
        shared = own & {line.strip() for line in f"{words}\n{code}".splitlines()}
        assert not shared, name


QUESTION = 'def double(x):\n    """Return twice x."""\n'
TESTS = [("two", "# A number.\nassert double(2) == 4, 'Twice two?'")]
WORDS = {
    "raise NotImplementedError()": ("NotImplementedError", "Not answered yet", 3),
    "return 2 * y": ("NameError: name 'y' isn't defined", "does not know `y`", 3),
    "return pd.Series(x)": ("NameError", "`pd` is not in this page", 3),
    "total += x\n    return total": ("NameError", "before it has a value", 3),
    "2 * x": (None, "Your function gave None here", 0),
    "return 3 * x": (None, "Twice two?", 0),
    "if x > 1\n        return 2 * x": ("SyntaxError", "ends with a colon", 3),
    "if x = 2:\n        return 4": ("SyntaxError", "write `==`", 3),
    "if x:\n    return 4": ("SyntaxError", "four spaces further right", 4),
    "y = x\n      return y": ("IndentationError", "too far left or too far right", 4),
    "return (2 * x": ("SyntaxError", "2 `(` and 1 `)`", 0),
    "return 'two": ("SyntaxError", "quote is opened", 3),
    "return [*[x]][0]": ("SyntaxError", "star inside of a list", 0),
    "return x + '2'": ("TypeError", "without quotes a number", 3),
    "return None + x": ("TypeError", "without `return`", 3),
    "return x(2)": ("TypeError", "To multiply, write `*`", 3),
    "for i in x: pass": ("TypeError", "write `range(...)`", 3),
    "return x / 0": ("ZeroDivisionError", "divided by zero", 3),
    "return [x][1]": ("IndexError", "The first stands at 0", 3),
    "return {1: 4}[x]": ("KeyError", "no entry 2", 3),
    "return x.double()": ("AttributeError", "behind the dot", 3),
    "import statistics": ("ImportError", "in the notebook", 3),
    "return double(x)": ("RuntimeError", "calls itself again", 3),
    "return int('x')": ("ValueError", "does not fit", 3),
}
"""What a reader may write into the function: Python's error, plain words, the line they name."""


def test_errors_of_beginners_are_said_in_plain_words_with_their_line() -> None:
    runs = [("", f"{QUESTION}    {code}\n", TESTS) for code in WORDS]
    for (code, (python, words, line)), came in zip(WORDS.items(), judged(runs), strict=True):
        error = came["error"] or came["tests"][0].get("error")
        if python is None:
            assert words in came["tests"][0]["said"], code
        else:
            assert error["python"].startswith(python), code
            assert words in error["words"], (code, error)
            assert not line or error["line"] == line, (code, error)


def test_a_function_of_another_form_than_asked_is_named() -> None:
    [came] = judged([("", "def double(x, y):\n    return 2 * x", TESTS)])
    assert "more values, or fewer" in came["tests"][0]["error"]["words"]


@pytest.mark.parametrize("name", problem_set_names())
def test_two_questions_of_a_set_can_be_answered_without_typing(name: str) -> None:
    own = [question for each, question in asked().items() if each.startswith(f"{name} ")]
    ordered = [question for question in own if lines_to_order(question)]
    assert len(ordered) >= 2
    for question in ordered:
        lines = lines_to_order(question)
        right = [line for line in question.solution.splitlines() if line in lines]
        assert 0 < len(lines) - len(right) <= 3
        assert not to_choose(question)
