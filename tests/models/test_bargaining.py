"""Bargaining under private information: derived numbers, and what uncertainty does."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.bargaining import (
    bargaining_range,
    best_demand,
    expected_value,
    war_probability,
)

share = st.floats(0.05, 0.6)
cost = st.floats(0, 0.3)
ceiling = st.floats(0.05, 0.4)


def test_numbers_as_derived() -> None:
    best = best_demand(0.5, 0.1, 0.3)
    assert best == pytest.approx(0.6)
    assert war_probability(best, 0.5, 0.3) == pytest.approx(1 / 3)
    assert expected_value(best, 0.5, 0.1, 0.3) == pytest.approx(0.533333, abs=5e-7)
    assert war_probability(best_demand(0.4, 0.2, 0.2), 0.4, 0.2) == 0


def test_the_range_is_never_empty_and_stays_within_the_good() -> None:
    assert bargaining_range(0.5, 0.1, 0.2) == pytest.approx((0.4, 0.7))
    assert bargaining_range(0.05, 0.1, 0) == (0, 0.05)
    assert bargaining_range(0.95, 0.1, 0.2) == pytest.approx((0.85, 1))


@given(share, cost, ceiling)
def test_no_other_demand_is_better(power: float, own: float, most: float) -> None:
    best = expected_value(best_demand(power, own, most), power, own, most)
    for index in range(101):
        assert expected_value(index / 100, power, own, most) <= best + 1e-12


@given(share, share, cost, ceiling)
def test_war_hangs_on_uncertainty_not_on_the_balance_of_power(
    power: float, other: float, own: float, most: float
) -> None:
    first, second = (war_probability(best_demand(p, own, most), p, most) for p in (power, other))
    assert first == pytest.approx(second)
    assert first == pytest.approx(max(0, (1 - own / most) / 2))


def test_it_agrees_with_simulated_crises() -> None:
    chance, demand = random.Random(1), best_demand(0.5, 0.1, 0.3)
    wars = sum(chance.uniform(0, 0.3) < demand - 0.5 for _ in range(50_000))
    assert wars / 50_000 == pytest.approx(1 / 3, abs=0.01)  # standard error about .002


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: best_demand(1.1, 0, 0.1), "win_probability must be from 0 to 1"),
        (lambda: best_demand(0.5, -1, 0.1), "own_cost must be at least 0"),
        (lambda: best_demand(0.5, 0, 0), "cost_ceiling must be greater than 0"),
        (lambda: war_probability(2, 0.5, 0.1), "demand must be from 0 to 1"),
        (lambda: bargaining_range(0.5, 0, -1), "other_cost must be at least 0"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
