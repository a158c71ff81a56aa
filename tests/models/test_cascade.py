"""Incident cascades: derived numbers and simulated cascades."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.cascade import (
    cascade,
    end_probability,
    expected_wave_size,
    mean_offspring,
    mean_size,
    share_to_settle,
)
from backchannel.models.chance import Chance


def test_numbers_as_derived() -> None:
    assert mean_size(0.8, 0) == pytest.approx(5)
    assert end_probability(1.5, 0) == pytest.approx(0.417188, abs=5e-7)
    assert share_to_settle(1.5) == pytest.approx(1 / 3)
    assert mean_offspring(1.5, 0.4) == pytest.approx(0.9)


@given(st.floats(0, 5), st.floats(0, 1))
def test_the_end_is_a_fixed_point_and_certain_below_one(triggered: float, settled: float) -> None:
    mean, found = mean_offspring(triggered, settled), end_probability(triggered, settled)
    assert 0 < found <= 1
    assert (found == 1) or mean > 1
    # Close to a mean of 1 repetition creeps, so that the equation holds only nearly.
    assert exp(mean * (found - 1)) == pytest.approx(found, abs=1e-7)


@given(st.floats(1.1, 5), st.floats(0, 0.9))
def test_settling_more_never_makes_an_end_less_likely(triggered: float, settled: float) -> None:
    assert end_probability(triggered, settled + 0.1) >= end_probability(triggered, settled) - 1e-9


def test_it_agrees_with_simulated_cascades() -> None:
    chance = Chance(6)
    sizes = [sum(cascade(0.8, 0, 10_000, chance)) for _ in range(10_000)]
    assert sum(sizes) / len(sizes) == pytest.approx(5, abs=0.35)  # standard error about .09
    ends = sum(sum(cascade(1.5, 0, 300, chance)) < 300 for _ in range(3000))
    assert ends / 3000 == pytest.approx(end_probability(1.5, 0), abs=0.04)
    assert sum(cascade(3, 0.9, 10_000, chance)) < 10_000


def test_a_cascade_begins_with_one_and_stops_at_its_limit() -> None:
    waves = cascade(3, 0, 20, Chance(1))
    assert waves[0] == 1
    assert sum(waves) <= 20
    assert cascade(0, 0, 20, Chance(1)) == [1]
    assert cascade(3, 0, 1, Chance(1)) == [1]
    assert waves == cascade(3, 0, 20, Chance(1))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: mean_offspring(-1, 0), "triggered must be at least 0"),
        (lambda: mean_offspring(1, 1.5), "settled must be from 0 to 1"),
        (lambda: mean_size(1.5, 0), "need not end and has no mean"),
        (lambda: share_to_settle(0), "triggered must be greater than 0"),
        (lambda: cascade(1, 0, 0, Chance(1)), "limit must be at least 1"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]


@given(st.floats(0, 3), st.floats(0, 1), st.integers(0, 8))
def test_waves_follow_each_other(triggered: float, settled: float, wave: int) -> None:
    later = expected_wave_size(triggered, settled, wave + 1)
    now = expected_wave_size(triggered, settled, wave)
    assert later == pytest.approx(now * mean_offspring(triggered, settled))
    assert expected_wave_size(triggered, settled, 0) == 1


def test_the_waves_add_up_to_the_mean_size() -> None:
    total = sum(expected_wave_size(0.8, 0.25, wave) for wave in range(200))
    assert total == pytest.approx(mean_size(0.8, 0.25))
