"""The second table: eight negotiations, and in each the offer of secret talks beside the open ones.

Those who would know of it differ: three people, a ministry, a committee, a party. The more know,
the more often it leaks; and a leak ends the second table and slows the first.

It is its model (``parallel_tracks``) day by day; the model is simpler than the world in that a
leak has no author and no purpose.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.parallel_tracks import deal_on_either_track, deal_on_front_track
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, in_words, once, paragraphs, strip

DAYS = 90
FRONT, BACK, LEFT = 0.005, 0.010, 0.2
"""Deals a day at the open table and at the second; what is left of the first one's pace."""

KNOW = ("three people", "one ministry", "a committee of parliament", "a whole party")
LEAKS = (0.002, 0.010, 0.031, 0.080)
"""How many leaks a day, for each of those who know."""

FEW = 2
"""How many of these are few enough for a second table."""

ROUNDS = 8
OPEN, NOT = range(2)
CHOICES = ("<b>Open</b> the second table", "<b>Leave</b> it: the open talks alone")
DEAL, LEAKED, NOTHING = "deal", "leak", "held"


class Talks:
    """Ninety days of talks: how they ended, when, and whether they leaked."""

    def __init__(self, shares: Sequence[float], second: bool, leaks: float) -> None:
        self.shares = shares
        self.second = second
        self.leaked = self.ended = 0
        for day, share in enumerate(shares):
            front = FRONT * LEFT if self.leaked else FRONT
            back = BACK if second and not self.leaked else 0
            if share < front + back:
                self.ended = day + 1
                return
            if back and share >= 1 - leaks:
                self.leaked = day + 1

    def alone(self) -> int:
        """Return when the open table alone would have had a deal, on the same days; 0 if never."""
        return 1 + next((day for day, share in enumerate(self.shares) if share < FRONT), -1)

    def words(self) -> str:
        """Return how they went."""
        leaked = (
            f"Day {self.leaked}: it leaks, and the open talks slow down. " if self.leaked else ""
        )
        if self.ended:
            return f"{leaked}Day {self.ended}: a deal."
        alone = self.alone() if self.second else 0
        lost = f" The open talks alone would have had one on day {alone}." if alone else ""
        return f"{leaked}Day {DAYS}: no deal.{lost}"


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    order = _shuffled(chance)
    talks: list[Talks] = []
    if not hand.left():
        return View(
            "Eight negotiations, ninety days each. The open talks are slow. A second table, in "
            "secret, is faster; if it leaks it is over, and the open talks suffer.",
            ("<b>To the first</b>",),
            "",
            _marks(talks),
        )
    hand.take(1)
    for who in order:
        if not hand.left():
            before = f"{talks[-1].words()} " if talks else ""
            asks = f"Negotiation {len(talks) + 1}: <b>{KNOW[who]}</b> would know. Do you open it?"
            said = before + asks
            return View(said, CHOICES, "", _marks(talks))
        shares = [chance.share() for _ in range(DAYS)]
        talks.append(Talks(shares, hand.take(len(CHOICES)) == OPEN, LEAKS[who]))
    return _over(order, talks)


def _shuffled(chance: Chance) -> list[int]:
    """Return those who know, the many more often than the few, in an order drawn."""
    rest = [0, 1, 1, 2, 2, 3, 3, 3]
    return [rest.pop(chance.below(len(rest))) for _ in range(ROUNDS)]


def _marks(talks: Sequence[Talks]) -> str:
    later = [("later", "to come")] * (ROUNDS - len(talks))
    own = [("open", "two tables") if each.second else ("shut", "one table") for each in talks]
    ends = [
        ("deal", "a deal")
        if each.ended
        else ("leak", "leaked, no deal")
        if each.leaked
        else ("held", "no deal")
        for each in talks
    ]
    return strip("Tables", own + later) + strip("Ends", ends + later)


def _over(order: Sequence[int], talks: Sequence[Talks]) -> View:
    deals = sum(each.ended > 0 for each in talks)
    leaks = sum(each.leaked > 0 for each in talks)
    opened = [each.second for each in talks].count(True)
    wide = sum(each.second for who, each in zip(order, talks) if who >= FEW)
    alone = sum(each.alone() > 0 for each in talks)
    few = sum(
        Talks(each.shares, who < FEW, LEAKS[who]).ended > 0 for who, each in zip(order, talks)
    )
    used = [who for who, each in zip(order, talks) if each.second]
    return View(
        f"{talks[-1].words()} In all: <b>{in_words(deals, 'deal')}</b>, {in_words(leaks, 'leak')}, "
        f"{in_words(opened, 'second table')} opened.",
        (),
        "",
        _marks(talks),
        paragraphs(
            f"You opened {in_words(wide, 'table')} of which a committee or a party knew. On the "
            f"same days the open talks alone would have brought {in_words(alone, 'deal')}, and a "
            f"second table wherever few know, {in_words(few, 'deal')}. {_TOLD}"
        )
        + _others(used),
        {"leak": int(1000 * sum(LEAKS[who] for who in used) / len(used) + 0.5)} if used else None,
    )


_TOLD = (
    "The harm of a leak lies at the first table: where too many know, what is lost there outweighs "
    "what the second might have brought."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others([]) + paragraphs(_TOLD)


def _counts() -> list[float]:
    """Return in how many of a hundred negotiations there is a deal, for each of those who know."""
    return [
        100 * float(deal_on_either_track(FRONT, BACK, leaks, LEFT, DAYS)) for leaks in LEAKS
    ] + [100 * float(deal_on_front_track(FRONT, DAYS))]


def _others(opened: Sequence[int]) -> str:
    rows = []
    for who, count in enumerate(once("tables", _counts)):
        label = "the open table alone" if who == len(KNOW) else f"two tables, known to {KNOW[who]}"
        often = list(opened).count(who)
        more = f" (you: {in_words(often, 'time')})" if often else ""
        rows.append(Row(label + more, [(count / 100, shown(count, 0))], often > 0))
    return comparison("Deals in a hundred such negotiations", ["deals"], rows)


MOVE = Move("The second table", show, told)
