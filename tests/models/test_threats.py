"""Threats in private or in public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.threats import belief_needed, yields

share = st.floats(0, 1)


def test_numbers_as_derived() -> None:
    assert yields(0.4, 0.3, 0, 1)
    assert not yields(0.55, 0.3, 0.3, 1)


def test_kurizaki_2007_a_private_threat_of_limited_credibility_does_as_much() -> None:
    fully_believed_in_public = yields(1, 0.3, 0.3, 1)
    half_believed_in_private = yields(0.5, 0.3, 0, 1)
    assert fully_believed_in_public and half_believed_in_private


@given(share, share, share, st.floats(0.1, 5))
def test_who_yields_in_public_would_yield_in_private(
    belief: float, loss: float, audience: float, war: float
) -> None:
    assert yields(belief, loss, 0, war) or not yields(belief, loss, audience, war)
    assert belief_needed(loss, audience, war) >= belief_needed(loss, 0, war)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1.1, 0, 0, 1), "belief must be from 0 to 1"),
        ((0.5, -1, 0, 1), "concession_loss must be at least 0"),
        ((0.5, 0, -1, 1), "audience_cost must be at least 0"),
        ((0.5, 0, 0, 0), "war_loss must be greater than 0"),
    ],
)
def test_bad_input_is_refused_in_words(values: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        yields(*values)
