"""The echo: a side that does what you did last, and two slips that nobody wanted."""

from __future__ import annotations

from itertools import pairwise

from backchannel.moves import echo, show


def test_basalt_does_what_was_done_last_but_for_one_slip() -> None:
    for seed in range(50):
        run = echo.weeks(seed, echo.rule(0))
        wrong = [week for last, week in pairwise(run) if week.theirs != last.own]
        assert wrong == [week for week in run if week.their_slip]
        assert len(wrong) == 1


def test_in_kind_one_slip_each_makes_a_feud_and_restraint_ends_it() -> None:
    kind, spare, never, double = (both for both, _ in echo._counts())
    assert 3 == never < spare < kind < double
    for seed in range(50):
        shots = [week.own + week.theirs for week in echo.weeks(seed, echo.rule(0))]
        first = next(number for number, count in enumerate(shots) if count)
        assert all(shots[first:]), "no quiet week any more"


def test_against_one_that_always_fires_restraint_leaves_all_unanswered() -> None:
    assert [spared for _, spared in echo._counts()] == [1, 1 + 11 / 3, 12, 1]


def test_the_slips_are_told_at_the_end_alone() -> None:
    for choices in ([0] * 5, [0] * 11):
        view = show("echo", 3, choices)
        assert "slip" not in view.said + view.marks
    over = show("echo", 3, [0] * 12)
    assert over.marks.count('class="slip"') == over.marks.count('class="own slip"') == 1


def test_who_asks_is_told_what_it_was() -> None:
    seed = 3
    choices = [0] * 12 + [0]
    while "Basalt fires" not in show("echo", seed, choices).said:
        choices.append(echo.HOLD)
    asked = show("echo", seed, [*choices, echo.ASK])
    assert asked.said.startswith("They answer: nobody ordered it.")
    assert len(asked.choices) == 2, "once"


def test_the_chart_opens_at_how_much_the_reader_let_pass() -> None:
    assert show("echo", 3, [0] * 12).values["forgiving"] == 1
    assert show("echo", 3, [1] * 12).values["forgiving"] == 0
