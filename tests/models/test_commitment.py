"""Commitment: shifting power in two periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.commitment import fights_now, tolerable_rise

share = st.floats(0, 0.5)


def test_numbers_as_derived() -> None:
    assert tolerable_rise(0.2, 0.1, 0.1, 0.9) == pytest.approx(0.633333, abs=5e-7)
    assert not fights_now(0.2, 0.63, 0.1, 0.1, 0.9)
    assert fights_now(0.2, 0.64, 0.1, 0.1, 0.9)


@given(share, share, share, st.floats(0.1, 1), share)
def test_the_definition_and_the_threshold_agree(
    now: float, rising: float, declining: float, patience: float, rise: float
) -> None:
    later = now + rise
    loss_by_waiting = patience * (later - now) - (now + declining + patience * rising)
    if abs(loss_by_waiting) > 1e-9:
        assert fights_now(now, later, rising, declining, patience) == (loss_by_waiting > 0)


@given(share, share, share)
def test_dearer_wars_tolerate_more(now: float, rising: float, declining: float) -> None:
    base = tolerable_rise(now, rising, declining, 0.9)
    assert tolerable_rise(now, rising + 0.1, declining, 0.9) > base
    assert tolerable_rise(now, rising, declining + 0.1, 0.9) > base


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1.1, 0.5, 0, 0, 1), "win_now must be from 0 to 1"),
        ((0.1, 1.5, 0, 0, 1), "win_later must be from 0 to 1"),
        ((0.1, 0.5, -1, 0, 1), "rising_cost must be at least 0"),
        ((0.1, 0.5, 0, -1, 1), "declining_cost must be at least 0"),
        ((0.1, 0.5, 0, 0, 0), "patience must be above 0 up to 1"),
    ],
)
def test_bad_input_is_refused_in_words(values: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        fights_now(*values)
