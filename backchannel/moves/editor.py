"""The editor: five stories of secret talks; print, hold, ask a second source, ask both capitals.

Not all of the stories are true. Whoever knows may tell another paper, and whoever is asked knows.
Both capitals deny as long as they can, what is true and what is not.

The others who know tell as in the model of the secret (``secrecy``), and a second source speaks
as in that of reports (``attribution``); both are simpler than the world in that nobody asks the
editor to wait, which would tell much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..models.chance import Chance
from ..models.quantity import shown
from ..models.secrecy import exposure_probability
from .view import Hand, Move, Row, View, comparison, none_or, once, paragraphs, strip

TRUTHS = (True, True, True, False, False)
WEEKS = 4
"""After these weeks talks are announced, if there were any."""

KNOW, TELL = 6, 0.03
"""How many know of talks at first, and how often each of them tells another paper in a week."""

MORE = (0, 0, 2, 12)
"""How many more know of them after each choice."""

CONFIRMS = (0.15, 0.7)
"""How often a second source confirms a story that is false, and one that is true."""

OTHERS = 200

PRINT, HOLD, SECOND, BOTH = range(4)
CHOICES = (
    "<b>Print</b> it",
    "<b>Hold</b> it for a week",
    "<b>Ask</b> a second source",
    "<b>Ask</b> both governments",
)
RULES = (
    "printed it as it came",
    "held it to the end",
    "held it until a second source confirmed it",
    "asked both governments, then printed it with their denials",
)
"""The rules of the others, in the order of the chapter's prediction."""

PRINTED, ELSEWHERE, ENDED = "printed", "elsewhere", "ended"


class Story:
    """A story: whether it is true, what was done week by week, and how it ended."""

    def __init__(self, true: bool, draws: Sequence[float]) -> None:
        self.true = true
        self.know = KNOW
        self.done: list[int] = []
        self.heard = self.confirmed = False
        self.end = ""
        self._draws = list(draws)

    def week(self, choice: int) -> None:
        """Let a week pass, in which the reader does something."""
        number = len(self.done)
        self.done.append(choice)
        if choice == PRINT:
            self.end = PRINTED
            return
        self.know += MORE[choice]
        self.heard = choice == SECOND and self._draws[number] < CONFIRMS[self.true]
        self.confirmed = self.confirmed or self.heard
        told = self._draws[WEEKS + number] < float(exposure_probability(1, self.know, TELL))
        if self.true and told:
            self.end = ELSEWHERE
        elif len(self.done) == WEEKS:
            self.end = ENDED

    def words(self) -> str:
        """Return what the last week brought."""
        heard = {
            PRINT: "You print it. ",
            HOLD: "",
            SECOND: "The second source confirms it. "
            if self.heard
            else "The second source has heard nothing of it. ",
            BOTH: "Both governments deny it. ",
        }[self.done[-1]]
        end = {
            "": "",
            PRINTED: "",
            ELSEWHERE: "Another paper prints it before you.",
            ENDED: "Then the talks are announced."
            if self.true
            else "Then it turns out that there were none.",
        }[self.end]
        return heard + end


def stories(chance: Chance) -> list[Story]:
    """Return the stories in an order drawn, each with its own chances."""
    rest = list(TRUTHS)
    found = []
    for _ in TRUTHS:
        true = rest.pop(chance.below(len(rest)))
        found.append(Story(true, [chance.share() for _ in range(2 * WEEKS)]))
    return found


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    if not hand.left():
        return View(
            "You edit a small weekly. Five stories of secret talks come to you, one after the "
            "other; not all of them are true, and others have heard of them.",
            ("<b>To the first story</b>",),
            "",
            "",
        )
    hand.take(1)
    drawn = stories(Chance(seed))
    before = ""
    for number, story in enumerate(drawn):
        while not story.end:
            if not hand.left():
                week = f"Story {number + 1}, week {len(story.done) + 1}"
                said = (
                    f"{story.words()} {week}: what now?"
                    if story.done
                    else f"{before}{week}: two governments that call each other enemies are said "
                    "to talk in secret."
                )
                return View(said, CHOICES, "", _marks(drawn, False))
            story.week(hand.take(len(CHOICES)))
        before = f"{story.words()} "
    return _over(drawn)


