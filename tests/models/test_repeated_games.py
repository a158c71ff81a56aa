"""Repeated games: exact play, exact long runs, and the axelrod library as a second opinion."""

from __future__ import annotations

import json
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.models.chance import Chance
from backchannel.models.repeated_games import (
    PAYOFFS,
    STRATEGIES,
    Strategy,
    best_forgiveness,
    cooperation,
    exploited_payoff,
    forgiving_cooperation,
    forgiving_payoff,
    generous_tit_for_tat,
    patience_needed,
    payoff,
    play,
    stationary,
    tournament,
)
from tests.models.record_axelrod import LONG, RECORD

AXELROD = json.loads(RECORD.read_text(encoding="utf-8"))
GRIM = STRATEGIES["grim"]
PURE = [name for name, rule in STRATEGIES.items() if {rule.first, *rule.after} <= {0, 1}]

errors = st.floats(0.001, 0.499)
shares = st.floats(0, 1)
strategies = st.builds(
    Strategy, st.just("any"), shares, st.tuples(shares, shares, shares, shares), st.just("here")
)


def played(first: str, second: str, moves: int = 8, error: float = 0) -> str:
    """Return a match as text, the first side above the second."""
    pairs = [*play(STRATEGIES[first], STRATEGIES[second], moves, error, Chance(1))]
    return "".join(a for a, _ in pairs) + " " + "".join(b for _, b in pairs)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("tit for tat", "always defect", "CDDDDDDD DDDDDDDD"),
        ("tit for tat", "tit for tat", "CCCCCCCC CCCCCCCC"),
        ("win-stay, lose-shift", "always defect", "CDCDCDCD DDDDDDDD"),
        ("win-stay, lose-shift", "always cooperate", "CCCCCCCC CCCCCCCC"),
        ("grim", "always defect", "CDDDDDDD DDDDDDDD"),
        ("always cooperate", "always defect", "CCCCCCCC DDDDDDDD"),
    ],
)
def test_exact_play(first: str, second: str, said: str) -> None:
    assert played(first, second) == said


def test_after_one_mistake_tit_for_tat_echoes_it_and_win_stay_lose_shift_mends_it() -> None:
    def after_a_slip(name: str) -> str:
        rule = STRATEGIES[name]
        slipped = Strategy(name, 0, rule.after, rule.source)  # its first move goes wrong
        pairs = [*play(slipped, rule, 6, 0, Chance(1))]
        return "".join(a for a, _ in pairs) + " " + "".join(b for _, b in pairs)

    assert after_a_slip("tit for tat") == "DCDCDC CDCDCD"
    assert after_a_slip("win-stay, lose-shift") == "DDCCCC CDCCCC"
    assert after_a_slip("grim") == "DDDDDD CDDDDD"


@pytest.mark.parametrize(("first", "second", "moves"), AXELROD["moves"])
def test_the_axelrod_library_plays_the_same(first: str, second: str, moves: str) -> None:
    assert played(first, second, 12) == moves


def test_the_record_of_the_axelrod_library_is_whole() -> None:
    assert {(first, second) for first, second, _ in AXELROD["moves"]} == {*product(PURE, PURE)}
    assert len(AXELROD["cooperation"]) == len(LONG)


def test_the_axelrod_library_has_the_same_rules_and_payoffs() -> None:
    for name, shares in AXELROD["after"].items():
        assert STRATEGIES[name].after == pytest.approx(shares)
    assert AXELROD["payoffs"] == [
        PAYOFFS[state][0] for state in (("C", "C"), ("D", "D"), ("C", "D"), ("D", "C"))
    ]


@pytest.mark.parametrize(("first", "second", "library"), AXELROD["cooperation"])
def test_long_runs_agree_with_long_matches_of_the_axelrod_library(
    first: str, second: str, library: float
) -> None:
    # Their noise flips moves as it does here; the standard error is below .01 for these pairs.
    own = cooperation(STRATEGIES[first], STRATEGIES[second], 0.05)
    assert own == pytest.approx(library, abs=0.03)


