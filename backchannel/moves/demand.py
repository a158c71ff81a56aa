"""The demand: ask for a share, and be taken at your word or fought.

Five opponents, one demand each; then five against whom the reader is much stronger; then five
with a go-between, who halves what the reader does not know. After each, what the opponent would
have taken is shown beside the demand: in every war there was a split that both would have
preferred.

Simpler than its model (``bargaining``) in that demands go in steps of five; the model is simpler
than the world in that war ends the quarrel and everybody knows who would win it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, in_words, once, paragraphs, ranges

ROUNDS = 5
STEPS = (0, 5, 10, 15, 20)
"""What a demand asks for beyond the balance of strength, of 100."""

OWN_COST = 10
MOST = 30
"""War costs the other side anything from nothing up to this."""

OTHERS = 200

EVEN, STRONG, INFORMED = range(3)
STRENGTH = (50, 80, 50)
SERIES = ("at even strength", "much stronger", "with a go-between")
GO_ON = ("<b>Five more</b>: you have become much stronger", "<b>Five more</b>: with a go-between")


class Meeting:
    """A meeting with an opponent: what it hid, what was asked, and what came of it."""

    def __init__(self, series: int, cost: float, step: int) -> None:
        self.war_brings = STRENGTH[series] - OWN_COST
        self.asked = STRENGTH[series] + step
        self.most = STRENGTH[series] + cost
        """What the opponent would have let go rather than fight."""
        self.war = self.asked > self.most
        self.got = self.war_brings if self.war else self.asked

    def words(self) -> str:
        """Return what came of it, as one reads it."""
        end = f"fought over {self.asked}" if self.war else f"taken at {self.asked}"
        return f"{end}; up to {int(self.most)} would have been taken"


def cost(chance: Chance) -> float:
    """Return what war would cost an opponent: in tenths, never on a step that can be asked."""
    return chance.below(MOST * 10) / 10 + 0.05


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    costs = [[cost(chance) for _ in range(ROUNDS)] for _ in SERIES]
    done: list[list[Meeting]] = []
    for series in range(len(SERIES)):
        met: list[Meeting] = []
        done.append(met)
        while len(met) < ROUNDS and hand.left():
            met.append(Meeting(series, costs[series][len(met)], STEPS[hand.take(len(STEPS))]))
        if len(met) < ROUNDS:
            return _asking(series, met, costs[series][len(met)])
        if series == INFORMED or not hand.left():
            break
        hand.take(1)
    return _over(done)


def _asking(series: int, met: Sequence[Meeting], hidden: float) -> View:
    choices = [f"Ask for <b>{STRENGTH[series] + step}</b>" for step in STEPS]
    about = f"Opponent {len(met) + 1} of {ROUNDS}"
    if series == INFORMED:
        half = "less" if hidden < MOST / 2 else "more"
        about += f". The go-between: war would cost them {half} than {MOST // 2}"
    said = f"{_last(met)} {about}." if met else f"{_opening(series)} {about}."
    return View(said, choices, "", _marks(met))


def _opening(series: int) -> str:
    if series == EVEN:
        return (
            "You and Basalt quarrel over water worth 100. War would leave you 40, and cost them "
            f"anything up to {MOST}: only they know. Make one demand; they take it or fight."
        )
    if series == STRONG:
        return (
            "You have become much stronger: war would now leave you 70. What it costs them is as "
            "hidden as before."
        )
    return "Even strength again, and war leaves you 40. But now somebody carries messages."


def _last(met: Sequence[Meeting]) -> str:
    last = met[-1]
    if last.war:
        return (
            f"They fight. War leaves you {last.war_brings}. Up to {int(last.most)} they would "
            "have given."
        )
    return f"They take it: {last.asked} for you. They would have given {int(last.most)}."


def _marks(met: Sequence[Meeting]) -> str:
    return ranges(
        "your demand, and what both liked better than war",
        [(each.words(), each.war_brings, each.most, each.asked) for each in met],
    )


def _wars(met: Sequence[Meeting]) -> int:
    return sum(each.war for each in met)


def _over(done: Sequence[Sequence[Meeting]]) -> View:
    met, series = done[-1], len(done) - 1
    brought = sum(each.got for each in met) / ROUNDS
    said = (
        f"{_last(met)} In all: <b>{in_words(_wars(met), 'war')}</b>, and {shown(brought)} of 100 a "
        "time."
    )
    lesson = (
        "The thick line is what both would have liked better than war. It was there each time, "
        "in every war too; nobody could see its end.",
        "Strength changed what you got. It did not change how often they fight: that comes from "
        "what you do not know.",
        "Nobody became stronger or kinder. Half of what you did not know was told you.",
    )[series]
    table = _by_demand(met) if series == EVEN else _by_series(done)
    return View(
        said,
        () if series == INFORMED else (GO_ON[series],),
        "",
        _marks(met),
        paragraphs(lesson) + table,
        {
            "win_probability": STRENGTH[series] / 100,
            "own_cost": OWN_COST / 100,
            "cost_ceiling": MOST / 100 / (2 if series == INFORMED else 1),
        },
    )


def told() -> str:
    """Return the result for those who do not play."""
    return (
        _by_demand([])
        + _by_series([])
        + paragraphs(
            "In every one of these wars there was a split that both would have liked better. "
            "Strength changes what one gets, not how often there is war; knowing more does."
        )
    )


def _by_demand(met: Sequence[Meeting]) -> str:
    rows = []
    if met:
        brought = sum(each.got for each in met) / ROUNDS
        bars = [(_wars(met) / ROUNDS, str(_wars(met))), (brought / 100, shown(brought))]
        rows.append(Row("you", bars, True))
    for step, (wars, brought) in zip(STEPS, once("demand", _found)):
        bars = [(wars / ROUNDS, shown(wars)), (brought / 100, shown(brought))]
        rows.append(Row(f"who asked for {STRENGTH[EVEN] + step} each time", bars))
    return comparison(
        "At even strength: two hundred others for each demand",
        ["wars in five", "of 100, a time"],
        rows,
    )


def _by_series(done: Sequence[Sequence[Meeting]]) -> str:
    rows = []
    for series, wars in enumerate(once("demands", _wars_of_others)):
        if series < len(done):
            own = _wars(done[series])
            rows.append(Row(f"you, {SERIES[series]}", [(own / ROUNDS, str(own))], True))
        if series < len(done) or not done:
            label = f"two hundred others, {SERIES[series]}"
            rows.append(Row(label, [(wars / ROUNDS, shown(wars))]))
    return comparison("Wars in five, if one asks for what pays best", ["wars"], rows)


def _runs(series: int, step_for: Sequence[int]) -> list[Meeting]:
    """Return meetings of those who ask for one step if war costs less than half, else another."""
    hidden = [MOST * (number + 0.5) / OTHERS for number in range(OTHERS)]  # no luck: evenly spread
    return [Meeting(series, each, step_for[each >= MOST / 2]) for each in hidden]


def _found() -> list[tuple[float, float]]:
    """Return for each demand the wars in five rounds, and what it brings a time."""
    runs = [_runs(EVEN, (step, step)) for step in STEPS]
    return [(ROUNDS * _wars(run) / OTHERS, sum(each.got for each in run) / OTHERS) for run in runs]


def _wars_of_others() -> list[float]:
    """Return for each series the wars in five rounds of those who ask for what pays best."""
    return [
        ROUNDS * _wars(_runs(series, steps)) / OTHERS
        for series, steps in enumerate(((10, 10), (10, 10), (5, 15)))
    ]


MOVE = Move("The demand", show, told)
