"""Delegation with deniability: the numbers of the definition, and what theory says of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backchannel.models.delegation import (
    attribution_probability,
    attribution_threshold,
    best_control,
    delegates,
    expected_cost,
    rogue_loss,
)

share = st.floats(0, 1)
cost = st.floats(0, 100)
positive = st.floats(0.01, 100)


def test_threshold_as_derived() -> None:
    assert attribution_threshold(agency_loss=2, retaliation_cost=10) == pytest.approx(0.8)
    assert attribution_threshold(agency_loss=12, retaliation_cost=10) == pytest.approx(-0.2)


def test_best_control_as_derived() -> None:
    found = best_control(
        rogue_probability=0.3, rogue_damage=20, retaliation_cost=10, control_attribution=0.6
    )
    assert found == pytest.approx(0.5)


def test_full_control_where_unwanted_acts_cost_most() -> None:
    assert best_control(1, 20, 5, 0.5) == 1


@given(share, cost, positive)
def test_a_sponsor_delegates_if_the_group_is_cheaper(a: float, loss: float, r: float) -> None:
    through_group, in_own_name = loss + a * r, r
    assume(abs(through_group - in_own_name) > 1e-9)
    assert delegates(a, loss, r) == (through_group < in_own_name)


def test_at_the_threshold_the_sponsor_does_not_delegate() -> None:
    assert not delegates(0.5, 5, 10)


@given(share, cost, positive, st.floats(0.05, 1), share)
def test_no_control_is_cheaper_than_the_best(
    rho: float, k: float, r: float, a1: float, other: float
) -> None:
    assume(rho * k > 0)
    best = best_control(rho, k, r, a1)
    assert 0 <= best <= 1
    least = expected_cost(best, rho, k, r, 0, a1)
    assert least <= expected_cost(other, rho, k, r, 0, a1) + 1e-9


@given(share, cost, positive, st.floats(0.05, 1), st.floats(1, 5))
def test_harsher_retaliation_never_tightens_the_leash(
    rho: float, k: float, r: float, a1: float, times: float
) -> None:
    assert best_control(rho, k, r * times, a1) <= best_control(rho, k, r, a1)


@given(share, share, share)
def test_attribution_is_a_probability_that_grows_with_control(
    a0: float, a1: float, m: float
) -> None:
    assume(a0 + a1 <= 1)
    found = attribution_probability(m, a0, a1)
    assert a0 <= found <= 1 + 1e-12


def test_expected_cost_agrees_with_a_simulation_of_single_acts() -> None:
    rho, k, r, a0, a1, m = 0.3, 20.0, 10.0, 0.1, 0.6, 0.5
    chance, acts = random.Random(1), 100_000
    paid = 0.0
    for _ in range(acts):
        if chance.random() < rho * (1 - m):
            paid += k
        if chance.random() < a0 + a1 * m**2:
            paid += r
    # Standard error of the mean: the square root of (k^2 p(1-p) + r^2 q(1-q)) / acts, about .027.
    assert paid / acts == pytest.approx(expected_cost(m, rho, k, r, a0, a1), abs=4 * 0.027)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: attribution_threshold(-1, 10), "agency_loss"),
        (lambda: attribution_threshold(1, 0), "retaliation_cost"),
        (lambda: delegates(1.2, 1, 10), "attribution"),
        (lambda: attribution_probability(0.5, 0.6, 0.6), r"base_attribution \+ control"),
        (lambda: attribution_probability(-0.5, 0.1, 0.6), "control"),
        (lambda: rogue_loss(0.5, 1.5, 20), "rogue_probability"),
        (lambda: rogue_loss(0.5, 0.5, -20), "rogue_damage"),
        (lambda: expected_cost(0.5, 0.3, 20, 0, 0.1, 0.6), "retaliation_cost"),
        (lambda: best_control(0.3, 20, 10, 0), "control_attribution"),
    ],
)  # fmt: skip
def test_a_parameter_out_of_range_is_named(call: object, name: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=f"^{name}.* must be "):
        call()
