"""How ranges are checked, and arithmetic that expressions understand."""

from __future__ import annotations

import math

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.quantity import (
    exp,
    expected_time,
    maximum,
    minimum,
    probability_by,
    require,
    shown,
)

numbers = st.floats(-1e6, 1e6)


@pytest.mark.parametrize("value", [0, 0.5, 1, True + 0])
def test_a_value_in_range_passes(value: float) -> None:
    require("prior", value, 0, 1)


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan, math.inf, -math.inf])
def test_a_value_out_of_range_is_named_with_its_range(value: float) -> None:
    with pytest.raises(ValueError, match=r"^prior must be from 0 to 1, not "):
        require("prior", value, 0, 1)


@pytest.mark.parametrize(
    ("low", "high", "above", "said"),
    [
        (0, math.inf, True, "greater than 0"),
        (0, math.inf, False, "at least 0"),
        (0, 1, True, "above 0 up to 1"),
    ],
)
def test_the_message_says_whether_the_end_is_allowed(
    low: float, high: float, above: bool, said: str
) -> None:
    with pytest.raises(ValueError, match=f"cost must be {said}, not -1"):
        require("cost", -1, low, high, above_low=above)


def test_an_open_end_is_refused_itself() -> None:
    with pytest.raises(ValueError, match="greater than 0, not 0"):
        require("cost", 0, 0, above_low=True)


@pytest.mark.parametrize("value", ["0.5", None, True])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="prior must be a number"):
        require("prior", value, 0, 1)


def test_an_expression_is_left_to_its_slider() -> None:
    require("prior", alt.param(name="prior"), 0, 1)


@given(numbers, numbers)
def test_minimum_is_the_smaller(first: float, second: float) -> None:
    assert minimum(first, second) == min(first, second)


def test_minimum_of_expressions_is_arithmetic() -> None:
    formula = minimum(1, alt.param(name="x"))._to_expr()
    assert formula == "(((1 + x) - abs((1 - x))) / 2)"


@given(numbers, numbers)
def test_maximum_is_the_larger(first: float, second: float) -> None:
    assert maximum(first, second) == max(first, second)


def test_powers_of_e_and_steady_rates() -> None:
    assert exp(1) == math.e
    assert exp(alt.param(name="x"))._to_expr() == f"pow({math.e},x)"
    assert probability_by(0.5, 2) == pytest.approx(1 - math.exp(-1))
    assert expected_time(0.5, 2) == pytest.approx((1 - math.exp(-1)) / 0.5)
    assert expected_time(0, 2) == pytest.approx(2, abs=1e-7)
    assert "1e-09" in expected_time(alt.param(name="x"), 2)._to_expr()


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (2.25, 1, "2.3"),  # where Python's own rounding gives 2.2
        (2.5, 0, "3"),
        (-0.04, 1, "0.0"),
        (-1.25, 1, "\u22121.3"),
        (7.006, 2, "7.01"),
    ],
)
def test_a_number_is_shown_alike_everywhere(value: float, digits: int, said: str) -> None:
    assert shown(value, digits) == said
