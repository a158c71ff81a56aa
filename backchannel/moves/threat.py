"""The threat: six crises, in each of which the reader threatens in private or in public.

A threat works if it is believed enough; how much is enough depends on what yielding costs the
other side, and in public it also loses face.

It is its model (``threats``) six times over, with what an audience costs seen only as loud or
quiet streets; the model is simpler than the world in that a threat is made once.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.quantity import shown
from ..models.threats import yields
from .view import Hand, Move, Row, View, comparison, in_words, once, paragraphs, strip

ROUNDS = 6
CONCESSION, WAR = 0.3, 1.0
AUDIENCE = (0.05, 0.35)
"""What it costs to be seen yielding where the streets are quiet, and where they are loud."""

OTHERS = 200
PRIVATE, PUBLIC = range(2)
CHOICES = ("Say it <b>in private</b>, through a go-between", "Say it <b>in public</b>")
RULES = (
    "always said it in public, where it is believed more",
    "always said it in private",
    "said it in private where the streets were loud, else in public",
)


class Crisis:
    """A crisis: how far a threat is believed in private and in public, and the streets."""

    def __init__(self, chance: Chance) -> None:
        self.beliefs = (15 + 5 * chance.below(8), 0)
        self.beliefs = (self.beliefs[0], self.beliefs[0] + 10 + 5 * chance.below(5))
        self.loud = chance.below(2)

    def works(self, where: int) -> bool:
        """Return whether the other side yields."""
        # Half a point more: no decision hangs on a last bit.
        believed = (self.beliefs[where] + 0.5) / 100
        return bool(
            yields(believed, CONCESSION, AUDIENCE[self.loud] if where == PUBLIC else 0, WAR)
        )


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    crises = [Crisis(chance) for _ in range(ROUNDS)]
    made: list[int] = []
    if not hand.left():
        return View(
            "Six crises. In each you hold a threat, and it is enough to be believed. In public you "
            "are always believed more. Where do you say it?",
            ("<b>To the first crisis</b>",),
            "",
            _marks([], []),
        )
    hand.take(1)
    while len(made) < ROUNDS and hand.left():
        made.append(hand.take(len(CHOICES)))
    if len(made) < ROUNDS:
        crisis = crises[len(made)]
        streets = "loud: a crowd watches what they do" if crisis.loud else "quiet: nobody watches"
        before = f"{_last(crises, made)} " if made else ""
        said = (
            f"{before}Crisis {len(made) + 1}. In private you would be believed to "
            f"{crisis.beliefs[0]} percent, in public to {crisis.beliefs[1]}. "
            f"Their streets are {streets}."
        )
        return View(said, CHOICES, "", _marks(crises, made))
    won = sum(crisis.works(where) for crisis, where in zip(crises, made))
    return View(
        f"{_last(crises, made)} In all they yielded <b>{in_words(won, 'time')}</b> in six.",
        (),
        "",
        _marks(crises, made),
        paragraphs(_TOLD) + _others(won),
        _values(crises, made),
    )


def _values(crises: Sequence[Crisis], made: Sequence[int]) -> dict[str, float]:
    """Return for the chart the first crisis in which the threat failed, or the last."""
    failed = [crisis for crisis, where in zip(crises, made) if not crisis.works(where)]
    shown_one = failed[0] if failed else crises[-1]
    return {
        "audience_cost": AUDIENCE[shown_one.loud],
        "private_belief": shown_one.beliefs[PRIVATE] / 100,
        "public_belief": shown_one.beliefs[PUBLIC] / 100,
    }


def _last(crises: Sequence[Crisis], made: Sequence[int]) -> str:
    crisis, where = crises[len(made) - 1], made[-1]
    if crisis.works(where):
        return "They yield."
    other = "in private" if where == PUBLIC else "in public"
    would = "would have" if crisis.works(1 - where) else "would not have either"
    return (
        f"They do not yield; said {other} it {would}{' worked' if would == 'would have' else ''}."
    )


def _marks(crises: Sequence[Crisis], made: Sequence[int]) -> str:
    later = [("later", "to come")] * (ROUNDS - len(made))
    said = [("shut", "in private") if where == PRIVATE else ("open", "in public") for where in made]
    ends = [
        ("deal", "they yielded") if crisis.works(where) else ("held refused", "they did not")
        for crisis, where in zip(crises, made)
    ]
    return strip("You", said + later) + strip("They", ends + later)


_TOLD = (
    "Being believed is half of it. The other half is what yielding costs them, and before a crowd "
    "it costs more: a threat that is believed less can work where one that is believed more fails."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others(-1) + paragraphs(_TOLD)


def _counts() -> list[float]:
    """Return how often each rule makes the other side yield, in six crises."""
    chance = Chance(1)
    crises = [Crisis(chance) for _ in range(OTHERS * ROUNDS)]
    return [
        sum(
            crisis.works((PUBLIC, PRIVATE, PRIVATE if crisis.loud else PUBLIC)[number])
            for crisis in crises
        )
        / OTHERS
        for number in range(len(RULES))
    ]


def _others(won: int) -> str:
    rows = [] if won < 0 else [Row("you", [(won / ROUNDS, str(won))], True)]
    for number, count in enumerate(once("threat", _counts)):
        rows.append(
            Row(
                f"who {RULES[number]}",
                [(count / ROUNDS, shown(count))],
                answer=number if number < 2 else -1,
            )
        )
    return comparison(
        "They yielded, of six times: two hundred others for each rule", ["of six"], rows
    )


MOVE = Move("The threat", show, told)
