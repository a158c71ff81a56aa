"""Alternating offers: Rubinstein (1982)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.alternating_offers import first_mover_share

patience = st.floats(0, 0.99)


def test_rubinstein_1982() -> None:
    assert first_mover_share(0.9, 0.9) == pytest.approx(0.526316, abs=5e-7)
    assert first_mover_share(0.9, 0.8) == pytest.approx(0.714286, abs=5e-7)


@given(patience)
def test_equal_patience_gives_one_over_one_plus_it(value: float) -> None:
    assert first_mover_share(value, value) == pytest.approx(1 / (1 + value))


@given(patience, patience)
def test_it_is_what_looking_back_from_a_late_last_round_gives(first: float, second: float) -> None:
    share = 1.0  # in the last round the proposer takes all
    for _ in range(2000):
        other = 1 - first * share  # the second side proposes a round earlier
        share = 1 - second * other
    assert share == pytest.approx(first_mover_share(first, second), abs=1e-9)


def test_bad_input_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"first_patience must be from 0 to 0\.999"):
        first_mover_share(1, 0.5)
    with pytest.raises(ValueError, match="second_patience"):
        first_mover_share(0.5, -0.1)
