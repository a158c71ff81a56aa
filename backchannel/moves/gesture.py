"""The gesture: ask six governments for a first step, see whether it comes, then sign or leave.

Half of them are honest and half mean to cheat. A step costs a cheat more than an honest one, so
that each takes steps up to a size of its own.

Simpler than its model (``reassurance``) in that one side asks and the other answers; the model is
simpler than the world in that there are two kinds and one step.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, in_words, once, paragraphs, strip, upper

ROUNDS = 6
SIZES = (20, 40, 55, 70, 85)
NAMES = ("a small step", "a modest one", "one that hurts", "a large one", "almost everything")
HONEST, CHEAT = (60, 78), (35, 52)
"""From where to where, of 100, the largest step lies that each kind still takes."""

GAIN, LOSS = 2, -3
OTHERS = 200
SIGN, LEAVE = range(2)

SEATS = "<b>Change chairs</b>: now you are asked"
ASKED = SIZES[-1]
TAKE, REFUSE = range(2)


class Meeting:
    """A government, the step that was asked of it, and what became of it."""

    def __init__(self, honest: bool, limit: float, size: int) -> None:
        self.honest = honest
        self.size = size
        self.taken = size <= limit
        self.signed = False

    def score(self) -> int:
        """Return what signing brought; leaving brings nothing."""
        return (GAIN if self.honest else LOSS) if self.signed else 0

    def right(self) -> bool:
        """Return whether an honest one was signed with, or a cheat left."""
        return self.signed == self.honest


def government(chance: Chance) -> tuple[bool, float]:
    """Return whether a government is honest, and the largest step that it would take."""
    honest = chance.below(2) == 0
    low, high = HONEST if honest else CHEAT
    return honest, low + (high - low) * chance.share()


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    governments = [government(chance) for _ in range(ROUNDS)]
    met: list[Meeting] = []
    for honest, limit in governments:
        if not hand.left():
            return _asking(met)
        met.append(Meeting(honest, limit, SIZES[hand.take(len(SIZES))]))
        if not hand.left():
            return _deciding(met)
        met[-1].signed = hand.take(2) == SIGN
    if not hand.left():
        return _over(met)
    hand.take(1)
    if not hand.left():
        return View(
            "You are honest now, and mean to keep your word. They cannot see it, and ask you for "
            f"<b>{ASKED} of 100</b> first: more than the agreement would bring. What do you do?",
            ("<b>Take</b> the step", "<b>Refuse</b> it"),
            "",
            _marks(met),
        )
    return _changed(met, hand.take(2))


def _asking(met: Sequence[Meeting]) -> View:
    choices = [f"<b>{upper(name)}</b>: {size} of 100" for size, name in zip(SIZES, NAMES)]
    said = (
        _last(met)
        if met
        else (
            "Six governments would sign with you; some would cheat. You may ask each for one step "
            "first, which costs it something."
        )
    )
    return View(f"{said} Government {len(met) + 1}:", choices, "", _marks(met))


def _deciding(met: Sequence[Meeting]) -> View:
    came = "takes the step" if met[-1].taken else "does not take it"
    return View(
        f"You asked for {met[-1].size}. It {came}. Do you sign?",
        ("<b>Sign</b>", "<b>Leave</b>"),
        "",
        _marks(met[:-1]),
    )


def _last(met: Sequence[Meeting]) -> str:
    last = met[-1]
    if last.signed:
        return (
            "It was honest, and keeps its word."
            if last.honest
            else "It was a cheat, and breaks its word."
        )
    return "It would have kept its word." if last.honest else "It would have broken its word."


def _marks(met: Sequence[Meeting]) -> str:
    later = [("later", "to come")] * (ROUNDS - len(met))
    steps = [
        ("own held", f"{each.size}, taken")
        if each.taken
        else ("held refused", f"{each.size}, refused")
        for each in met
    ]
    ends = [
        ("deal", "signed with an honest one")
        if each.signed and each.honest
        else ("broken", "signed with a cheat")
        if each.signed
        else ("held refused", "left an honest one")
        if each.honest
        else ("held", "left a cheat")
        for each in met
    ]
    return strip("Step", steps + later) + strip("Then", ends + later)


def _over(met: Sequence[Meeting]) -> View:
    right, score = sum(each.right() for each in met), sum(each.score() for each in met)
    return View(
        f"{_last(met)} In all you were right about <b>{right} of six</b>.",
        (SEATS,),
        "",
        _marks(met),
        paragraphs(_TOLD) + _others(right, score),
    )


def _changed(met: Sequence[Meeting], choice: int) -> View:
    """Return what comes of the step that the reader, who is honest, was asked for."""
    right, score = sum(each.right() for each in met), sum(each.score() for each in met)
    lost = sum(each.honest and not each.signed for each in met)
    if choice == REFUSE:
        said = "They leave. A cheat would have refused as well: to them you look like one."
    else:
        said = "They sign. It cost you more than it brought, and next time you will think twice."
    yours = (
        f"You yourself left {in_words(lost, 'honest government')} of these six."
        if lost
        else "You yourself left none of the honest ones."
    )
    return View(
        said,
        (),
        "",
        _marks(met),
        paragraphs(
            f"{yours} Whoever asks for almost everything learns nothing of the other side, and "
            "tells it something about himself.",
            _TOLD,
        )
        + _others(right, score),
    )


_TOLD = (
    "A step that everybody takes tells nothing, and one that nobody takes tells nothing either. "
    "Only the one that hurts an honest government, and hurts a cheat too much, parts the two."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others(-1, 0) + paragraphs(_TOLD)


def _found() -> list[tuple[float, float]]:
    """Return for each size how many of six are judged rightly, and what it brings."""
    found = []
    for size in SIZES:
        run = []
        for honest, (low, high) in ((True, HONEST), (False, CHEAT)):
            for number in range(OTHERS // 2):  # no luck: evenly spread
                met = Meeting(honest, low + (high - low) * (number + 0.5) / (OTHERS // 2), size)
                met.signed = met.taken
                run.append(met)
        share = ROUNDS / OTHERS
        found.append(
            (share * sum(each.right() for each in run), share * sum(each.score() for each in run))
        )
    return found


def _others(right: int, score: int) -> str:
    rows = (
        []
        if right < 0
        else [Row("you", [(right / 6, str(right)), (max(0, score) / 12, shown(score, 0))], True)]
    )
    for name, size, (known, brought) in zip(NAMES, SIZES, once("gesture", _found)):
        rows.append(
            Row(
                f"who ask for {name} ({size})",
                [(known / 6, shown(known)), (max(0, brought) / 12, shown(brought))],
                answer=_ANSWER.get(size, -1),
            )
        )
    return comparison(
        "Two hundred others, who sign when the step comes",
        ["right, of six", f"brought ({GAIN} if honest, \u2212{-LOSS} if not)"],
        rows,
    )


_ANSWER = {20: 0, 85: 1, 55: 2}
"""Which answer to the chapter's prediction each size is."""

MOVE = Move("The gesture", show, told)
