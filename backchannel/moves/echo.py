"""The echo: twelve weeks against a side that does what you did last, and two slips.

Basalt follows tit for tat. In each run one slip is Basalt's, early, and one is Alder's, late: an
attack that nobody on that side wanted. The reader sees attacks, and learns of the slips at the
end. In a second run one question is free: was the last attack meant?

Simpler than its model (``repeated_games``) in that there are two slips, neither more nor fewer;
the model is simpler than the world in that both sides keep the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
)

WEEKS = 12
EARLY, LATE = (2, 4), (7, 9)
"""In which week, counted from 0, a slip may come: at the first of these, or one or two later."""

OTHERS = 200

HOLD, FIRE, ASK = range(3)
CHOICES = ("<b>Hold fire</b>", "<b>Fire</b>")
ASKING = "<b>Ask</b> whether it was meant, and hold fire (once)"
GO_ON = "<b>Twelve more weeks</b>, with a channel: once you may ask"

RULES = (
    "answered in kind",
    "answered in kind, but let one blow in three pass",
    "never answered",
    "answered each blow with two",
)
"""The rules of the others, in the order of the chapter's prediction."""


class Week:
    """A week: what each side did, and whether it was a slip."""

    def __init__(self, own: int, theirs: int) -> None:
        self.meant = own
        """What the reader chose."""
        self.own = FIRE if own == FIRE else HOLD
        self.theirs = theirs
        self.own_slip = self.their_slip = False

    def quiet(self) -> bool:
        """Return whether neither side fired."""
        return self.own == self.theirs == HOLD


def week_after(past: Sequence[Week], choice: int, slips: tuple[int, int]) -> Week:
    """Return the next week: Basalt does what Alder did last, and each side slips once.

    A slip waits until the side would hold fire, for an attack that was meant hides it.
    """
    now, (theirs, own) = len(past), slips
    week = Week(choice, past[-1].own if past else HOLD)
    if now >= theirs and week.theirs == HOLD and not any(each.their_slip for each in past):
        week.theirs, week.their_slip = FIRE, True
    if now >= own and week.own == HOLD and not any(each.own_slip for each in past):
        week.own, week.own_slip = FIRE, True
    return week


def slips_of(chance: Chance) -> tuple[int, int]:
    """Return from which week on Basalt's slip comes, and Alder's."""
    return (EARLY[0] + chance.below(3), LATE[0] + chance.below(3))


def weeks(seed: int, decide: Callable[[list[Week], Chance], int]) -> list[Week]:
    """Return twelve weeks of somebody who decides by a rule."""
    chance = Chance(seed)
    slips = slips_of(chance)
    past: list[Week] = []
    for _ in range(WEEKS):
        past.append(week_after(past, decide(past, chance), slips))
    return past


def rule(number: int) -> Callable[[list[Week], Chance], int]:
    """Return one of ``RULES``, as a decision."""

    def decide(past: list[Week], chance: Chance) -> int:
        spares = chance.below(3) == 0
        struck = bool(past) and past[-1].theirs == FIRE
        before = len(past) > 1 and past[-2].theirs == FIRE
        return (struck, struck and not spares, False, struck or before)[number]

    return decide


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    first = _run(hand, slips_of(chance), channel=False)
    if len(first) < WEEKS or not hand.left():
        return _view(first, False)
    hand.take(1)
    return _view(_run(hand, slips_of(chance), channel=True), True)


def _run(hand: Hand, slips: tuple[int, int], channel: bool) -> list[Week]:
    past: list[Week] = []
    while len(past) < WEEKS and hand.left():
        past.append(week_after(past, hand.take(2 + _may_ask(past, channel)), slips))
    return past


def _may_ask(past: Sequence[Week], channel: bool) -> bool:
    struck = bool(past) and past[-1].theirs == FIRE
    return channel and struck and not any(week.meant == ASK for week in past)


def _view(past: list[Week], channel: bool) -> View:
    if len(past) < WEEKS:
        choices = list(CHOICES) + ([ASKING] if _may_ask(past, channel) else [])
        return View(_said(past, channel), choices, _scene(past), _strips(past, False))
    quiet = sum(week.quiet() for week in past)
    said = f"Twelve weeks, {in_words(quiet, 'quiet one')}. Now look which shots nobody wanted."
    return View(
        said,
        () if channel else (GO_ON,),
        _scene(past),
        _strips(past, True),
        _result(past),
        {"error": 0.08, "forgiving": _spared(past)},
    )


