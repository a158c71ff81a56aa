"""The moves of chapters 2, 3, 5, 6 and 7: what others met, and that it surprises."""

from __future__ import annotations

import pytest

from backchannel.models.chance import Chance
from backchannel.models.delegation import best_control
from backchannel.models.probing import expected_gain
from backchannel.models.secrecy import exposure_probability
from backchannel.moves import (
    desk,
    editor,
    gesture,
    inspector,
    leash,
    probe,
    show,
    spoiler,
    tables,
    threat,
)


def test_doubled_retaliation_makes_the_cheapest_leash_looser() -> None:
    before, after = zip(*leash._costs(), strict=True)
    assert before == (7, 5.875, 5.5, 5.875, 7)
    assert after == (8, 7.25, 8, 10.25, 14)
    for retaliation, costs in zip(leash.RETALIATION, (before, after), strict=True):
        best = best_control(leash.ROGUE, leash.DAMAGE, retaliation, leash.BY_CONTROL)
        assert leash.LENGTHS[costs.index(min(costs))] / 100 == pytest.approx(best)


def test_a_field_of_weeks_holds_both_kinds_of_acts() -> None:
    assert [leash.weeks(length) for length in (0, 50, 100)] == [(30, 10), (15, 25), (0, 70)]
    drawn = show("leash", 1, [2]).marks
    assert drawn.count('class="filled"') == 15
    assert drawn.count('class="ringed"') == 25


def test_what_one_says_of_the_leash_is_taken_up() -> None:
    said = show("leash", 1, [2, 2, 2, 0, 1, 1, 1]).result
    assert "became <b>looser</b>. You had said tighter." in said
    assert "So it is." in show("leash", 1, [2, 2, 2, 2, 1, 1, 1]).result


def test_papers_that_agree_are_the_less_sure_where_one_source_is_behind_them() -> None:
    one = [attack.ordered for attack in desk.ATTACKS if attack.sources == 1]
    assert sum(one) / len(one) == pytest.approx(desk.sureness(4, 1)) == pytest.approx(2 / 3)
    for attack in desk.ATTACKS:
        if attack.sources > 1:
            assert (desk.sureness(attack.papers, 4) > 0.95) == attack.ordered
    # Bayes' rule by hand: three of four speak, one does not.
    true, false = 0.2 * 0.8**3 * 0.2, 0.8 * 0.1**3 * 0.9
    assert desk.sureness(3, 4) == pytest.approx(true / (true + false))


def test_a_question_is_worth_most_where_the_papers_agree() -> None:
    worth = [right - desk.WRONG * wrong for right, wrong in desk._counts()]
    count, differ, agree, still = worth
    assert count == differ == 2
    assert agree > 2.5
    assert still == 0


def test_what_was_asked_is_answered_truly_and_three_times_alone() -> None:
    for seed in range(20):
        choices = [0]
        for attack in desk.drawn(Chance(seed)):
            before = show("desk", seed, choices)
            left = sum(choice == desk.ASK for choice in choices) < desk.QUESTIONS
            assert len(before.choices) == 3 + left
            if left:
                choices.append(desk.ASK)
                told = show("desk", seed, choices)
                assert ("<b>one</b>" in told.said) == (attack.sources == 1)
                assert len(told.choices) == 3
            choices.append(desk.OPEN)


def test_being_believed_is_half_of_a_threat() -> None:
    public, private, watchful = threat._counts()
    assert public < private < watchful
    assert watchful - private > 0.4
    for seed in range(200):
        crisis = threat.Crisis(Chance(seed))
        assert crisis.beliefs[0] < crisis.beliefs[1]
        assert crisis.works(threat.PRIVATE) == (crisis.beliefs[0] >= 30)
        assert crisis.works(threat.PUBLIC) == (crisis.beliefs[1] >= (65 if crisis.loud else 35))


def test_lines_are_crossed_and_gained_by_as_the_model_says() -> None:
    for step in probe.STEPS:
        met = [probe.Probe(Chance(seed).below(100), step) for seed in range(4000)]
        assert sum(each.crossed for each in met) / 4000 == pytest.approx(step / 100, abs=0.025)
        gained = sum(each.gain() for each in met) / 4000
        assert gained / 100 == pytest.approx(expected_gain(step / 100, probe.COST / 100), abs=0.03)


def test_who_goes_more_than_half_of_the_way_crosses_a_line_and_is_then_crossed_alike() -> None:
    crossed = 0
    for seed in range(200):
        gone = show("probe", seed, [2] * 5)
        crossed += "crossed <b>no lines" not in gone.said
        changed = show("probe", seed, [2] * 5 + [0])
        assert "Basalt goes to <b>60</b>: a crisis" in changed.said
    assert crossed >= 190
    judged = show("probe", 3, [0, 1, 1, 0, 1, 0, probe.MEANT, probe.BLIND, probe.MEANT])
    assert "Two crossings of Basalt's three you took for meant." in judged.result


def test_only_a_step_in_between_parts_the_kinds() -> None:
    rights, scores = zip(*gesture._found(), strict=True)
    assert rights == pytest.approx((3, 3.87, 6, 4.32, 3), abs=0.01)
    assert scores == pytest.approx((-3, -0.39, 6, 2.64, 0), abs=0.01)


