"""Reassurance: which first steps separate the trustworthy from the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.reassurance import (
    largest_step,
    persuasive_steps,
    step_value,
    trust_needed,
)

stake = st.floats(0.1, 10)


def test_numbers_as_derived() -> None:
    assert trust_needed(4, 3, 2, 1) == pytest.approx(0.5)
    assert persuasive_steps(2, 1, 2, 2) == pytest.approx((0.5, 0.666667), abs=5e-7)


@given(stake, stake, stake, stake)
def test_only_the_trustworthy_would_take_a_persuasive_step(
    trusty_gain: float, trusty_risk: float, other_gain: float, other_risk: float
) -> None:
    low, high = persuasive_steps(trusty_gain, trusty_risk, other_gain, other_risk)
    step = (low + high) / 2
    if low < high:
        assert step_value(step, trusty_gain, trusty_risk) >= -1e-9
        assert step_value(step, other_gain, other_risk) <= 1e-9


@given(stake, stake)
def test_the_largest_step_is_worth_nothing(gain: float, risk: float) -> None:
    assert step_value(largest_step(gain, risk), gain, risk) == pytest.approx(0, abs=1e-9)
    assert step_value(0, gain, risk) == gain
    assert step_value(1, gain, risk) == -risk


@given(stake, stake)
def test_more_risk_allows_only_smaller_steps(gain: float, risk: float) -> None:
    assert 0 < largest_step(gain, risk + 1) < largest_step(gain, risk) < 1


@given(st.floats(0, 1))
def test_cooperation_pays_exactly_from_the_trust_needed(trust: float) -> None:
    reward, temptation, punishment, sucker = 4, 3, 2, 1
    cooperate = trust * reward + (1 - trust) * sucker
    defect = trust * temptation + (1 - trust) * punishment
    needed = trust_needed(reward, temptation, punishment, sucker)
    assert (cooperate >= defect) == (trust >= needed)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: trust_needed(3, 4, 2, 1), "reward > temptation > punishment > sucker"),
        (lambda: step_value(2, 1, 1), "step must be from 0 to 1"),
        (lambda: largest_step(0, 1), "gain must be greater than 0"),
        (lambda: largest_step(1, 0), "risk must be greater than 0"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
