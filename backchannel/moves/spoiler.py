"""The spoiler: six agreements, an attack after each, and the question whether to go on.

Some partners are strong and could stop nearly every attack, some are weak. Attacks come in spite
of sincere partners too. Then the chairs change: the reader is sincere, is attacked from among
those at home, and has said beforehand how strong the government is.

It is its model (``spoilers``) for partners of two strengths. Simpler than the model in that there
is one attack; the model is simpler than the world in that attackers do not choose their moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..models.chance import Chance
from ..models.quantity import shown
from ..models.spoilers import trust_after_attack
from .view import (
    Hand,
    Move,
    Row,
    View,
    comparison,
    none_or,
    once,
    paragraphs,
    sign,
    strip,
    two_capitals,
)

PARTNERS = 6
TRUST, NEEDED = 0.6, 0.5
"""How sincere a partner is thought before an attack, and how much of that a peace needs."""

WEAK, STRONG = range(2)
SUFFERS = (0.6, 0.1)
"""How often a sincere partner is attacked through all the same, if it is weak and if strong."""

ALLOWS = 0.8
"""How often an attack comes if the partner is not sincere, be it weak or strong."""

OTHERS = 200

GO_ON, STOP = range(2)
CHOICES = ("<b>Go on</b> with the agreement", "<b>Stop</b> it")
RULES = (
    "went on with the strong and stopped with the weak",
    "went on with the weak and stopped with the strong",
    "always went on",
    "always stopped",
)

SEATS = "<b>Change chairs</b>: now the attackers come from your side"
SAY = (
    "Say: we do <b>not</b> control all of them",
    "Say: we control <b>every</b> one of them",
)


class Partner:
    """A partner after an attack: how strong it is, whether it is sincere, and what was done."""

    def __init__(self, strength: int, sincere: bool) -> None:
        self.strength = strength
        self.sincere = sincere
        self.choice = STOP

    def kept(self) -> bool:
        """Return whether a peace was kept."""
        return self.choice == GO_ON and self.sincere

    def misled(self) -> bool:
        """Return whether somebody went on with a partner who was not sincere."""
        return self.choice == GO_ON and not self.sincere

    def lost(self) -> bool:
        """Return whether a sincere partner was left."""
        return self.choice == STOP and self.sincere


def trust(strength: int) -> float:
    """Return how sincere a partner of this strength may be thought after an attack."""
    return float(trust_after_attack(TRUST, SUFFERS[strength], ALLOWS, 1))


def partners(chance: Chance) -> list[Partner]:
    """Return the partners: three strong, three weak, in an order drawn."""
    rest = [WEAK, STRONG] * (PARTNERS // 2)
    strengths = [rest.pop(chance.below(len(rest))) for _ in range(PARTNERS)]
    return [Partner(strength, chance.share() < trust(strength)) for strength in strengths]


def show(seed: int, hand: Hand) -> View:
    """Return what the reader sees after these choices."""
    if not hand.left():
        return View(
            "You sign six agreements, one after the other. After each there is an attack from the "
            "partner's side. Nobody knows whether the partner wanted it. Do you go on?",
            ("<b>Sign the first</b>",),
            _scene(False),
            _marks([], False),
        )
    hand.take(1)
    drawn = partners(Chance(seed))
    for number, partner in enumerate(drawn):
        if not hand.left():
            return _asking(drawn[: number + 1])
        partner.choice = hand.take(len(CHOICES))
    if not hand.left():
        return _over(drawn)
    hand.take(1)
    if not hand.left():
        return View(
            "You are the partner now, and sincere. Before the agreement you are asked how far you "
            "control the armed groups on your side. What do you say?",
            SAY,
            "",
            _marks(drawn, True),
        )
    return _changed(drawn, hand.take(len(SAY)))


def _asking(drawn: Sequence[Partner]) -> View:
    strength = (
        "<b>weak</b>: half of the country does not obey it"
        if drawn[-1].strength == WEAK
        else "<b>strong</b>: hardly anything happens there against its will"
    )
    before = ("You go on. ", "You stop. ")[drawn[-2].choice] if len(drawn) > 1 else ""
    return View(
        f"{before}Agreement {len(drawn)}. Your partner's government is {strength}. An attack comes "
        "from its side; it says that it did not want it.",
        CHOICES,
        _scene(True),
        _marks(drawn[:-1], False),
    )


def _scene(attack: bool) -> str:
    parts = [sign("handshake", 146, 44, 28)]
    if attack:
        parts += [sign("group", 226, 48, 24), sign("flash", 196, 34, 26, "flares")]
    return two_capitals(parts)


def _marks(drawn: Sequence[Partner], over: bool) -> str:
    later = [("later", "to come")] * (PARTNERS - len(drawn))
    who = [
        ("held", "a weak partner")
        if partner.strength == WEAK
        else ("many-4 refused", "a strong partner")
        for partner in drawn
    ]
    did = [
        ("open", "you went on") if partner.choice == GO_ON else ("shut", "you stopped")
        for partner in drawn
    ]
    rows = strip("Strong", who + later) + strip("You", did + later)
    if over:
        truth = [
            ("deal", "was sincere") if partner.sincere else ("broken", "was not sincere")
            for partner in drawn
        ]
        rows += strip("Partner", truth)
    return rows


def counts(drawn: Sequence[Partner]) -> tuple[int, int, int]:
    """Return how many peaces were kept, how many misled, how many sincere ones left."""
    return (
        sum(partner.kept() for partner in drawn),
        sum(partner.misled() for partner in drawn),
        sum(partner.lost() for partner in drawn),
    )


def _over(drawn: Sequence[Partner]) -> View:
    kept, misled, lost = counts(drawn)
    return View(
        f"Now look who was sincere. You kept the peace with <b>{none_or(kept)}</b>, were misled by "
        f"{none_or(misled)}, and left {none_or(lost)} of the sincere.",
        (SEATS,),
        "",
        _marks(drawn, True),
        paragraphs(_TOLD) + _others(counts(drawn)),
    )


def _changed(drawn: Sequence[Partner], said: int) -> View:
    before, after = shown(100 * TRUST, 0), shown(100 * trust(said), 0)
    fell = f"trust in you fell from {before} to {after} of 100"
    if trust(said) >= NEEDED:
        words = f"An attack gets through all the same. They go on: {fell}. One says: they told us."
    else:
        words = (
            f"An attack gets through all the same. They stop: {fell}. One says: they could have "
            "prevented it."
        )
    return View(
        words,
        (),
        _scene(True),
        _marks(drawn, True),
        paragraphs(
            "Who is known to control everything has wanted whatever happens. Who has said before "
            "what is beyond control is believed afterwards, and was perhaps not signed with at "
            "all: that part the model leaves out.",
            _TOLD,
        )
        + _others(counts(drawn)),
        {"if_sincere": SUFFERS[said], "if_insincere": ALLOWS, "prior": TRUST},
    )


_TOLD = (
    "A strong partner looks like the safer one. But it could have stopped the attack and did not: "
    f"of such partners {shown(100 * trust(STRONG), 0)} in 100 are sincere, of weak ones "
    f"{shown(100 * trust(WEAK), 0)}. Attackers need no order for that, and gain by it."
)


def told() -> str:
    """Return the result for those who do not play."""
    return _others(()) + paragraphs(_TOLD)


def rule(number: int) -> Callable[[Partner], int]:
    """Return one of ``RULES``, as a decision."""

    def decide(partner: Partner) -> int:
        strong = partner.strength == STRONG
        return (GO_ON if strong else STOP, STOP if strong else GO_ON, GO_ON, STOP)[number]

    return decide


def _counts() -> list[list[float]]:
    """Return for each rule what ``counts`` counts, of six partners."""
    found = []
    for number in range(len(RULES)):
        total = [0, 0, 0]
        for seed in range(OTHERS):
            drawn = partners(Chance(seed))
            for partner in drawn:
                partner.choice = rule(number)(partner)
            total = [before + more for before, more in zip(total, counts(drawn))]
        found.append([count / OTHERS for count in total])
    return found


def _others(own: Sequence[int]) -> str:
    rows = []
    if own:
        rows.append(Row("you", [(count / PARTNERS, str(count)) for count in own], True))
    for name, found in zip(RULES, once("spoiler", _counts)):
        rows.append(Row(f"who {name}", [(count / PARTNERS, shown(count)) for count in found]))
    return comparison(
        "Of six partners, two hundred others for each rule",
        ["peace kept", "misled", "sincere, left"],
        rows,
    )


MOVE = Move("The spoiler", show, told)
