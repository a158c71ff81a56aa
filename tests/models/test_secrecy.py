"""Keeping a secret, and the formula of Grimes (2016)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.secrecy import (
    LEAK_RATE,
    exposure_probability,
    grimes_exposure_probability,
    years_to_exposure,
)


@pytest.mark.parametrize(
    ("people", "years"), [(411_000, 3.68), (405_000, 3.70), (736_000, 3.15), (714_000, 3.17)]
)
def test_grimes_2016_table_2(people: int, years: float) -> None:
    assert grimes_exposure_probability(years, people) == pytest.approx(0.95, abs=5e-4)


def test_two_hundred_who_each_tell_with_ten_percent_a_year_keep_nothing() -> None:
    assert exposure_probability(1, 200, 0.1) == pytest.approx(1 - 0.9**200)
    assert exposure_probability(1, 200, 0.1) > 0.999999
    assert grimes_exposure_probability(1, 200, 0.1) == pytest.approx(0.632, abs=5e-4)


@given(st.floats(0, 3), st.integers(0, 10))
def test_both_formulas_agree_while_few_leaks_are_expected(years: float, people: int) -> None:
    theirs = grimes_exposure_probability(years, people, LEAK_RATE)
    assert exposure_probability(years, people, LEAK_RATE) == pytest.approx(theirs, rel=1e-3)


@given(st.floats(0, 100), st.integers(0, 1_000_000))
def test_it_is_a_probability_that_grows(years: float, people: int) -> None:
    found = exposure_probability(years, people)
    assert 0 <= found <= 1
    assert exposure_probability(years + 1, people) >= found
    assert exposure_probability(years, people + 1000) >= found


@given(st.integers(100, 1_000_000), st.floats(0.1, 0.99))
def test_years_and_probability_undo_each_other(people: int, sure: float) -> None:
    years = years_to_exposure(people, sure=sure)
    assert exposure_probability(years, people) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: exposure_probability(-1, 10), "years must be at least 0"),
        (lambda: exposure_probability(1, -1), "people must be at least 0"),
        (lambda: exposure_probability(1, 1, 2), "leak_rate must be from 0 to 1"),
        (lambda: grimes_exposure_probability(-1, 10), "years must be at least 0"),
        (lambda: years_to_exposure(0), "people must be at least 1"),
        (lambda: years_to_exposure(10, 0), r"leak_rate must be above 0 up to 0\.9999"),
        (lambda: years_to_exposure(10, sure=1), r"sure must be from 0 to 0\.9999"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
