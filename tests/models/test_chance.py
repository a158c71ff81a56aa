"""Chance: O'Neill's published numbers, draws that are even, and words for bad input."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.chance import Chance

DRAWS = 20_000

HALF: Any = 0.5
TEXT: Any = "6"


def chi_square(counts: Counter[int], expected: dict[int, float]) -> float:
    """Return Pearson's statistic of counts against what was expected of each value."""
    assert set(counts) <= set(expected)
    return sum((counts[value] - mean) ** 2 / mean for value, mean in expected.items())


def test_the_numbers_are_those_of_the_reference_implementation() -> None:
    # The first round of pcg32-demo (https://www.pcg-random.org/using-pcg-c-basic.html).
    chance = Chance(42)
    assert [chance.bits() for _ in range(6)] == [
        0xA15C02B7, 0x7B47F409, 0xBA1D3330, 0x83D2F293, 0xBFA4784B, 0xCBED606E,
    ]  # fmt: skip
    coins = "".join("TH"[chance.below(2)] for _ in range(65))
    assert coins == "HHTTTHTHHHTHTTTHHHHHTTTHHHTHTHTHTTHTTTHHHHHHTTTTHHTTTTTHTTTTTTTHT"
    rolls = " ".join(str(chance.below(6) + 1) for _ in range(33))
    assert rolls == "3 4 1 1 2 2 3 2 4 3 2 4 3 3 5 2 3 1 3 1 5 1 4 1 5 6 4 6 6 2 6 3 3"


def test_the_first_draws_of_every_kind() -> None:
    # Exact, so that no interpreter and no later hand changes the runs that readers know.
    chance = Chance(1)
    assert [chance.share() for _ in range(3)] == [
        0.6071146524045616, 0.04763771779835224, 0.8070064147468656,
    ]  # fmt: skip
    assert [chance.below(100) for _ in range(8)] == [44, 82, 47, 56, 97, 76, 65, 8]
    assert "".join(chance.choice("CD") for _ in range(8)) == "CCCCCDCD"
    assert [chance.poisson(1.5) for _ in range(8)] == [4, 1, 1, 1, 0, 1, 1, 2]
    assert [chance.poisson(250) for _ in range(3)] == [257, 269, 246]


@given(st.integers(0, 2**64 - 1))
def test_a_seed_decides_every_draw_and_shares_stay_below_one(seed: int) -> None:
    first, again = Chance(seed), Chance(seed)
    for _ in range(5):
        share = first.share()
        assert share == again.share()
        assert 0 <= share < 1


def test_the_largest_draw_is_a_share_below_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chance, "bits", lambda _: 2**32 - 1)
    assert Chance(1).share() < 1
    for mean in (0, 0.1, 2, 99.9):
        assert Chance(1).poisson(mean) < 200


def test_draws_that_would_not_divide_evenly_are_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance, bound = Chance(1), 2**31 + 1  # leaves 2**31 - 1 of all draws over
    draws = iter([0, 2**31 - 2, 2**31 - 1])
    monkeypatch.setattr(chance, "bits", lambda: next(draws))
    assert chance.below(bound) == 2**31 - 1
    assert next(draws, None) is None


# Bounds of the tests below: the value that Pearson's statistic exceeds once in a thousand times.


def test_shares_fall_evenly_into_a_hundred_classes() -> None:
    chance = Chance(3)
    counts = Counter(int(chance.share() * 100) for _ in range(DRAWS))
    assert chi_square(counts, dict.fromkeys(range(100), DRAWS / 100)) < 148.2


def test_pairs_of_shares_fall_evenly_into_a_square() -> None:
    chance = Chance(4)
    counts = Counter(int(chance.share() * 10) * 10 + int(chance.share() * 10) for _ in range(DRAWS))
    assert chi_square(counts, dict.fromkeys(range(100), DRAWS / 100)) < 148.2


def test_the_first_shares_of_neighbouring_seeds_are_even() -> None:
    counts = Counter(int(Chance(seed).share() * 10) for seed in range(1, 1001))
    assert chi_square(counts, dict.fromkeys(range(10), 100.0)) < 27.9


def test_whole_numbers_and_choices_are_even() -> None:
    chance = Chance(5)
    counts = Counter(chance.below(7) for _ in range(DRAWS))
    assert chi_square(counts, dict.fromkeys(range(7), DRAWS / 7)) < 22.5
    counts = Counter(chance.choice([10, 20, 30]) for _ in range(DRAWS))
    assert chi_square(counts, dict.fromkeys((10, 20, 30), DRAWS / 3)) < 13.8


@pytest.mark.parametrize("mean", [0.3, 1.2, 4])
def test_poisson_draws_are_as_frequent_as_the_formula_says(mean: float) -> None:
    chance, last = Chance(6), 2 + round(2 * mean)  # the last class holds all that is larger
    counts = Counter(min(chance.poisson(mean), last) for _ in range(DRAWS))
    formula = {k: math.exp(-mean) * mean**k / math.factorial(k) for k in range(last)}
    formula[last] = 1 - sum(formula.values())
    expected = {k: DRAWS * share for k, share in formula.items()}
    assert chi_square(counts, expected) < 29.6  # at most 11 classes


def test_large_poisson_means_keep_mean_and_variance() -> None:
    chance = Chance(7)
    drawn = [chance.poisson(250) for _ in range(4000)]
    mean = sum(drawn) / len(drawn)
    assert mean == pytest.approx(250, abs=1)  # standard error .25
    variance = sum((each - mean) ** 2 for each in drawn) / len(drawn)
    assert variance == pytest.approx(250, abs=23)  # standard error 5.6
    assert chance.poisson(0) == 0


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: Chance(-1), ValueError, "seed must be from 0 to 18446744073709551615, not -1"),
        (lambda: Chance(2**64), ValueError, "seed must be from 0"),
        (lambda: Chance(HALF), TypeError, r"seed must be a whole number, not 0\.5"),
        (lambda: Chance(True), TypeError, "seed must be a whole number, not True"),
        (lambda: Chance(1).below(0), ValueError, "bound must be from 1 to 4294967296, not 0"),
        (lambda: Chance(1).below(2**32 + 1), ValueError, "bound must be from 1"),
        (lambda: Chance(1).below(TEXT), TypeError, "bound must be a whole number"),
        (lambda: Chance(1).choice([]), ValueError, "items must hold one item or more"),
        (lambda: Chance(1).poisson(-1), ValueError, "mean must be from 0 to 1e"),
        (lambda: Chance(1).poisson(math.inf), ValueError, "mean must be from 0 to 1e"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()  # type: ignore[operator]
