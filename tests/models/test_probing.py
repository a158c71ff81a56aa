"""Probing an unknown red line."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.probing import best_step, crossing_probability, expected_gain


def test_numbers_as_derived() -> None:
    assert best_step(0.2) == pytest.approx(0.4)
    assert expected_gain(0.4, 0.2) == pytest.approx(0.16)
    assert crossing_probability(0.6, safe=0.2) == pytest.approx(0.5)


@given(st.floats(0, 3))
def test_no_other_step_is_better(cost: float) -> None:
    best = expected_gain(best_step(cost), cost)
    assert best == pytest.approx(max(0, (1 - cost) / 2) ** 2)
    assert all(expected_gain(index / 100, cost) <= best + 1e-12 for index in range(101))


def test_it_agrees_with_simulated_lines() -> None:
    chance = random.Random(5)
    lines = [chance.random() for _ in range(50_000)]
    gains = [0.4 if line > 0.4 else -0.2 for line in lines]
    assert sum(gains) / len(gains) == pytest.approx(0.16, abs=0.01)
    safe = [line for line in lines if line > 0.2]
    share = sum(line <= 0.6 for line in safe) / len(safe)
    assert share == pytest.approx(crossing_probability(0.6, 0.2), abs=0.01)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: best_step(-1), "crisis_cost must be at least 0"),
        (lambda: expected_gain(1.2, 0.1), "step must be from 0 to 1"),
        (lambda: crossing_probability(0.1, 0.2), r"step must be from 0\.2 to 1"),
        (lambda: crossing_probability(1, 1), r"safe must be from 0 to 0\.999"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
