"""The inspector: send visits month by month, and see what they find; then raise the fine.

Four sites are under an agreement. The other side looks at the last three months: where a visit
seems likely it keeps the agreement, where not it violates. The reader sees what visits find, and
learns of the rest at the end. In a third year the reader announces a rate and keeps to it.

It is not its model (``inspection``) but what may become of it: there both sides throw dice and
know each other's odds. A rate that is announced and kept ends violations, which the model, where
nobody can bind himself, rules out (inspector leadership).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models.chance import Chance
from ..models.inspection import inspection_probability
from ..models.quantity import shown
from .view import Hand, Move, Row, View, comparison, in_words, once, paragraphs, strip

MONTHS, SITES, LOOKS_BACK = 12, 4, 3
GAIN = 1
FINES = (4, 16, 16)
BOLD = 4
OTHERS = 50
ADAPTS, HOLDS = range(2)

VISITS = ("<b>No visit</b>", "<b>One</b> visit", "<b>Two</b>", "<b>Three</b>", "<b>All four</b>")
ANNOUNCE = tuple(f"Announce <b>{visits} of 4</b>, every month" for visits in range(SITES + 1))
GO_ON = (
    "<b>Another year</b>: the fine is four times as high",
    "<b>A third year</b>: announce a rate, and keep to it",
)


class Month:
    """A month: how many sites were visited, violated, and found."""

    def __init__(self, visits: int, violated: int, found: int) -> None:
        self.visits = visits
        self.violated = violated
        self.found = found


def month_after(past: Sequence[Month], visits: int, fine: float, draws: Sequence[float]) -> Month:
    """Return a month in which each site is violated if a visit seems unlikely enough.

    The other side takes what it saw in the last months for the odds of a visit; before there were
    any it expects one in four. Not all who decide there are equally bold: all would violate where
    nobody comes, none where visits are ``BOLD`` times as likely as would make it not pay.
    """
    seen = [each.visits for each in past][-LOOKS_BACK:] or [1]
    expected = sum(seen) / (len(seen) * SITES)
    bound = float(inspection_probability(GAIN, fine))
    odds = max(0.05, min(0.95, 1 - expected / (BOLD * bound)))
    violated = [share < odds for share in draws[:SITES]]
    # Which sites are visited, in an order that the other side cannot know.
    order = sorted(range(SITES), key=lambda site: draws[SITES + site])
    return Month(visits, sum(violated), sum(violated[site] for site in order[:visits]))


def announced(visits: int, fine: float) -> list[Month]:
    """Return a year in which a rate is announced and kept: it pays to violate, or it does not."""
    pays = visits / SITES < float(inspection_probability(GAIN, fine))
    violated = SITES if pays else 0
    return [Month(visits, violated, visits if pays else 0) for _ in range(MONTHS)]


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    chance = Chance(seed)
    years: list[list[Month]] = []
    for fine in FINES[:2]:
        past: list[Month] = []
        years.append(past)
        while len(past) < MONTHS and hand.left():
            draws = [chance.share() for _ in range(2 * SITES)]
            past.append(month_after(past, hand.take(len(VISITS)), fine, draws))
        if len(past) < MONTHS:
            return View(_said(past, len(years)), VISITS, "", _marks(past, False))
        if not hand.left():
            return _over(years)
        hand.take(1)
    if not hand.left():
        said = (
            "You announce how many of the four sites you visit each month, by lot, and keep to it."
        )
        return View(said, ANNOUNCE, "", "")
    years.append(announced(hand.take(len(ANNOUNCE)), FINES[2]))
    return _over(years)


def _said(past: Sequence[Month], year: int) -> str:
    if past:
        last = past[-1]
        found = f"{in_words(last.found, 'violation')} found" if last.visits else "nobody looked"
        return f"Month {len(past)}: {in_words(last.visits, 'visit')}, {found}. How many next?"
    if year == 1:
        return (
            "An agreement covers four sites of Basalt's. Each month you send inspectors to as many "
            "as you like; each visit costs money and patience. A violation found is fined."
        )
    return "A new year, and the fine is four times as high. How many visits do you send?"


def _marks(past: Sequence[Month], over: bool) -> str:
    later = [("later", "to come")] * (MONTHS - len(past))
    visits = [
        (f"visit many-{each.visits}" if each.visits else "held", in_words(each.visits, "visit"))
        for each in past
    ]
    found = [
        ("shot", f"{each.found} found") if each.found else ("held", "none found") for each in past
    ]
    rows = strip("Visits", visits + later) + strip("Found", found + later)
    if over:
        hidden = [each.violated - each.found for each in past]
        rows += strip(
            "Hidden",
            [
                ("slip" if count else "held", f"{in_words(count, 'violation')} not found")
                for count in hidden
            ],
        )
    return rows


def _over(years: Sequence[Sequence[Month]]) -> View:
    past, number = years[-1], len(years)
    violated, found = sum(each.violated for each in past), sum(each.found for each in past)
    sent = sum(each.visits for each in past)
    return View(
        f"The year is over: {in_words(sent, 'visit')}, <b>{in_words(violated, 'violation')}</b>, "
        f"{found} of them found.",
        () if number == len(FINES) else (GO_ON[number - 1],),
        "",
        _marks(past, True),
        paragraphs(_lesson(years)) + _others(years),
        {"fine_set": FINES[number - 1], "violation_gain": GAIN},
    )


def _lesson(years: Sequence[Sequence[Month]]) -> str:
    """Return what the last year shows, given what the reader did in it."""
    if len(years) == 1:
        return (
            "Each site could be violated once a month: 48 times in all. Basalt looked at your last "
            "three months, and did what paid."
        )
    if len(years) == len(FINES):
        return (
            "A rate that is announced and kept needs few visits. The model below says otherwise, "
            "for there nobody can bind himself; which of the two an agreement is, is decided by "
            "whether the other side believes that you will go on looking."
        )
    first, second = (sum(month.violated for month in year) for year in years)
    if second > first:
        return (
            "A higher fine frightens at first. Then visits find nothing, one sends fewer, and the "
            "other side sees that: the fine is paid for by looking away."
        )
    if not any(month.visits for month in years[1]):
        return "Nobody came, and a fine that nobody collects frightens nobody."
    return (
        "You went on looking although visits found little, and so the fine held. Most do not: they "
        "send fewer when nothing is found, and the fine is paid for by looking away."
    )


def told() -> str:
    """Return the result for those who do not play."""
    return _others([]) + paragraphs(
        "Who sends one visit more after a find and one fewer after a quiet month soon looks away "
        "where the fine is high, and is violated more, not less."
    )


def habit(past: Sequence[Month]) -> int:
    """Return what most send: one visit more after a find, one fewer after a month without."""
    if not past:
        return 2
    last = past[-1]
    return min(SITES, last.visits + 1) if last.found else max(0, last.visits - 1)


def _year(fine: float, chance: Chance) -> list[Month]:
    past: list[Month] = []
    for _ in range(MONTHS):
        draws = [chance.share() for _ in range(2 * SITES)]
        past.append(month_after(past, habit(past), fine, draws))
    return past


def _counts() -> list[tuple[float, float]]:
    """Return visits and violations in a year, for each fine and for the rate that is kept."""
    found = []
    for fine in FINES[:2]:
        chance = Chance(2)
        years = [_year(fine, chance) for _ in range(OTHERS)]
        found.append(
            (
                sum(sum(each.visits for each in year) for year in years) / OTHERS,
                sum(sum(each.violated for each in year) for year in years) / OTHERS,
            )
        )
    kept = announced(1, FINES[2])
    found.append((sum(each.visits for each in kept), sum(each.violated for each in kept)))
    return found


def _others(years: Sequence[Sequence[Month]]) -> str:
    names = ("fine of 4", "fine of 16", "fine of 16, a rate announced")
    rows = []
    most = MONTHS * SITES
    for number, (sent, violated) in enumerate(once("inspector", _counts)):
        if number < len(years):
            own = years[number]
            counts = (sum(each.visits for each in own), sum(each.violated for each in own))
            rows.append(
                Row(f"you, {names[number]}", [(count / most, str(count)) for count in counts], True)
            )
        if number < len(years) or not years:
            who = (
                "those who keep to one in four"
                if number == 2
                else "others, one visit more after a find"
            )
            rows.append(
                Row(
                    f"{who}, {names[number]}",
                    [(count / most, shown(count)) for count in (sent, violated)],
                )
            )
    return comparison("A year: four sites, twelve months", ["visits", "violations"], rows)


MOVE = Move("The inspector", show, told)