@given(st.floats(0.001, 0.499))
def test_tit_for_tat_cooperates_half_of_the_time_however_rare_mistakes_are(error: float) -> None:
    rule = STRATEGIES["tit for tat"]
    assert cooperation(rule, rule, error) == pytest.approx(0.5, abs=1e-9)
    assert payoff(rule, rule, error) == pytest.approx(2.25, abs=1e-9)


def test_molander_1985_and_nowak_and_sigmund_1992_forgive_a_third() -> None:
    assert best_forgiveness() == pytest.approx(1 / 3)


def test_numbers_as_derived() -> None:
    assert forgiving_cooperation(1 / 3, 0.01) == pytest.approx(0.971154, abs=5e-7)
    assert forgiving_payoff(1 / 3, 0.01) == pytest.approx(2.97032, abs=5e-6)
    assert forgiving_cooperation(1 / 3, 0.05) == pytest.approx(0.875)
    assert forgiving_payoff(1 / 3, 0.05) == pytest.approx(2.85937, abs=1e-5)
    rule = STRATEGIES["win-stay, lose-shift"]
    assert cooperation(rule, rule, 0.01) == pytest.approx(0.97060, abs=5e-6)


@given(shares, errors)
def test_closed_forms_are_the_markov_chain(forgiveness: float, error: float) -> None:
    rule, defector = generous_tit_for_tat(forgiveness), STRATEGIES["always defect"]
    assert forgiving_cooperation(forgiveness, error) == pytest.approx(
        cooperation(rule, rule, error)
    )
    assert forgiving_payoff(forgiveness, error) == pytest.approx(payoff(rule, rule, error))
    assert exploited_payoff(forgiveness, error) == pytest.approx(payoff(defector, rule, error))


@given(strategies, strategies, errors)
def test_long_run_shares_are_shares(first: Strategy, second: Strategy, error: float) -> None:
    found = stationary(first, second, error)
    assert sum(found) == pytest.approx(1)
    assert all(-1e-9 <= each <= 1 + 1e-9 for each in found)
    swapped = stationary(second, first, error)
    assert swapped == pytest.approx((found[0], found[2], found[1], found[3]), abs=1e-9)


def test_axelrod_1984_how_much_the_future_must_count() -> None:
    assert patience_needed("grim") == pytest.approx(1 / 2)
    assert patience_needed("tit for tat") == pytest.approx(2 / 3)
    for weight, holds in ((0.66, False), (0.67, True)):
        # Against tit for tat: cooperate always, defect always, or take turns, for ever.
        cooperate = 3 / (1 - weight)
        defect = 5 + weight / (1 - weight)
        alternate = 5 / (1 - weight**2)
        assert (cooperate >= max(defect, alternate)) is holds


def test_a_tournament_lets_all_meet_all_and_adds_up() -> None:
    names = ["tit for tat", "always defect", "random"]
    matches = [*tournament(names, 50, 0.02, Chance(1))]
    assert len(matches) == 6
    assert {(a, b) for a, b, _, _ in matches} >= {("tit for tat", "tit for tat")}
    assert all(0 <= score <= 5 for match in matches for score in match[2:])
    assert matches == [*tournament(names, 50, 0.02, Chance(1))]
    assert len([*islice(tournament(names, 50, 0, Chance(1)), 2)]) == 2


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: generous_tit_for_tat(1.2), "forgiveness must be from 0 to 1"),
        (lambda: Strategy("x", 2, (0, 0, 0, 0), ""), "first must be from 0 to 1"),
        (lambda: Strategy("x", 1, (0, 0, -1, 0), ""), "after DC must be from 0 to 1"),
        (lambda: stationary(GRIM, GRIM, 0), r"error must be above 0 up to 0\.5"),
        (lambda: forgiving_cooperation(0.5, 0.6), r"error must be above 0 up to 0\.5"),
        (lambda: exploited_payoff(2, 0.1), "forgiveness must be from 0 to 1"),
        (lambda: patience_needed("random"), 'strategy must be "grim" or "tit for tat"'),
        (lambda: [*tournament(["grim"], 5, 0, Chance(1))], "two strategies or more"),
        (lambda: [*tournament(["grim", "x"], 5, 0, Chance(1))], "'x' is no strategy here"),
        (lambda: [*play(GRIM, GRIM, 0, 0, Chance(1))], "moves must be"),
    ],
)
def test_bad_input_is_refused_in_words(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]
