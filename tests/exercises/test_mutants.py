"""The graders, tested by errors: those that a machine makes, and those that the authors planted.

Every fourth of the machine's is tried, drawn alike each time; all of them, in half a minute, by
`MUTANTS=all pytest tests/exercises/test_mutants.py`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest

from exercises.problem_set import Question
from tests.exercises.mutants import mutants
from tests.exercises.test_problem_set import (
    HIDDEN,
    NAMES,
    drawn,
    passed_tests,
    student_namespace,
)

SHARE = 1 if os.environ.get("MUTANTS") == "all" else 0.25
SECONDS = 2.0
"""For a loop that a change made endless; a chart has none, and waits for what draws it."""
VISIBLY_WRONG = 0.8
"""Of the planted wrong answers so many fail a test that students see, at least."""
AS_GOOD = {
    ("ps6-risks-of-back-channels", "q6", "0 to 1"): "a channel without leaks never hurts",
    ("ps6-risks-of-back-channels", "q6", "GtE to Gt"): "the two numbers are never the same",
}
"""Changes that cost nothing, and why none could."""


class StoppedError(BaseException):
    """Raised in what runs too long."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Stop what runs longer; nothing, if it is 0."""

    def stop(*_: Any) -> None:
        raise StoppedError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_chart(question: Question) -> bool:
    """Tell whether the answer is a chart."""
    return "alt.Chart" in question.solution


def earns_everything(question: Question, names: dict[str, Any], answer: str) -> bool:
    """Tell whether an answer passes every test."""
    try:
        with no_longer_than(0 if is_chart(question) else SECONDS):
            return len(passed_tests(question, names, answer)) == len(question.tests)
    except (StoppedError, Exception):
        return False


def changed_answers(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the changes of the author's answer; of a chart's those of its rows alone."""
    for place, said, code in mutants(question.solution):
        if not is_chart(question) or said.endswith(("Lt", "LtE", "Gt", "GtE")):
            yield f"{place}: {said}", code


@pytest.mark.parametrize("name", NAMES)
def test_a_small_change_of_the_answer_costs_points(name: str) -> None:
    problem_set = drawn(name)
    kept = []
    with student_namespace(problem_set) as names:
        for question in problem_set.questions:
            assert earns_everything(question, names, question.solution)
            changes = list(changed_answers(question))
            for said, code in Random(name).sample(changes, round(SHARE * len(changes))):
                listed = (name, question.name, said.partition(": ")[2]) in AS_GOOD
                if not listed and earns_everything(question, names, code):
                    kept.append(f"{question.name}, {said}")
    assert kept == [], "a hidden test should notice, or AS_GOOD say why none can"


def test_most_planted_errors_fail_a_test_that_students_see() -> None:
    unseen, planted = [], 0
    for name in NAMES:
        problem_set = drawn(name)
        with student_namespace(problem_set) as names:
            for question in problem_set.questions:
                for wrong in question.wrong_answers:
                    planted += 1
                    if passes_what_is_seen(question, names, wrong.code):
                        unseen.append(f"{name[:3]} {question.name}: {wrong.idea}")
    assert planted > 300
    assert len(unseen) <= (1 - VISIBLY_WRONG) * planted, "\n".join([*unseen, f"of {planted}"])


def passes_what_is_seen(question: Question, names: dict[str, Any], answer: str) -> bool:
    """Tell whether an answer passes the tests as students know them."""
    names = dict(names)
    try:
        exec(answer, names)
        for test in question.tests:
            exec(HIDDEN.sub("", test.code), names)
    except Exception:
        return False
    return True
