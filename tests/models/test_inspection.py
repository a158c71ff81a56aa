"""The inspection game."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.inspection import inspection_probability, violation_probability

stake = st.floats(0.1, 10)


def test_numbers_as_derived() -> None:
    assert inspection_probability(1, 4) == pytest.approx(0.2)
    assert violation_probability(0.5, 5) == pytest.approx(0.1)


@given(stake, stake)
def test_each_leaves_the_other_indifferent(first: float, second: float) -> None:
    inspect = inspection_probability(first, second)
    assert (1 - inspect) * first - inspect * second == pytest.approx(0, abs=1e-9)
    cost, harm = min(first, second), max(first, second)
    assert violation_probability(cost, harm) * harm == pytest.approx(cost)


@given(stake, stake)
def test_harsher_fines_cut_inspections_and_leave_violations_alone(gain: float, fine: float) -> None:
    assert inspection_probability(gain, fine + 1) < inspection_probability(gain, fine)
    assert violation_probability(7, 5) == 1, "inspections that cost more than they spare"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: inspection_probability(0, 1), "violation_gain must be greater than 0"),
        (lambda: inspection_probability(1, 0), "fine must be greater than 0"),
        (lambda: violation_probability(-1, 1), "inspection_cost must be at least 0"),
        (lambda: violation_probability(1, 0), "undetected_harm must be greater than 0"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
