"""The line is bad: a flash was seen, and not the order behind it.

Twelve weeks at a line between Alder, for which the reader answers, and Basalt, of which there are
two kinds. One wants quiet: it answers a shot with a shot, and now and then a gun goes off by
itself. The other tests: it fires when nothing answered, and rests when something did. From the
flashes alone nobody tells them apart; a question over a channel does, more often than not.

It is simpler than the models of noise and of clarification (``repeated_games``, ``attribution``)
in that only Basalt errs, and simpler than the world in that a channel here does not leak.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..models.chance import Chance
from ..models.quantity import shown
from .view import (
    Hand,
    Move,
    Row,
    View,
    comparison,
    in_words,
    once,
    paragraphs,
    sign,
    strip,
    two_capitals,
    upper,
)  # fmt: skip

WEEKS = 12
BY_HAND = 3
"""How many flashes the reader answers; what then comes is answered the way the reader did."""

SLIPS = 0.12
"""How often a gun goes off by itself in a week, on the side that wants quiet."""

CLEAR = 0.85
"""How often a question gets a true answer: a cheat may call an order a slip, or no answer comes."""

REST = 3
"""For how many weeks the side that tests draws back when it was answered."""

OTHERS = 100
"""How many others met each kind, with each way of answering."""

FIRE, PASS, ASK = range(3)
CHOICES = ("<b>Fire back</b>", "<b>Let it pass</b>", "<b>Ask</b> over the line that nobody sees")
DID = ("fired back", "let it pass", "asked, and acted on the answer")


class Week:
    """A week at the line: what Basalt did, and what the reader did about it."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        """Why Basalt fired: a slip, an echo of a shot, or an order; empty if it did not."""
        self.choice = -1
        self.reply = ""


if TYPE_CHECKING:
    Decide = Callable[[list[Week]], int]


def luck(chance: Chance) -> list[tuple[bool, bool]]:
    """Return for each week whether a gun would go off by itself, and a question be answered.

    Twelve weeks without two slips after the first teach nothing and are drawn again.
    """
    while True:
        drawn = [(chance.share() < SLIPS, chance.share() < CLEAR) for _ in range(WEEKS)]
        if sum(slips for slips, _ in drawn[1:]) >= BY_HAND - 1:
            return drawn


def weeks(quiet: bool, chances: Sequence[tuple[bool, bool]], decide: Decide) -> list[Week]:
    """Return the weeks at the line, as far as somebody decides.

    Parameters
    ----------
    quiet
        Whether Basalt is of the kind that wants quiet.
    chances
        What ``luck`` has drawn.
    decide
        Answers a flash, the last of the weeks so far; -1 ends the run.

    """
    past: list[Week] = []
    rests = 0
    for slips, clear in chances:
        answered = bool(past) and past[-1].choice == FIRE
        if quiet:
            cause = "echo" if answered else "slip" if slips or not past else ""
        else:
            rests = REST if answered else max(0, rests - 1)
            cause = "" if rests else "order"
        week = Week(cause)
        past.append(week)
        if cause:
            week.choice = decide(past)
            if week.choice < 0:
                break
            if week.choice == ASK:
                week.reply = (
                    (cause if clear else "silence") if quiet else ("order" if clear else "slip")
                )
    return past


def habit(choice: int) -> Decide:
    """Return how somebody answers who always does the same, or acts on what was answered."""

    def decide(past: list[Week]) -> int:
        replies = [week.reply for week in past if week.reply]
        return FIRE if choice == ASK and replies and replies[-1] == "order" else choice

    return decide


def shots(past: Sequence[Week]) -> int:
    """Return how many shots were fired, by both sides."""
    return sum(bool(week.cause) + (week.choice == FIRE) for week in past)


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    quiet = chance.below(2) == 0
    made = [0, 0, 0]

    def decide(past: list[Week]) -> int:
        if sum(made) == BY_HAND:
            return habit(_most(made, past))(past)
        if not hand.left():
            return -1
        choice = hand.take(len(CHOICES))
        made[choice] += 1
        return choice

    past = weeks(quiet, luck(chance), decide)
    over = past[-1].choice >= 0 or not past[-1].cause
    flashes = [number for number, week in enumerate(past) if week.cause]
    if not over:
        said = (
            _before(past, flashes)
            if len(flashes) > 1
            else (
                "Last night someone fired across the line. You answer for Alder. "
                "You saw the flash. You did not see the order."
            )
        )
        return View(said, CHOICES, _scene(past, flashes), _strips(past, quiet, over))
    most = _most(made, past)
    by_hand = flashes[min(sum(made), len(flashes)) - 1]
    rest = WEEKS - 1 - by_hand
    more = f"{upper(in_words(rest, 'more week'))}, the way you played. " if rest else ""
    said = f"{_did(past[by_hand])} {more}In all: <b>{in_words(shots(past), 'shot')}</b>."
    return View(
        said, (), _scene(past, flashes), _strips(past, quiet, over), _curtain(past, quiet, most)
    )


def told() -> str:
    """Return the result for those who do not play."""
    return _others(-1, 0) + paragraphs(_TOLD)


_TOLD = (
    "From the flash nobody can tell which Basalt it is, and each fixed answer goes wrong against "
    f"one of the two. Those who ask are told the truth in {shown(CLEAR * 100, 0)} of 100 cases."
)


def _most(made: Sequence[int], past: Sequence[Week]) -> int:
    """Return what was chosen most often, of several the last."""
    last_first = [week.choice for week in reversed(past) if week.choice >= 0]
    return max(last_first, key=lambda choice: made[choice])


def _did(week: Week) -> str:
    if week.choice == FIRE:
        return "You fire back."
    if week.choice == PASS:
        return "You let it pass."
    return "You ask over the channel. " + {
        "slip": "The reply: a gun went off, nobody ordered it.",
        "echo": "The reply: you fired, and we answered.",
        "order": "The reply: yes, it was ordered.",
        "silence": "No answer comes.",
    }[week.reply]  # fmt: skip


def _before(past: Sequence[Week], flashes: Sequence[int]) -> str:
    last, now = flashes[-2], flashes[-1]
    still = now - last - 1
    between = f"{upper(in_words(still, 'quiet week'))}. " if still else ""
    return f"{_did(past[last])} {between}Week {now + 1}: a flash again."


def _scene(past: Sequence[Week], flashes: Sequence[int]) -> str:
    parts = []
    if past[-1].cause and past[-1].choice < 0:
        parts.append(sign("flash", 232, 34, 30, "flares"))
        before = flashes[-2] if len(flashes) > 1 else -1
    else:
        before = flashes[-1]
    if before >= 0 and past[before].choice == FIRE:
        parts.append(sign("flash", 58, 34, 30, "goes"))
    if before >= 0 and past[before].choice == ASK:
        parts.append('<path class="wire goes" d="M62 58h196"/>' + sign("telephone", 60, 46, 22))
    return two_capitals(parts)


def _strips(past: Sequence[Week], quiet: bool, over: bool) -> str:
    later = [("later", "to come")] * (WEEKS - len(past))
    why = {
        "slip": ("slip", "a slip"),
        "echo": ("shot echo", "a shot that answered yours"),
        "order": ("ordered", "a shot that was ordered"),
        "": ("held", "quiet"),
    }
    seen = {True: ("shot", "a shot"), False: ("held", "quiet")}
    own = [
        ("shot own", "you fired"),
        ("held", "you let it pass"),
        ("asked", "you asked"),
        ("held", "quiet"),
    ]
    basalt = [why[week.cause] if over else seen[bool(week.cause)] for week in past]
    return strip("Basalt", basalt + later) + strip(
        "You",
        [
            own[week.choice] if week.choice >= 0 else own[3]
            for week in past
            if over or week is not past[-1]
        ]
        + ([] if over else [("later", "to come")])
        + later,
    )


def _curtain(past: Sequence[Week], quiet: bool, most: int) -> str:
    causes = [week.cause for week in past if week.cause]
    slips, echoes = causes.count("slip"), causes.count("echo")
    if not quiet:
        who = "This Basalt was testing you. Every shot was ordered; it rested where you answered."
    elif echoes:
        who = (
            f"This Basalt wanted quiet. {upper(in_words(slips, 'shot'))} came from a gun that went "
            f"off by itself; {in_words(echoes, 'shot')} answered yours."
        )
    else:
        who = "This Basalt wanted quiet. Every flash was a gun that went off by itself."
    return (
        paragraphs(who)
        + _others(most, shots(past))
        + paragraphs(
            _TOLD,
            "Left out here: a real channel also lies, leaks and is refused.",
        )
    )


def _counts() -> list[list[float]]:
    """Return the mean number of shots for each answer and each kind of Basalt."""
    drawn = [luck(Chance(seed)) for seed in range(OTHERS)]
    return [
        [
            sum(shots(weeks(quiet, chances, habit(choice))) for chances in drawn) / OTHERS
            for quiet in (True, False)
        ]
        for choice in range(len(CHOICES))
    ]


def _others(most: int, own: int) -> str:
    rows = [
        Row(
            f"who {DID[choice]}" + (f": you too, with {own}" if choice == most else ""),
            [(count / (2 * WEEKS), shown(count)) for count in counts],
            choice == most,
        )
        for choice, counts in enumerate(once("line", _counts))
    ]
    return comparison(
        "Shots in twelve weeks, of both sides: two hundred others for each answer",
        ["if Basalt wants quiet", "if it tests you"],
        rows,
    )


MOVE = Move("The line is bad", show, told)
