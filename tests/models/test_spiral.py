"""The spiral: Richardson's equations and his line for 1909 to 1913."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backchannel.models.spiral import (
    equilibrium,
    fitted_line,
    growth_and_level,
    path,
    settles,
)

BUDGETS_1909_TO_1913 = [199.2, 204.8, 214.9, 238.7, 289.0]
"""France and Russia with Germany and Austria-Hungary, million pounds (Richardson 1960)."""

rate = st.floats(0.1, 2)


def test_numbers_as_defined() -> None:
    assert equilibrium(0.5, 0.5, 1, 1, 1, 1) == pytest.approx((2, 2))


def test_richardson_1960_slope_and_zero() -> None:
    slope, zero = fitted_line(growth_and_level(BUDGETS_1909_TO_1913))
    assert slope == pytest.approx(0.731, abs=5e-4)  # Richardson: .73
    assert zero == pytest.approx(194.9, abs=0.05)  # Richardson: 194


@given(rate, rate, rate, rate)
def test_the_equilibrium_is_where_nothing_moves(k: float, h: float, a: float, b: float) -> None:
    assume(abs(a * b - k * h) > 0.05)
    x, y = equilibrium(k, h, a, b, 1, 0.5)
    assert k * y - a * x + 1 == pytest.approx(0, abs=1e-6)
    assert h * x - b * y + 0.5 == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("misperception", "rests"), [(0, True), (0.9, True), (1, False)])
def test_a_race_settles_until_misperception_doubles_the_threat(
    misperception: float, rests: bool
) -> None:
    assert settles(0.5, 0.5, 1, 1, misperception) is rests
    seen = 0.5 * (1 + misperception)
    end = path((0, 0), (seen, 1, 1), (seen, 1, 1), 400)[-1][0]
    if rests:
        assert end == pytest.approx(equilibrium(seen, seen, 1, 1, 1, 1)[0], rel=1e-3)
    else:
        assert end > 300


def test_a_path_begins_where_it_is_told_to() -> None:
    steps = path((3, 4), (0.5, 1, 1), (0.5, 1, 1), 2, steps_a_year=10)
    assert steps[0] == (3, 4)
    assert len(steps) == 21


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: settles(-1, 1, 1, 1), "first_reaction must be at least 0"),
        (lambda: settles(1, 1, 1, 0), "second_fatigue must be greater than 0"),
        (lambda: settles(1, 1, 1, 1, -0.1), "misperception must be at least 0"),
        (lambda: equilibrium(1, 1, 1, 1, 0, 0), "balance exactly"),
        (lambda: path((0, 0), (1, 1, 1), (1, 1, 1), 0), "years must be greater than 0"),
        (lambda: growth_and_level([1]), "two figures or more"),
        (lambda: fitted_line([(1, 1), (2, 1)]), "must rise or fall"),
        (lambda: fitted_line([]), "must rise or fall"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
