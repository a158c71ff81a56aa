"""The demand: war comes of what one does not know, and there always was a better split."""

from __future__ import annotations

import pytest

from backchannel.models.bargaining import best_demand, expected_value, war_probability
from backchannel.models.chance import Chance
from backchannel.moves import demand, show


def test_others_fare_as_the_model_says() -> None:
    for step, (wars, brought) in zip(demand.STEPS, demand._found(), strict=True):
        asked = 0.5 + step / 100
        assert wars / demand.ROUNDS == pytest.approx(war_probability(asked, 0.5, 0.3), abs=0.006)
        assert brought / 100 == pytest.approx(expected_value(asked, 0.5, 0.1, 0.3), abs=0.003)
    assert best_demand(0.5, 0.1, 0.3) == pytest.approx(0.6)


def test_strength_changes_no_war_and_a_go_between_halves_them() -> None:
    even, strong, informed = demand._wars_of_others()
    assert even == strong == pytest.approx(5 / 3, abs=0.05)
    assert informed == pytest.approx(even / 2, abs=0.05)


def test_in_every_war_there_was_a_split_that_both_would_have_liked_better() -> None:
    chance = Chance(5)
    for _ in range(500):
        met = demand.Meeting(demand.EVEN, demand.cost(chance), 20)
        assert met.war == (met.asked > met.most)
        assert met.war_brings < met.most


def test_most_who_ask_for_sixty_see_a_war() -> None:
    runs = [show("demand", seed, [2] * 5).said for seed in range(200)]
    assert sum("no wars" not in said for said in runs) / 200 == pytest.approx(0.87, abs=0.07)


def test_what_the_go_between_says_is_true() -> None:
    choices = [2] * 5 + [0] + [2] * 5 + [0]
    for seed in range(40):
        before = show("demand", seed, choices)
        after = show("demand", seed, [*choices, 4])  # 70: taken only if war is dear
        if "less than 15" in before.said:
            assert after.said.startswith("They fight")