def _said(past: Sequence[Week], channel: bool) -> str:
    if not past:
        if channel:
            return "Twelve new weeks. This time a courier can ask once: was that shot meant?"
        return (
            "Twelve weeks at a line. Basalt on the other side has held fire for a year. "
            "Each week you hold fire or fire; then you see what Basalt did."
        )
    last = past[-1]
    asked = ""
    if last.meant == ASK:
        before = past[-2]
        asked = (
            "They answer: nobody ordered it. "
            if before.their_slip
            else "They answer: you fired first, the week before"
            + (", though you ordered nothing. " if past[-3].own_slip else ". ")
        )
    return (
        f"{asked}Week {len(past)}: "
        + {
            (HOLD, HOLD): "both hold fire.",
            (HOLD, FIRE): "you hold fire. Basalt fires.",
            (FIRE, HOLD): "you fire. Basalt holds fire.",
            (FIRE, FIRE): "both fire.",
        }[(FIRE if last.meant == FIRE else HOLD, last.theirs)]
    )


def _scene(past: Sequence[Week]) -> str:
    parts = []
    if past and past[-1].meant == FIRE:
        parts.append(sign("flash", 58, 34, 30, "goes"))
    if past and past[-1].theirs == FIRE:
        parts.append(sign("flash", 232, 34, 30, "flares"))
    if past and past[-1].meant == ASK:
        parts.append(sign("courier", 148, 48, 28, "goes"))
    return two_capitals(parts)


def _strips(past: Sequence[Week], over: bool) -> str:
    later = [("later", "to come")] * (WEEKS - len(past))
    basalt = [
        ("slip", "a slip")
        if over and week.their_slip
        else ("shot", "a shot")
        if week.theirs
        else ("held", "held fire")
        for week in past
    ]
    own = [
        ("own slip", "a slip of your own side")
        if over and week.own_slip
        else ("asked", "you asked")
        if week.meant == ASK
        else ("shot own", "you fired")
        if week.meant
        else ("held", "you held fire")
        for week in past
    ]
    return strip("Basalt", basalt + later) + strip("You", own + later)


def _spared(past: Sequence[Week]) -> float:
    """Return what share of Basalt's blows the reader let pass, in steps of a twentieth."""
    after = [
        past[number + 1].meant != FIRE for number in range(len(past) - 1) if past[number].theirs
    ]
    return int(20 * sum(after) / len(after) + 0.5) / 20 if after else 1.0


def _shots(past: Sequence[Week]) -> int:
    """Return how many weeks of fire there were, of both sides together."""
    return sum(week.own + week.theirs for week in past)


def _result(past: Sequence[Week]) -> str:
    theirs = sum(week.theirs for week in past)
    found = "Basalt wanted nothing: it does what you did last. "
    if any(week.their_slip for week in past):
        found += f"Of its {in_words(theirs, 'shot')} one was a slip, the dashed one. "
    elif theirs:
        found += "You fired before it could err, and each of its shots answered one of yours. "
    if any(week.own_slip for week in past):
        found += (
            "The dashed one in your own row was yours: a gun of your side, of which nobody told "
            "you. "
        )
    if theirs > 1:
        found += "All the others were echoes."
    return paragraphs(found) + _others(_shots(past))


def told() -> str:
    """Return the result for those who do not play."""
    return _others(-1) + paragraphs(
        "Two slips in twelve weeks, one on each side, and all other shots are echoes of them. "
        "Restraint ends an echo; against a side that always attacks it ends nothing."
    )


def _counts() -> list[tuple[float, float]]:
    """Return for each rule the shots, and the blows it leaves unanswered where all attack."""
    return [
        (sum(_shots(weeks(seed, rule(number))) for seed in range(OTHERS)) / OTHERS, spared)
        for number, spared in enumerate((1.0, 1 + (WEEKS - 1) / 3, float(WEEKS), 1.0))
    ]


def _others(own: int) -> str:
    rows = [] if own < 0 else [Row("you", [(own / (2 * WEEKS), str(own)), (0, "\u2013")], True)]
    for number, (both, spared) in enumerate(once("echo", _counts)):
        bars = [(both / (2 * WEEKS), shown(both)), (spared / WEEKS, shown(spared))]
        rows.append(Row(f"who {RULES[number]}", bars, answer=number))
    return comparison(
        "Twelve weeks, two hundred others for each rule",
        ["shots, of both sides", "blows left unanswered, by one that always fires"],
        rows,
    )


MOVE = Move("The echo", show, told)
