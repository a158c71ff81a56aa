"""Brinkmanship: risks that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.brinkmanship import crises_to_even_odds, disaster_probability


def test_numbers_as_derived() -> None:
    assert disaster_probability(0.05, 10) == pytest.approx(0.40126, abs=5e-6)
    assert crises_to_even_odds(0.01) == pytest.approx(68.97, abs=0.005)


@given(st.floats(0.001, 0.9))
def test_at_even_odds_the_odds_are_even(risk: float) -> None:
    assert disaster_probability(risk, crises_to_even_odds(risk)) == pytest.approx(0.5)


@given(st.floats(0, 1), st.integers(0, 100))
def test_it_is_a_probability_that_never_falls(risk: float, crises: int) -> None:
    assert 0 <= disaster_probability(risk, crises) <= disaster_probability(risk, crises + 1) <= 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: disaster_probability(2, 1), "risk must be from 0 to 1"),
        (lambda: disaster_probability(0.1, -1), "crises must be at least 0"),
        (lambda: crises_to_even_odds(0), r"risk must be above 0 up to 0\.999"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