def _marks(drawn: Sequence[Story], over: bool) -> str:
    rows = []
    for number, story in enumerate(drawn):
        cells = [
            (
                ("paper", "printed"),
                ("held", "held"),
                ("visit", "asked a second source"),
                ("asked", "asked both governments"),
            )[choice]
            for choice in story.done
        ]
        if over and story.end == PRINTED:
            cells[-1] = ("deal", "printed, true") if story.true else ("broken", "printed, wrong")
        if story.end == ELSEWHERE:
            cells.append(("leak", "another paper printed it"))
        later = [("later", "to come")] * (WEEKS + 1 - len(cells))
        if story.done:
            truth = ": true" if story.true else ": false"
            name = f"{number + 1}{truth}" if over else f"Story {number + 1}"
            rows.append(strip(name, cells + later))
    return "".join(rows)


def counts(told: Sequence[Story]) -> tuple[int, int, int]:
    """Return how many stories were printed and true, printed and wrong, and printed elsewhere."""
    return (
        sum(story.end == PRINTED and story.true for story in told),
        sum(story.end == PRINTED and not story.true for story in told),
        sum(story.end == ELSEWHERE for story in told),
    )


def _over(drawn: Sequence[Story]) -> View:
    true, wrong, elsewhere = counts(drawn)
    asked = [story for story in drawn if BOTH in story.done]
    yours = (
        f"You asked both governments about {none_or(len(asked))} of five stories. They denied all; "
        "three of the five were true."
        if asked
        else "Had you asked the two governments, they would have denied all five, and three were "
        "true."
    )
    return View(
        f"{drawn[-1].words()} In all you printed <b>{true} true and {wrong} untrue</b>; "
        f"others were first with {elsewhere}.",
        (),
        "",
        _marks(drawn, True),
        paragraphs(yours, _TOLD) + _others(counts(drawn)),
        {"people": KNOW + max(MORE)} if asked else {"people": KNOW},
    )


_TOLD = (
    "A denial told nothing: it came either way. The question told much, to those who were asked: "
    "a dozen more people then knew, and any of them may speak to another paper. Waiting keeps a "
    "story from your readers alone."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others(()) + paragraphs(_TOLD)


if TYPE_CHECKING:
    Decide = Callable[[Story], int]


def rule(number: int) -> Decide:
    """Return one of ``RULES``, as a decision."""

    def decide(story: Story) -> int:
        if number == HOLD:
            return HOLD
        if number == SECOND:
            return PRINT if story.confirmed else SECOND
        return BOTH if number == BOTH and not story.done else PRINT

    return decide


def told_by(seed: int, decide: Decide) -> list[Story]:
    """Return the stories of somebody who decides by a rule."""
    drawn = stories(Chance(seed))
    for story in drawn:
        while not story.end:
            story.week(decide(story))
    return drawn


def _counts() -> list[list[float]]:
    """Return for each rule what ``counts`` counts, of five stories."""
    found = []
    for number in range(len(RULES)):
        runs = [counts(told_by(seed, rule(number))) for seed in range(OTHERS)]
        found.append([sum(run[place] for run in runs) / OTHERS for place in range(3)])
    return found


def _others(own: Sequence[int]) -> str:
    rows = []
    if own:
        rows.append(Row("you", [(count / 5, str(count)) for count in own], True))
    for number, found in enumerate(once("editor", _counts)):
        bars = [(count / 5, shown(count)) for count in found]
        rows.append(Row(f"who {RULES[number]}", bars, answer=number))
    return comparison(
        "Of five stories, two hundred others for each rule",
        ["true", "wrong", "others first"],
        rows,
    )


MOVE = Move("The editor", show, told)
