"""What a class made of a question, against numbers found by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.grading.item_analysis import analyse

CLASS = [
    {"q1": 2, "q2": 2, "q3": 2},
    {"q1": 2, "q2": 1, "q3": 2},
    {"q1": 1, "q2": 0, "q3": 2},
    {"q1": 0, "q2": 1, "q3": 2},
]
QUESTIONS = ["q1", "q2", "q3"]


def test_a_class_known_by_hand() -> None:
    """For q1: its marks 2 2 1 0, the others' sums 4 3 2 3, both with means 1.25 and 3.

    The deviations .75 .75 -.25 -1.25 and 1 0 -1 0 give .75 + .25 = 1 for their products, 2.75 and
    2 for their squares: 1 / sqrt(5.5).
    """
    found = analyse(CLASS, "q1", 2, QUESTIONS)
    assert found is not None
    assert (found.students, found.mean, found.difficulty) == (4, 1.25, 0.625)
    assert (found.full, found.nothing) == (2, 1)
    assert found.discrimination == pytest.approx(1 / 5.5**0.5)


def test_a_question_does_not_correlate_with_itself() -> None:
    """For q2: 2 1 0 1 with 4 4 3 2: 0.75 - (-0.25) = 1, 2 and 2.75, as for q1."""
    found = analyse(CLASS, "q2", 2, QUESTIONS)
    assert found is not None and found.discrimination == pytest.approx(1 / 5.5**0.5)
    alone = analyse(CLASS, "q2", 2, ["q2"])
    assert alone is not None and alone.discrimination is None, "nothing is left to compare with"


def test_what_does_not_vary_has_no_correlation() -> None:
    found = analyse(CLASS, "q3", 2, QUESTIONS)
    assert found is not None
    assert (found.difficulty, found.discrimination, found.full) == (1, None, 4)
    one = analyse(CLASS[:1], "q1", 2, QUESTIONS)
    assert one is not None and one.discrimination is None


def test_marks_that_nobody_gave_are_left_out() -> None:
    assert analyse(CLASS, "memo", 4, QUESTIONS) is None
    read = [{**CLASS[0], "memo": 4}, {**CLASS[2], "memo": 1}, CLASS[1]]
    found = analyse(read, "memo", 4, QUESTIONS)
    assert found is not None
    assert (found.students, found.difficulty, found.nothing) == (2, 0.625, 0)
    assert found.discrimination == pytest.approx(1), "6 and 3 points go with 4 and 1"


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=30))
def test_shares_and_correlations_stay_in_their_ranges(marks: list[tuple[int, int]]) -> None:
    found = analyse([{"a": a, "b": b} for a, b in marks], "a", 2, ["a", "b"])
    assert found is not None and 0 <= found.difficulty <= 1
    assert found.discrimination is None or abs(found.discrimination) <= 1 + 1e-9
    assert found.full + found.nothing <= found.students == len(marks)
