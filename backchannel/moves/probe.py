"""The probe: how far may one go towards a line that nobody has named? Then the chairs change.

The reader goes a part of the way towards five lines of Basalt's; then Basalt goes towards a line
of the reader's, as far each time as the reader had gone, and the reader says whether it meant to
cross.

It is its model (``probing``) line by line; both are simpler than the world in that a line is a
place and a crisis has a price.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.probing import crossing_probability, expected_gain
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, in_words, paragraphs, ranges, upper

ROUNDS = 5
JUDGED = 3
STEPS = (20, 40, 60, 80)
COST = 20
"""What a crisis costs, of 100 that there are to gain."""

MEANT, BLIND = range(2)
SEATS = "<b>Change chairs</b>: now the line is yours"
JUDGEMENTS = ("<b>It meant</b> to cross it", "<b>It could not</b> know")


class Probe:
    """A line, and how far somebody went towards it."""

    def __init__(self, line: int, step: int) -> None:
        self.line = line
        self.step = step
        self.crossed = step > line

    def gain(self) -> int:
        """Return what it brought."""
        return -COST if self.crossed else self.step


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    lines = [chance.below(100) for _ in range(ROUNDS)]
    probes: list[Probe] = []
    for line in lines:
        if not hand.left():
            return _going(probes)
        probes.append(Probe(line, STEPS[hand.take(len(STEPS))]))
    if not hand.left():
        return _gone(probes)
    hand.take(1)
    theirs = [_crossing(probes, chance) for _ in range(JUDGED)]
    said: list[int] = []
    while len(said) < JUDGED:
        if not hand.left():
            return _judging(theirs, len(said))
        said.append(hand.take(len(JUDGEMENTS)))
    return _changed(probes, theirs, said)


def _crossing(probes: Sequence[Probe], chance: Chance) -> Probe:
    """Return a step of Basalt's: one that the reader took, over a line of the reader's."""
    step = probes[chance.below(ROUNDS)].step
    return Probe(chance.below(step), step)


def _going(probes: Sequence[Probe]) -> View:
    said = (
        f"{_went(probes[-1])} Line {len(probes) + 1}: how far do you go?"
        if probes
        else (
            "Somewhere between 0 and 100 Basalt has a line, which it has not named. Short of it "
            f"you gain what you go; beyond it a crisis costs you {COST}. Five lines. How far do "
            "you go?"
        )
    )
    choices = [f"<b>{step}</b> of the way" for step in STEPS]
    return View(said, choices, "", _marks(probes, False))


def _went(probe: Probe) -> str:
    if probe.crossed:
        return f"You go to {probe.step}. The line was at {probe.line}: a crisis."
    return f"You go to {probe.step}. Nothing happens."


def _marks(probes: Sequence[Probe], over: bool) -> str:
    rows = []
    for number, probe in enumerate(probes, 1):
        known = probe.line if over or probe.crossed else probe.step
        words = f"Line {number}, {'at' if known == probe.line else 'beyond'} {known}: {probe.step}"
        rows.append((words, 0.0, float(known), float(probe.step)))
    return ranges("How far it was safe to go, and how far you went", rows)


def _gone(probes: Sequence[Probe]) -> View:
    crossed = sum(probe.crossed for probe in probes)
    return View(
        f"{_went(probes[-1])} In all you crossed <b>{in_words(crossed, 'line')}</b>, and gained "
        f"{shown(_mean_gain(probes), 0)} a time.",
        (SEATS,),
        "",
        _marks(probes, True),
        _others(probes),
        _values(probes),
    )


def _judging(theirs: Sequence[Probe], number: int) -> View:
    probe = theirs[number]
    before = "You never named it. " if number == 0 else ""
    return View(
        f"Your own line is at <b>{probe.line}</b>. {before}Basalt goes to <b>{probe.step}</b>: "
        "a crisis. Did it mean to cross?",
        JUDGEMENTS,
        "",
        _line_of_yours(theirs[: number + 1]),
    )


def _line_of_yours(theirs: Sequence[Probe]) -> str:
    rows = [
        (
            f"Your line at {probe.line}, Basalt at {probe.step}",
            0.0,
            float(probe.line),
            float(probe.step),
        )
        for probe in theirs
    ]
    return ranges("Up to your line, and how far Basalt went", rows)


def _changed(probes: Sequence[Probe], theirs: Sequence[Probe], said: Sequence[int]) -> View:
    meant, crossed = list(said).count(MEANT), sum(probe.crossed for probe in probes)
    steps = [str(probe.step) for probe in theirs]
    return View(
        f"Basalt went to {', '.join(steps[:-1])} and {steps[-1]}: each time as far as you had "
        "gone, and it saw no more than you did.",
        (),
        "",
        _line_of_yours(theirs),
        paragraphs(
            f"You crossed {in_words(crossed, 'line')} of five and knew that you could not see "
            f"{'it' if crossed == 1 else 'them'}. {upper(in_words(meant, 'crossing'))} of "
            "Basalt's three you took for meant.",
            _TOLD,
        )
        + _others(probes),
        _values(probes),
    )


_TOLD = (
    "Whoever knows where the line is takes a crossing for a choice. Whoever does not see it was "
    "only going forward. A line that has been told spares both the question."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others([]) + paragraphs(_TOLD)


def _mean_gain(probes: Sequence[Probe]) -> float:
    return sum(probe.gain() for probe in probes) / len(probes)


def _values(probes: Sequence[Probe]) -> dict[str, float]:
    mean = sum(probe.step for probe in probes) / ROUNDS
    return {"crisis_cost": COST / 100, "step_taken": int(mean / 5 + 0.5) / 20}


def _others(probes: Sequence[Probe]) -> str:
    rows = []
    if probes:
        crossed, gain = 20.0 * sum(probe.crossed for probe in probes), _mean_gain(probes)
        rows.append(_row("you", crossed, gain, True))
    for step in STEPS:
        share = step / 100
        crossed = 100 * float(crossing_probability(share))
        gain = 100 * float(expected_gain(share, COST / 100))
        rows.append(_row(f"who always go to {step}", crossed, gain, False))
    return comparison(
        "Lines that lie anywhere, all places alike",
        ["lines crossed, of 100", "gained a time"],
        rows,
    )


def _row(label: str, crossed: float, gain: float, yours: bool) -> Row:
    bars = [(crossed / 100, shown(crossed, 0)), (max(0.0, gain) / 100, shown(gain, 0))]
    return Row(label, bars, yours)


MOVE = Move("The probe", show, told)
