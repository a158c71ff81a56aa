"""Audience costs: derived numbers, Fearon's result, and a count of simulated crises."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.audience_costs import (
    crisis,
    fight_probability,
    horizon,
    quit_at_once,
    quit_hazard,
)
from backchannel.models.chance import Chance

slope = st.floats(0.02, 1)
stakes = st.floats(0.2, 5)


def test_numbers_as_derived() -> None:
    assert horizon(0.1, 0.1, 1) == pytest.approx(6.180340, abs=5e-7)
    assert fight_probability(0.1, 0.1, 1) == pytest.approx(0.618034, abs=5e-7)
    assert quit_at_once(0.1, 0.1, 1) == pytest.approx(0)
    assert horizon(0.1, 0.2, 1) == pytest.approx(3.660254, abs=5e-7)
    assert quit_at_once(0.1, 0.2, 1) == pytest.approx(0.366025, abs=5e-7)
    assert quit_at_once(0.2, 0.1, 1) == pytest.approx(0)


@given(slope, slope, stakes)
def test_probabilities_are_probabilities(first: float, second: float, worst: float) -> None:
    for own, other in ((first, second), (second, first)):
        assert 0 <= fight_probability(own, other, worst) <= 1 + 1e-9
        assert 0 <= quit_at_once(own, other, worst) <= 1


@given(slope, slope, stakes)
def test_fearon_1994_the_side_with_lower_audience_costs_is_likelier_to_back_down(
    first: float, second: float, worst: float
) -> None:
    low, high = sorted((first, second))
    assert quit_at_once(low, high, worst) >= quit_at_once(high, low, worst) - 1e-9
    assert fight_probability(low, high, worst) <= fight_probability(high, low, worst) + 1e-9


@given(slope, slope, stakes)
def test_sides_swap(first: float, second: float, worst: float) -> None:
    assert horizon(first, second, worst) == pytest.approx(horizon(second, first, worst))


def test_waiting_makes_no_difference_to_who_waits() -> None:
    # Indifference: what waiting costs equals what the other's yielding brings (prize and costs).
    for time in (0, 2, 5):
        assert quit_hazard(0.2, time) * (1 + 0.2 * time) == pytest.approx(0.2)


def test_it_agrees_with_simulated_crises() -> None:
    chance, count = Chance(3), 40_000
    ends = [crisis(0.1, 0.2, 1, chance) for _ in range(count)]
    wars = sum(end == "war" for end, _ in ends) / count
    first = sum(end == "first backs down" and time == 0 for end, time in ends) / count
    both_fight = fight_probability(0.1, 0.2, 1) * fight_probability(0.2, 0.1, 1)
    assert wars == pytest.approx(both_fight, abs=0.01)  # standard error about .002
    assert first == pytest.approx(quit_at_once(0.1, 0.2, 1), abs=0.01)
    backs_down = Counter(end for end, _ in ends)
    assert backs_down["first backs down"] > backs_down["second backs down"]


def test_the_same_seed_gives_the_same_crisis() -> None:
    assert crisis(0.1, 0.1, 1, Chance(7)) == crisis(0.1, 0.1, 1, Chance(7))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: horizon(0, 0.1, 1), "first_slope must be greater than 0"),
        (lambda: horizon(0.1, -1, 1), "second_slope must be greater than 0"),
        (lambda: horizon(0.1, 0.1, 0), "war_stakes must be greater than 0"),
        (lambda: quit_hazard(0.1, -1), "time must be at least 0"),
        (lambda: quit_hazard(0, 1), "other_slope must be greater than 0"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
