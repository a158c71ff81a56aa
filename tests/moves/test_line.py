"""The line: two kinds that nobody tells apart by their flashes, and a question that does."""

from __future__ import annotations

import pytest

from backchannel.models.chance import Chance
from backchannel.moves import line, show


def run(quiet: bool, choice: int, seed: int = 3) -> list[line.Week]:
    """Return twelve weeks of somebody who always answers alike."""
    return line.weeks(quiet, line.luck(Chance(seed)), line.habit(choice))


def test_the_kind_that_wants_quiet_copies_a_shot_and_slips_first() -> None:
    assert [week.cause for week in run(True, line.FIRE)] == ["slip"] + ["echo"] * 11
    causes = [week.cause for week in run(True, line.PASS)]
    assert causes[0] == "slip"
    assert set(causes) <= {"slip", ""}


def test_the_kind_that_tests_rests_three_weeks_when_it_is_answered() -> None:
    fired = [bool(week.cause) for week in run(False, line.FIRE)]
    assert fired == [True, False, False, False] * 3
    assert all(week.cause == "order" for week in run(False, line.PASS))


def test_each_fixed_answer_goes_wrong_against_one_kind_and_asking_against_none() -> None:
    fire, let_pass, ask = line._counts()
    assert fire == [24, 6]
    assert let_pass == [pytest.approx(3.4, abs=0.3), 12]
    assert ask[0] <= 4
    assert ask[1] <= 8
    assert sum(ask) < sum(let_pass) < sum(fire)


def test_a_question_is_answered_truly_in_eighty_five_of_a_hundred() -> None:
    for quiet, truth in ((True, "slip"), (False, "order")):
        replies = [run(quiet, line.ASK, seed)[0].reply for seed in range(2000)]
        assert replies.count(truth) / 2000 == pytest.approx(line.CLEAR, abs=0.03)


@pytest.mark.parametrize("choice", [line.FIRE, line.PASS, line.ASK])
def test_every_reader_decides_three_times(choice: int) -> None:
    for seed in range(300):
        assert not show("line", seed, [choice] * 2).result
        assert show("line", seed, [choice] * 3).result


def test_half_of_the_readers_meet_each_kind_and_see_the_same_flash() -> None:
    kinds = ["wanted quiet" in show("line", seed, [0, 0, 0]).result for seed in range(400)]
    assert 160 <= sum(kinds) <= 240


def test_who_never_changes_the_answer_is_often_surprised() -> None:
    # The surprise: the other answer would have brought a quarter less of the shots.
    surprised = [
        line.shots(run(quiet, choice, seed)) > 1.3 * min(
            line.shots(run(quiet, other, seed)) for other in (line.FIRE, line.PASS)
        )
        for seed in range(50)
        for quiet in (True, False)
        for choice in (line.FIRE, line.PASS)
    ]  # fmt: skip
    assert sum(surprised) / len(surprised) >= 0.45
