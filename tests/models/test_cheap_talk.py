"""Cheap talk: Crawford and Sobel (1982)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.cheap_talk import boundaries, messages

bias = st.floats(0.002, 1)


def test_crawford_and_sobel_1982() -> None:
    assert messages(0.05) == 3
    assert messages(0.3) == 1
    assert messages(0.25) == 1, "at a quarter words carry nothing"
    assert messages(0.2499) == 2


@given(bias)
def test_it_is_the_most_that_fit(value: float) -> None:
    # A partition into n intervals exists if and only if 2 n (n - 1) b < 1.
    count = messages(value)
    assert 2 * count * (count - 1) * value < 1 + 1e-6
    assert 2 * count * (count + 1) * value >= 1 - 1e-6


@given(bias)
def test_who_stands_on_a_boundary_does_not_care_which_message_to_send(value: float) -> None:
    ends = boundaries(value)
    assert ends[0] == 0 and ends[-1] == 1 and ends == sorted(ends)
    means = [(low + high) / 2 for low, high in pairwise(ends)]
    for end, (low, high) in zip(ends[1:-1], pairwise(means), strict=True):
        assert abs(end + value - low) == pytest.approx(abs(end + value - high), abs=1e-9)


def test_bad_input_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="bias must be above 0 up to 1"):
        messages(0)