def test_a_kind_takes_a_step_up_to_its_limit_alone() -> None:
    assert gesture.Meeting(True, 60, 55).taken
    assert not gesture.Meeting(False, 52, 55).taken
    for seed in range(100):
        honest, limit = gesture.government(Chance(seed))
        low, high = gesture.HONEST if honest else gesture.CHEAT
        assert low <= limit <= high


def test_an_honest_side_that_is_asked_for_almost_everything_looks_like_a_cheat() -> None:
    # Whoever asks six governments for almost everything, and signs with none, leaves the honest.
    choices = [4, gesture.LEAVE] * gesture.ROUNDS
    asked = show("gesture", 5, [*choices, 0])
    assert f"<b>{gesture.ASKED} of 100</b>" in asked.said
    honest = [gesture.government(chance)[0] for chance in [Chance(5)] for _ in range(6)]
    refused = show("gesture", 5, [*choices, 0, gesture.REFUSE])
    assert "to them you look like one" in refused.said
    left = ("no", "one", "two", "three", "four", "five", "six")[sum(honest)]
    assert f"You yourself left {left} honest government" in refused.result


def test_a_second_table_helps_while_few_know_and_harms_when_many_do() -> None:
    few, ministry, committee, party, alone = tables._counts()
    assert few > ministry > committee > alone > party
    assert [few, alone] == pytest.approx([69.6, 36.2], abs=0.1)


def test_talks_day_by_day_come_out_as_the_model_says() -> None:
    chance = Chance(4)
    for leaks, expected in zip(tables.LEAKS, tables._counts(), strict=False):
        runs = [
            tables.Talks([chance.share() for _ in range(tables.DAYS)], True, leaks)
            for _ in range(1500)
        ]
        deals = 100 * sum(run.ended > 0 for run in runs) / len(runs)
        assert deals == pytest.approx(expected, abs=4)


def test_no_way_of_editing_wins_everywhere_and_a_denial_tells_nothing() -> None:
    printed, held, second, both = editor._counts()
    assert printed == [3, 2, 0]
    assert held[:2] == [0, 0]
    assert both[1] == printed[1] > 2 * second[1] > 0
    assert printed[0] > second[0] > both[0] > 0
    assert held[2] > both[2] > second[2] > 0
    for seed in range(20):
        for number in range(len(editor.TRUTHS)):
            told = editor.stories(Chance(seed))[number]
            told.week(editor.BOTH)
            assert told.words().startswith("Both governments deny it.")


def test_stories_come_out_elsewhere_as_the_model_of_the_secret_says() -> None:
    for choice in (editor.HOLD, editor.SECOND, editor.BOTH):
        chance, out = Chance(choice), 0
        for _ in range(3000):
            story = editor.Story(True, [chance.share() for _ in range(2 * editor.WEEKS)])
            story.week(choice)
            out += story.end == editor.ELSEWHERE
        know = editor.KNOW + editor.MORE[choice]
        assert out / 3000 == pytest.approx(exposure_probability(1, know, editor.TELL), abs=0.03)


def test_the_strong_partner_is_suspected_most_and_who_goes_on_with_it_is_deceived() -> None:
    strong, weak, on, stop = spoiler._counts()
    assert spoiler.trust(spoiler.STRONG) < spoiler.trust(spoiler.WEAK)
    expected = [3 * spoiler.trust(spoiler.STRONG), 3 * (1 - spoiler.trust(spoiler.STRONG))]
    assert strong[:2] == pytest.approx(expected, abs=0.15)
    assert weak[0] > 3 * strong[0]
    assert weak[1] < strong[1] < on[1]
    assert stop == [0, 0, pytest.approx(on[0])]


@pytest.mark.parametrize(("said", "end"), [(spoiler.WEAK, "go on"), (spoiler.STRONG, "stop")])
def test_who_says_what_is_beyond_control_is_believed_afterwards(said: int, end: str) -> None:
    changed = show("spoiler", 1, [0] * (spoiler.PARTNERS + 2) + [said])
    assert f"They {end}: trust in you fell from 60 to" in changed.said
    assert changed.values["if_sincere"] == spoiler.SUFFERS[said]


def test_a_higher_fine_is_paid_for_by_looking_away() -> None:
    (visits, violations), (fewer, more), (kept, none) = inspector._counts()
    assert visits > 3 * fewer
    assert more > 1.15 * violations
    assert (kept, none) == (12, 0)


def test_a_deal_that_a_second_table_cost_is_named() -> None:
    lost = tables.Talks([0.999] + [0.5] * 9 + [tables.FRONT / 2] + [0.5] * 79, True, 0.01)
    assert lost.words() == (
        "Day 1: it leaks, and the open talks slow down. Day 90: no deal. The open talks alone "
        "would have had one on day 11."
    )


def test_visits_find_what_they_meet_and_hide_the_rest() -> None:
    draws = [0.0] * 4 + [0.4, 0.3, 0.2, 0.1]
    month = inspector.month_after([], 3, 4, draws)
    assert (month.violated, month.found) == (4, 3)
    assert inspector.month_after([], 0, 4, draws).found == 0


def test_most_readers_who_follow_their_finds_see_more_violations_under_the_higher_fine() -> None:
    chance, worse = Chance(8), 0
    for _ in range(200):
        low, high = (
            sum(each.violated for each in inspector._year(fine, chance)) for fine in (4, 16)
        )
        worse += high > low
    assert worse / 200 >= 0.7
