"""Survival: the product-limit estimate, by hand and against complete counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.data import read_table
from backchannel.models.survival import median, survival

cases = st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=30)


def test_by_hand_as_kaplan_and_meier_1958() -> None:
    # Their example: deaths at 0.8, 3.1, 5.4, 9.2; losses at 1.0, 2.7, 7.0, 12.1.
    deaths = [(time, True) for time in (0.8, 3.1, 5.4, 9.2)]
    losses = [(time, False) for time in (1.0, 2.7, 7.0, 12.1)]
    shares = [share for _, share in survival(deaths + losses)]
    expected = [1, 7 / 8, 7 / 8 * 4 / 5, 7 / 8 * 4 / 5 * 3 / 4, 7 / 8 * 4 / 5 * 3 / 4 / 2]
    assert shares == pytest.approx(expected)
    assert median(survival(deaths + losses)) == 9.2


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_without_censoring_it_is_the_plain_share(times: list[int]) -> None:
    for at, share in survival([(time, True) for time in times])[1:]:
        assert share == pytest.approx(sum(time > at for time in times) / len(times))


@given(cases)
def test_it_never_rises_and_stays_a_share(found: list[tuple[int, bool]]) -> None:
    shares = [share for _, share in survival([*found])]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


def test_a_median_that_is_not_reached_is_none() -> None:
    assert median(survival([(5, False), (6, False), (1, True)])) is None


def test_bad_input_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="cases must hold one case or more"):
        survival([])
    with pytest.raises(ValueError, match="time must be at least 0"):
        survival([(-1, True)])


def test_how_long_the_channels_of_the_record_stayed_secret() -> None:
    # All were disclosed: the record cannot hold one that was not.
    kept: dict[str, list[int]] = {"talks": [], "messages": [], "meeting": []}
    for row in read_table("channels"):
        opened, disclosed = (date.fromisoformat(str(row[name])) for name in ("opened", "disclosed"))
        kept[str(row["kind"])].append((disclosed - opened).days)
    assert {kind: len(days) for kind, days in kept.items()} == {
        "talks": 9,
        "messages": 5,
        "meeting": 1,
    }
    assert median(survival([(days, True) for days in kept["talks"]])) == 404
    assert max(kept["messages"]) == 87
    assert sum(days > 365 for days in kept["talks"]) == 5
    assert not [days for days in kept["talks"] if 134 < days < 404]
