"""Graduated reciprocation."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.reciprocation import change, declines, rounds_to_calm

share = st.floats(0, 1)


def test_numbers_as_derived() -> None:
    assert declines(0.8, 0.5, 0.4)
    assert rounds_to_calm(10, 0.8, 0.5, 0.4) == 13
    assert not declines(0.2, 0.5, 0.4)
    assert rounds_to_calm(0, 0.8, 0.5, 0.4) == 0


@given(share, share, share)
def test_answers_help_and_drift_hurts(step: float, answered: float, drift: float) -> None:
    assert change(step, 1, drift) <= change(step, answered, drift) <= change(step, 0, drift)
    assert change(step, answered, 0) <= change(step, answered, drift)


def test_it_agrees_with_simulated_rounds() -> None:
    chance, tension, rounds = random.Random(8), 10_000.0, 0
    while tension > 0:
        tension += 0.4 - 0.8 * (1 + (chance.random() < 0.5))
        rounds += 1
    assert rounds == pytest.approx(rounds_to_calm(10_000, 0.8, 0.5, 0.4), rel=0.02)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: change(-1, 0, 0), "step must be at least 0"),
        (lambda: change(1, 2, 0), "answered must be from 0 to 1"),
        (lambda: change(1, 0, -1), "drift must be at least 0"),
        (lambda: rounds_to_calm(-1, 1, 1, 0), "tension must be at least 0"),
        (lambda: rounds_to_calm(10, 0.2, 0, 0.4), "Tension does not decline"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
