"""Attribution by Bayes: the numbers of the definition, limits and an independent count."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backchannel.models.attribution import clarified, posterior, posterior_after

share = st.floats(0.001, 0.999)


def test_one_report_and_two_as_derived() -> None:
    assert posterior(0.2, 0.8, 0.1) == pytest.approx(2 / 3)
    assert posterior_after(0.2, 0.8, 0.1, 2) == pytest.approx(0.941176, abs=5e-7)


def test_without_a_report_nothing_changes() -> None:
    assert posterior_after(0.2, 0.8, 0.1, 0) == pytest.approx(0.2)


def test_limits() -> None:
    assert posterior(0.2, 0.8, 0) == 1
    assert posterior(0, 0.8, 0.1) == 0
    assert posterior(1, 0.8, 0.1) == 1
    assert posterior(0.4, 0, 0.1) == 0


@given(share, share, share, st.integers(0, 6))
def test_it_is_a_probability(prior: float, hit: float, false: float, sources: int) -> None:
    assert 0 <= posterior_after(prior, hit, false, sources) <= 1


@given(share, share, share, st.integers(0, 5))
def test_a_telling_report_never_makes_less_sure(
    prior: float, hit: float, false: float, sources: int
) -> None:
    assume(hit > false)
    before = posterior_after(prior, hit, false, sources)
    assert posterior_after(prior, hit, false, sources + 1) >= before - 1e-12


@given(share, share, share)
def test_two_sources_are_two_steps(prior: float, hit: float, false: float) -> None:
    twice = posterior(posterior(prior, hit, false), hit, false)
    assert posterior_after(prior, hit, false, 2) == pytest.approx(twice)


@given(share, share, share)
def test_claim_and_denial_are_symmetric(prior: float, hit: float, false: float) -> None:
    assert posterior(prior, hit, false) == pytest.approx(1 - posterior(1 - prior, false, hit))


def test_it_agrees_with_a_count_of_simulated_claims() -> None:
    chance, prior, hit, false = random.Random(2), 0.2, 0.8, 0.1
    true_and_reported = reported = 0
    for _ in range(100_000):
        true = chance.random() < prior
        if chance.random() < (hit if true else false):
            reported += 1
            true_and_reported += true
    # Standard error: the square root of p(1-p)/reported, about .003.
    assert true_and_reported / reported == pytest.approx(posterior(prior, hit, false), abs=0.012)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1.2, 0.8, 0.1, 1), "^prior must be from 0 to 1"),
        ((0.2, -0.8, 0.1, 1), "^hit_rate must be from 0 to 1"),
        ((0.2, 0.8, 1.1, 1), "^false_alarm_rate must be from 0 to 1"),
        ((0.2, 0.8, 0.1, -1), "^sources must be at least 0"),
        ((0.2, 0, 0, 1), "no such report could occur"),
    ],
)
def test_bad_input_is_refused_in_words(values: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        posterior_after(*values)


def test_a_clarification_multiplies_the_odds() -> None:
    before = posterior(0.1, 0.9, 0.2)
    assert before == pytest.approx(1 / 3)
    assert clarified(before, 1 / 4) == pytest.approx(1 / 9)


@given(share, share, share)
def test_a_clarification_is_bayes_rule(prior: float, hit: float, false: float) -> None:
    assert clarified(prior, hit / false) == pytest.approx(posterior(prior, hit, false))


def test_bad_input_to_a_clarification_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="probability must be from 0 to 1"):
        clarified(1.5, 1)
    with pytest.raises(ValueError, match="likelihood_ratio must be greater than 0"):
        clarified(0.5, 0)
