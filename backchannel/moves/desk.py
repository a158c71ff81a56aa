"""The desk: six attacks, four papers on each, and one word for the other capital.

Some reports have one source behind all four papers, others a source each. Papers that agree look
surest; but all that come from one source agree, and those with sources of their own seldom do.
Three times the reader may ask who told them.

The six are in exact proportion to the model (``attribution``) with the numbers of its chart, since
luck would hide it: of three claims of one source two are true. Simpler than the model in that
the numbers are fixed; the model is simpler than the world in that no source lies on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..models.attribution import clarified, posterior_after
from ..models.chance import Chance
from ..models.quantity import shown
from .view import (
    NUMBERS,
    Hand,
    Move,
    Row,
    View,
    comparison,
    in_words,
    none_or,
    once,
    paragraphs,
    scene,
    sign,
    strip,
    upper,
)

PAPERS = 4
QUESTIONS = 3
PRIOR, HIT, FALSE_ALARM = 0.2, 0.8, 0.1
"""How likely an order is thought before, and how often a source tells of one, true or not."""

WRONG = 3
"""How many right words a wrong one costs."""

OTHERS = 200

ORDERED, NOT, OPEN, ASK = range(4)
CHOICES = (
    "<b>Ordered</b>",
    "<b>Not ordered</b>",
    "<b>Leave it open</b>",
    "<b>Ask</b> who told the papers",
)
WORDS = ("ordered", "not ordered", "left open")
RULES = (
    "counted papers, and said what most say",
    "asked where the papers differed",
    "asked where all four agreed, and left open what had one source",
    "left all of it open",
)


class Attack:
    """An attack: how many papers tell of an order, from one source or four, and the truth."""

    def __init__(self, papers: int, sources: int, ordered: bool) -> None:
        self.papers = papers
        self.sources = sources
        self.ordered = ordered

    def majority(self) -> int:
        """Return what most papers say."""
        return ORDERED if 2 * self.papers > PAPERS else NOT


class Case:
    """What the reader did with an attack: whether the source was asked for, and the word."""

    def __init__(self, attack: Attack, asked: bool, word: int) -> None:
        self.attack = attack
        self.asked = asked
        self.word = word

    def right(self) -> bool:
        """Return whether the word was true."""
        return self.word == (ORDERED if self.attack.ordered else NOT)

    def wrong(self) -> bool:
        """Return whether the word was false, which an open one is not."""
        return self.word != OPEN and not self.right()


ATTACKS = (
    Attack(4, 1, True),
    Attack(4, 1, True),
    Attack(4, 1, False),
    Attack(4, 4, True),
    Attack(3, 4, True),
    Attack(1, 4, False),
)


def sureness(papers: int, sources: int) -> float:
    """Return how likely an order is after what the papers say, by the model."""
    if sources == 1:
        return float(posterior_after(PRIOR, HIT, FALSE_ALARM, 1))
    sure = posterior_after(PRIOR, HIT, FALSE_ALARM, papers)
    for _ in range(PAPERS - papers):
        sure = clarified(sure, (1 - HIT) / (1 - FALSE_ALARM))  # a paper that tells of none
    return float(sure)


def drawn(chance: Chance) -> list[Attack]:
    """Return the attacks in an order drawn."""
    rest = list(ATTACKS)
    return [rest.pop(chance.below(len(rest))) for _ in ATTACKS]


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    attacks = drawn(Chance(seed))
    cases: list[Case] = []
    if not hand.left():
        return View(
            "Six attacks, and four papers on each. Was it ordered? You carry one word to the other "
            f"capital; a wrong one costs what {NUMBERS[WRONG]} right ones gain. "
            f"{upper(in_words(QUESTIONS, 'time'))} you may ask who told the papers.",
            ("<b>To the first attack</b>",),
            _desk(0, 0),
            _marks(cases, False),
        )
    hand.take(1)
    for attack in attacks:
        asked = False
        while len(cases) == 0 or cases[-1].attack is not attack:
            if not hand.left():
                return _asking(attack, cases, asked)
            choice = hand.take(3 + (not asked and _questions(cases) > 0))
            if choice == ASK:
                asked = True
            else:
                cases.append(Case(attack, asked, choice))
    return _over(cases)


def _questions(cases: Sequence[Case]) -> int:
    return QUESTIONS - sum(case.asked for case in cases)


def _asking(attack: Attack, cases: Sequence[Case], asked: bool) -> View:
    left = _questions(cases) - asked
    if asked:
        told = (
            "All four had it from <b>one</b> official."
            if attack.sources == 1
            else "Each paper has a source <b>of its own</b>."
        )
        said = f"{told} What do you say of attack {len(cases) + 1}?"
    else:
        papers = {
            4: "All four papers say that it was ordered.",
            3: "Three papers say that it was ordered, one that it was not.",
            1: "One paper says that it was ordered, three that it was not.",
        }[attack.papers]
        before = f"You said: {WORDS[cases[-1].word]}. " if cases else ""
        said = f"{before}Attack {len(cases) + 1}. {papers} What do you say?"
    more = (f"{CHOICES[ASK]} ({left} left)",) if not asked and left else ()
    drawing = _desk(attack.papers, attack.sources if asked else 0)
    return View(said, CHOICES[:3] + more, drawing, _marks(cases, False))


def _desk(papers: int, sources: int) -> str:
    """Return four papers, what they say, and who stands behind them where that was asked."""
    parts = ['<path class="ground" d="M8 82h304"/>']
    for number in range(PAPERS):
        x = 40 + 80 * number
        parts.append(sign("letter", x - 20, 40, 40))
        if papers:
            says = "ordered" if number < papers else "no order"
            parts.append(f'<text x="{x}" y="93">{says}</text>')
        if sources:
            start = 160 if sources == 1 else x
            parts.append(f'<path class="wire goes" d="M{start} 22 {x} 46"/>')
    for number in range(sources):
        x = 160 if sources == 1 else 40 + 80 * number
        parts.append(f'<circle class="fill" cx="{x}" cy="17" r="5"/>')
    return scene(parts)


def _marks(cases: Sequence[Case], over: bool) -> str:
    later = [("later", "to come")] * (len(ATTACKS) - len(cases))
    papers = [
        ("paper many-4 refused", "all four papers said ordered")
        if case.attack.papers == PAPERS
        else ("paper", f"of four papers {case.attack.papers} said ordered")
        for case in cases
    ]
    words = [
        ("broken own", f"you said {WORDS[case.word]}, wrongly")
        if over and case.wrong()
        else (("ordered own", "slip own", "held")[case.word], f"you: {WORDS[case.word]}")
        for case in cases
    ]
    rows = strip("Papers", papers + later) + strip("You", words + later)
    if not over:
        return rows
    behind = [
        ("visit", "one source behind all four")
        if case.attack.sources == 1
        else ("held", "a source for each paper")
        for case in cases
    ]
    truth = [
        ("ordered", "it was ordered") if case.attack.ordered else ("slip", "it was not ordered")
        for case in cases
    ]
    return rows + strip("Source", behind) + strip("Truth", truth)


def _over(cases: Sequence[Case]) -> View:
    right, wrong = sum(case.right() for case in cases), sum(case.wrong() for case in cases)
    still = len(cases) - right - wrong
    return View(
        f"Now the truth is known. You were right {in_words(right, 'time')}, "
        f"<b>wrong {in_words(wrong, 'time')}</b>, and left {in_words(still, 'attack')} open.",
        (),
        _desk(PAPERS, 1),
        _marks(cases, True),
        paragraphs(_yours(cases), _TOLD) + _others(cases),
        {"prior": PRIOR, "reports": PAPERS, "sources": 1},
    )


def _yours(cases: Sequence[Case]) -> str:
    """Return what the reader did where the papers agreed, and where they did not."""
    agreed = [case for case in cases if case.attack.papers == PAPERS]
    sure = sum(case.word != OPEN for case in agreed)
    misled = sum(case.wrong() for case in agreed)
    wasted = sum(case.asked for case in cases) - sum(case.asked for case in agreed)
    said = "All four papers agreed on four attacks; you " + (
        f"took a side on {NUMBERS[sure]} of these, and were wrong on {none_or(misled)}."
        if sure
        else "left each of these open."
    )
    if wasted:
        said += (
            f" {upper(in_words(wasted, 'question'))} you spent where the papers differed: but "
            "papers that differ cannot all have one source."
        )
    return said


_TOLD = (
    "Papers that agree look surest, and were the least sure. All that come from one source agree: "
    f"four such papers make an order {shown(100 * sureness(4, 1), 0)} percent likely, as one "
    "alone would. Three of four that each had a source of its own make it "
    f"{shown(100 * sureness(3, 4), 0)} percent."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others([]) + paragraphs(_TOLD)


if TYPE_CHECKING:
    Decide = Callable[[Attack, bool, int], int]
    """Decides with an attack, whether it was asked for, and the questions that are left."""


def rule(number: int) -> Decide:
    """Return one of ``RULES``, as a decision."""

    def decide(attack: Attack, asked: bool, left: int) -> int:
        agreed = attack.papers == PAPERS
        if number == 3:
            return OPEN
        if left and not asked and number == (2 if agreed else 1):
            return ASK
        if number == 2 and agreed and (not asked or attack.sources == 1):
            return OPEN
        return attack.majority()

    return decide


def cases_of(seed: int, decide: Decide) -> list[Case]:
    """Return the six attacks of somebody who decides by a rule."""
    cases: list[Case] = []
    for attack in drawn(Chance(seed)):
        left = _questions(cases)
        choice = decide(attack, False, left)
        asked = choice == ASK
        cases.append(Case(attack, asked, decide(attack, True, left - 1) if asked else choice))
    return cases


def _counts() -> list[tuple[float, float]]:
    """Return for each rule how many words of six were right, and how many were wrong."""
    found = []
    for number in range(len(RULES)):
        runs = [case for seed in range(OTHERS) for case in cases_of(seed, rule(number))]
        found.append(
            (
                sum(case.right() for case in runs) / OTHERS,
                sum(case.wrong() for case in runs) / OTHERS,
            )
        )
    return found


def _others(cases: Sequence[Case]) -> str:
    rows = []
    if cases:
        own = sum(case.right() for case in cases), sum(case.wrong() for case in cases)
        rows.append(_row("you", own, 0, True))
    for name, found in zip(RULES, once("desk", _counts)):
        rows.append(_row(f"who {name}", found, 1, False))
    return comparison(
        "Six attacks, two hundred others for each rule",
        ["right", "wrong", f"worth (1, \u2212{WRONG})"],
        rows,
    )


def _row(label: str, counts: tuple[float, float], digits: int, yours: bool) -> Row:
    right, wrong = counts
    worth = right - WRONG * wrong
    bars = [(count / len(ATTACKS), shown(count, digits)) for count in counts]
    bars.append((max(0.0, worth) / len(ATTACKS), shown(worth, digits)))
    return Row(label, bars, yours)


MOVE = Move("The desk", show, told)
