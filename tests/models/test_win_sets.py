"""Win-sets at two tables."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.win_sets import ratification_probability

deal = st.floats(0, 1)
insulation = st.floats(0, 0.5)


def test_numbers_as_derived() -> None:
    assert ratification_probability(0.5) == pytest.approx(0.25)
    assert ratification_probability(0.5, 0.1) == pytest.approx(0.36)


@given(deal, insulation)
def test_it_is_symmetric_and_grows_with_insulation(place: float, width: float) -> None:
    found = ratification_probability(place, width)
    assert 0 <= found <= 1
    assert found == pytest.approx(ratification_probability(1 - place, width))
    assert found >= ratification_probability(place) - 1e-12
    assert found <= ratification_probability(0.5, width) + 1e-12


def test_it_agrees_with_simulated_capitals() -> None:
    chance = random.Random(9)
    both = sum(chance.random() <= 0.7 and chance.random() >= 0.5 for _ in range(50_000))
    assert both / 50_000 == pytest.approx(ratification_probability(0.6, 0.1), abs=0.01)


@pytest.mark.parametrize(
    ("values", "said"),
    [((1.2, 0), "deal must be from 0 to 1"), ((0.5, 0.6), r"insulation must be from 0 to 0\.5")],
)
def test_bad_input_is_refused_in_words(values: tuple[float, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ratification_probability(*values)
