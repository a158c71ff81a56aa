"""Parallel tracks: derived numbers and simulated talks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.parallel_tracks import (
    deal_before_leak,
    deal_on_either_track,
    deal_on_front_track,
)

rate = st.floats(0, 0.1)
days = st.floats(0, 365)


def test_numbers_as_derived() -> None:
    assert deal_before_leak(0.01, 0.005, 90) == pytest.approx(0.493840, abs=5e-7)
    assert deal_on_front_track(0.005, 90) == pytest.approx(0.362372, abs=5e-7)
    found = deal_on_either_track(0.005, 0.01, 0.005, 0.2, 90)
    assert found == pytest.approx(0.637693, abs=5e-7)
    leaky = deal_on_either_track(0.005, 0.01, 0.05, 0.2, 90)
    assert leaky == pytest.approx(0.285361, abs=5e-7)
    assert leaky < deal_on_front_track(0.005, 90), "worse than no back channel"


@given(rate, rate, rate, st.floats(0, 2), days)
def test_it_is_a_probability(
    front: float, back: float, leak: float, after: float, time: float
) -> None:
    assert -1e-6 <= deal_on_either_track(front, back, leak, after, time) <= 1 + 1e-6
    assert 0 <= deal_before_leak(back, leak, time) <= 1


@given(rate, rate, days)
def test_limits(front: float, back: float, time: float) -> None:
    without_leaks = deal_on_either_track(front, back, 0, 0.2, time)
    assert without_leaks == pytest.approx(deal_on_front_track(front + back, time), abs=1e-6)
    harmless = deal_on_either_track(front, 0, 0.03, 1, time)
    assert harmless == pytest.approx(deal_on_front_track(front, time), abs=1e-6)


@given(rate, rate, rate, days)
def test_leaks_that_slow_the_talks_never_help(
    front: float, back: float, leak: float, time: float
) -> None:
    more = deal_on_either_track(front, back, leak + 0.01, 0.2, time)
    assert more <= deal_on_either_track(front, back, leak, 0.2, time) + 1e-6


def test_where_the_rates_after_and_before_a_leak_agree_nothing_breaks() -> None:
    # front + back + leak equals after * front here, where the formula divides 0 by 0.
    found = deal_on_either_track(0.01, 0.01, 0.01, 3, 90)
    near = deal_on_either_track(0.01, 0.01, 0.01, 3.0001, 90)
    assert found == pytest.approx(near, abs=1e-4)


def test_it_agrees_with_simulated_talks() -> None:
    chance, deals, count = random.Random(10), 0, 50_000
    for _ in range(count):
        deal, leak = chance.expovariate(0.015), chance.expovariate(0.02)
        if deal < leak:
            deals += deal <= 90
        else:
            deals += leak + chance.expovariate(0.005 * 0.2) <= 90
    expected = deal_on_either_track(0.005, 0.01, 0.02, 0.2, 90)
    assert deals / count == pytest.approx(expected, abs=0.01)  # standard error about .002


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((-1, 0, 0, 0, 1), "front_rate must be at least 0"),
        ((0, -1, 0, 0, 1), "back_rate must be at least 0"),
        ((0, 0, -1, 0, 1), "leak_rate must be at least 0"),
        ((0, 0, 0, -1, 1), "after_leak must be at least 0"),
        ((0, 0, 0, 0, -1), "days must be at least 0"),
    ],
)
def test_bad_input_is_refused_in_words(values: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        deal_on_either_track(*values)


def test_bad_input_to_a_single_track_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="deal_rate must be at least 0"):
        deal_before_leak(-1, 0, 1)
