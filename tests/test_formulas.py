"""What chapters say in formulas and ask readers to try is what the models and charts say."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from backchannel.figures import EXPLORABLES
from backchannel.models import (
    bargaining,
    brinkmanship,
    delegation,
    parallel_tracks,
    reassurance,
    secrecy,
    threats,
)
from tests.test_chapters import CHAPTERS, FOLDER

Numbers = dict[str, float]

MATHS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+?)\$", re.DOTALL)
TOKEN = re.compile(r"\s*(\\[a-zA-Z]+|\d+(?:\.\d+)?|[a-zA-Z](?:_[a-zA-Z0-9])?|[-+/^(){}<,]|\S)")


class Formula:
    """A formula in the little LaTeX that the chapters use, read from left to right."""

    def __init__(self, formula: str, numbers: Numbers) -> None:
        self.formula, self.numbers = formula, numbers
        source = re.sub(r"\\(left|right|!|,)(?![a-zA-Z])", "", formula).replace("^*", "")
        self.tokens = TOKEN.findall(source)

    def _peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def _take(self, wanted: str = "") -> str:
        assert not wanted or self._peek() == wanted, f"{wanted} expected in {self.formula}"
        found: str = self.tokens.pop(0)
        return found

    def _inside(self, first: str, last: str) -> float:
        self._take(first)
        value = self._total()
        self._take(last)
        return value

    def _atom(self) -> float:
        value = self._bare()
        if self._peek() == "^":
            self._take()
            value **= self._inside("{", "}") if self._peek() == "{" else self._bare()
        return value

    def _bare(self) -> float:
        if self._peek() == "(":
            return self._inside("(", ")")
        token = self._take()
        if token == r"\frac":
            return self._inside("{", "}") / self._inside("{", "}")
        if token == r"\min":
            first = self._inside("(", ",")
            second = self._total()
            self._take(")")
            return min(first, second)
        if token[0].isdigit():
            return float(token)
        return math.e if token == "e" else self.numbers[token.lstrip("\\")]

    def _product(self) -> float:
        value = self._atom()
        while self._peek() not in ("", "+", "-", ")", "}", ","):
            if self._peek() == "/":
                self._take()
                value /= self._atom()
            else:
                value *= self._atom()
        return value

    def _total(self) -> float:
        value = -self._product() if self._peek() == "-" and self._take() else self._product()
        while self._peek() in ("+", "-"):
            value += self._product() if self._take() == "+" else -self._product()
        return value


def evaluate(formula: str, numbers: Numbers) -> float:
    """Return the value of a formula for numbers by the names of its letters."""
    reader = Formula(formula, numbers)
    value = reader._total()
    assert not reader.tokens, f"{reader._peek()!r} was not understood in {formula!r}"
    return value


def shares(*names: str) -> Callable[[random.Random], Numbers]:
    """Return what draws a number between 0 and 1 for each name."""
    return lambda chance: {name: chance.uniform(0.05, 0.95) for name in names}


def leash(chance: random.Random) -> Numbers:
    """Draw numbers for the leash: full control is traced with a probability of at most 1."""
    drawn = {name: chance.uniform(0.05, 0.45) for name in ("a_0", "a_1", "rho", "m")}
    return {**drawn, "k": chance.uniform(1, 20), "r": chance.uniform(1, 30)}


def demand(chance: random.Random) -> Numbers:
    """Draw numbers for the demand, which must leave the other side something."""
    ceiling = chance.uniform(0.2, 0.5)
    return {"p": chance.uniform(0.1, 0.5), "C": ceiling, "c_1": chance.uniform(0.01, ceiling)}


def best_demand(n: Numbers) -> float:
    """Return the best demand for the chapter's letters."""
    found: float = bargaining.best_demand(n["p"], n["c_1"], n["C"])
    return found


def leash_terms(n: Numbers) -> dict[str, float]:
    """Return the leash's numbers by the names of the model's parameters."""
    return {
        "rogue_probability": n["rho"],
        "rogue_damage": n["k"],
        "base_attribution": n["a_0"],
        "control_attribution": n["a_1"],
        "retaliation_cost": n["r"],
    }


FORMULAS: list[tuple[str, str, Callable[[random.Random], Numbers], Callable[[Numbers], float]]] = [
    (
        "why-talk-in-secret",
        r"\frac{1}{2}\left(1 - \frac{c_1}{C}\right)",
        demand,
        lambda n: bargaining.war_probability(best_demand(n), n["p"], n["C"]),
    ),
    (
        "why-talk-in-secret",
        "p + (C - c_1)/2",
        demand,
        best_demand,
    ),
    (
        "why-talk-in-secret",
        r"d\left(1 - \frac{d - p}{C}\right) + (p - c_1)\frac{d - p}{C}",
        lambda chance: (n := demand(chance)) | {"d": n["p"] + n["C"] * chance.random()},
        lambda n: bargaining.expected_value(n["d"], n["p"], n["c_1"], n["C"]),
    ),
    (
        "proxies",
        r"1 - \frac{l}{r}",
        lambda chance: {"l": chance.uniform(0, 5), "r": chance.uniform(6, 30)},
        lambda n: delegation.attribution_threshold(n["l"], n["r"]),
    ),
    (
        "proxies",
        r"\rho k (1 - m) + r (a_0 + a_1 m^2)",
        leash,
        lambda n: delegation.expected_cost(n["m"], **leash_terms(n)),
    ),
    (
        "proxies",
        r"\min\left(1, \frac{\rho k}{2 a_1 r}\right)",
        leash,
        lambda n: delegation.best_control(
            **{k: v for k, v in leash_terms(n).items() if k != "base_attribution"}
        ),
    ),
    (
        "red-lines",
        "l + a",
        lambda chance: {"l": chance.uniform(0, 0.5), "a": chance.uniform(0, 0.5)},
        lambda n: threats.belief_needed(n["l"], n["a"], 1),
    ),
    (
        "exploratory-talks",
        "g (1 - s) - r s",
        shares("g", "r", "s"),
        lambda n: reassurance.step_value(n["s"], n["g"], n["r"]),
    ),
    (
        "exploratory-talks",
        r"\frac{g}{g + r}",
        shares("g", "r"),
        lambda n: reassurance.largest_step(n["g"], n["r"]),
    ),
    (
        "risks-of-back-channels",
        "1 - (1 - p)^{n t}",
        lambda chance: {
            "p": chance.random(),
            "n": chance.randint(1, 30),
            "t": chance.uniform(0, 5),
        },
        lambda n: secrecy.exposure_probability(n["t"], n["n"], n["p"]),
    ),
    (
        "beyond-crisis-management",
        "1 - (1 - r)^n",
        lambda chance: {"r": chance.random(), "n": chance.randint(0, 40)},
        lambda n: brinkmanship.disaster_probability(n["r"], n["n"]),
    ),
    (
        "risks-of-back-channels",
        "1 - e^{-fT}",
        lambda chance: {"f": chance.uniform(0.001, 0.02), "T": chance.uniform(10, 300)},
        lambda n: parallel_tracks.deal_on_front_track(n["f"], n["T"]),
    ),
]


@pytest.mark.parametrize(("chapter", "formula", "draw", "model"), FORMULAS)
def test_a_formula_is_the_model(
    chapter: str,
    formula: str,
    draw: Callable[[random.Random], Numbers],
    model: Callable[[Numbers], float],
) -> None:
    assert formula in (FOLDER / f"{chapter}.md").read_text("utf-8")
    chance = random.Random(f"{chapter} {formula}")
    for _ in range(200):
        numbers = draw(chance)
        assert evaluate(formula, numbers) == pytest.approx(model(numbers), abs=1e-9), numbers


def test_the_two_tracks_are_the_integral_of_the_chapter() -> None:
    text = (FOLDER / "risks-of-back-channels.md").read_text("utf-8")
    survives, deal = "e^{-(f+b+\\lambda)t}", "f + b + \\lambda\\left(1 - e^{-\\rho f (T-t)}\\right)"
    assert f"$$\\int_0^T {survives}\\, g(t)\\, dt$$" in text
    assert f"$$g(t) = {deal},$$" in text
    chance = random.Random(6)
    for _ in range(20):
        n = {name: chance.uniform(0.001, 0.03) for name in ("f", "b", "lambda")}
        n |= {"rho": chance.random(), "T": chance.uniform(20, 200)}
        steps = 400  # Simpson's rule
        days = [n["T"] * step / steps for step in range(steps + 1)]
        heights = [
            evaluate(survives, n | {"t": day}) * evaluate(deal, n | {"t": day}) for day in days
        ]
        inner = 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
        integral = (heights[0] + inner + heights[-1]) * n["T"] / steps / 3
        assert integral == pytest.approx(
            parallel_tracks.deal_on_either_track(n["f"], n["b"], n["lambda"], n["rho"], n["T"])
        )


NOT_OF_A_MODEL = {
    # Steps of a derivation, and names given to quantities.
    "proxies": {
        "l + a r < r",
        r"\rho k (1 - m)",
        "a_0 + a_1 m^2",
        r"-\rho k + 2 r a_1 m = 0",
        r"l = \rho k (1 - m)",
        "a = a_0 + a_1 m^2",
        "a_0 + a_1",
        "k = 2 r",
        "a < 1 - l/r",
    },
    "red-lines": {"l + a = 0.3 + 0.2"},
    "de-escalation": {"q = 1/3", "m(1 - s)"},
    "why-talk-in-secret": {
        "p - c_1",
        "p + c_2",
        "d - p",
        "1 - p - c_2 > 1 - d",
        "(d - p)/C",
        "(d-p)/C",
    },
    "exploratory-talks": {"1 - s"},
    "risks-of-back-channels": {
        r"\int_0^T e^{-(f+b+\lambda)t}\, g(t)\, dt",
        r"g(t) = f + b + \lambda\left(1 - e^{-\rho f (T-t)}\right)",
    },
}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_formula_stands_untested(path: Path) -> None:
    tested = {formula for chapter, formula, _, _ in FORMULAS if chapter == path.stem}
    tested |= NOT_OF_A_MODEL.get(path.stem, set())
    found = {
        (display or inline).strip().rstrip(".,")
        for display, inline in MATHS.findall(path.read_text("utf-8"))
    }
    formulas = {each for each in found if re.search(r"[-+/^=<]|frac", each)}
    bare = {re.sub(r"^\S+(\^\*)? [=<] ", "", each) for each in formulas - tested}
    assert bare <= tested, bare - tested


TRIES: list[tuple[str, str, str, dict[str, float], str]] = [
    # chapter, what it asks for, explorable, settings, what the reading then says
    ("why-talk-in-secret", "70 percent in place of 50", "demand", {"win_probability": 0.5},
     "war with a probability of 33 percent"),
    ("why-talk-in-secret", "70 percent in place of 50", "demand", {"win_probability": 0.7},
     "war with a probability of 33 percent"),
    ("why-talk-in-secret", "let war cost you 30 percent", "demand", {"own_cost": 0.3},
     "war with a probability of 0 percent"),
    ("why-talk-in-secret", "reach only to 10", "demand", {"cost_ceiling": 0.1},
     "war with a probability of 0 percent"),
    ("proxies", "from 30 percent to 60", "leash", {"rogue_probability": 0.55}, "no tighter"),
    ("proxies", "from 30 percent to 60", "leash", {"rogue_probability": 0.6}, "command every act"),
    ("proxies", "20 in place of 10", "leash", {"retaliation_cost": 10}, "leash of 50 percent"),
    ("proxies", "20 in place of 10", "leash", {"retaliation_cost": 20}, "leash of 25 percent"),
    ("red-lines", "in the starting position", "threats", {},
     "it yields. In public it must be 60 percent sure: it does not"),
    ("red-lines", "to be seen yielding to zero", "threats", {"audience_cost": 0},
     "In public it must be 30 percent sure: it yields."),
    ("red-lines", "from 55 percent", "threats", {"public_belief": 0.55}, "it does not."),
    ("red-lines", "from 55 percent", "threats", {"public_belief": 0.6},
     "In public it must be 60 percent sure: it yields."),
    ("de-escalation", "one in a hundred", "forgiveness", {"error": 0.01}, "in 50 percent of their"),
    ("de-escalation", "35 percent on the slider", "forgiveness", {"error": 0.01, "forgiving": 0.35},
     "in 97 percent of their moves"),
    ("de-escalation", "100 percent, and read", "forgiveness", {"error": 0.01, "forgiving": 1},
     "so much forgiveness is worth exploiting"),
    ("exploratory-talks", "First read between which", "gesture", {}, "between 50 percent and 67"),
    ("exploratory-talks", "3 in place of 2", "gesture", {"other_gain": 3}, "between 60 percent"),
    ("exploratory-talks", "bring the cheat 4", "gesture", {"other_gain": 4}, "No step tells"),
    ("exploratory-talks", "cost the cheat only 1", "gesture", {"other_risk": 1}, "No step tells"),
    ("risks-of-back-channels", "leaks from 5", "two_tracks", {"leak": 5},
     "64 percent, without one of 36"),
    ("risks-of-back-channels", "about thirty-one leaks", "two_tracks", {"leak": 31}, "helps."),
    ("risks-of-back-channels", "about thirty-one leaks", "two_tracks", {"leak": 32},
     "does not help."),
    ("risks-of-back-channels", "at 80 percent", "two_tracks", {"after_leak": 0.8, "leak": 100},
     "helps."),
    ("risks-of-back-channels", "100 in place of 90", "two_tracks", {"leak": 31, "days": 100},
     "does not help."),
    ("beyond-crisis-management", "16 in place of 4", "fine", {"fine_set": 4},
     "20 percent of the time and find a violation 10 percent"),
    ("beyond-crisis-management", "16 in place of 4", "fine", {"fine_set": 16},
     "6 percent of the time and find a violation 10 percent"),
    ("beyond-crisis-management", "0.2 in place of 0.5", "fine", {"inspection_cost": 0.2},
     "find a violation 4 percent"),
    ("beyond-crisis-management", "one in fifty", "fine", {"inspection_cost": 0.1},
     "find a violation 2 percent"),
]  # fmt: skip


@pytest.mark.parametrize(("chapter", "asked", "name", "settings", "said"), TRIES)
def test_what_a_chapter_asks_to_try_can_be_set_and_says_so(
    chapter: str, asked: str, name: str, settings: dict[str, float], said: str
) -> None:
    assert asked in (FOLDER / f"{chapter}.md").read_text("utf-8")
    figure = EXPLORABLES[name]
    sliders = {slider.name: slider for slider in figure.sliders}
    for slider, value in settings.items():
        steps = (value - sliders[slider].start) / sliders[slider].step
        assert steps == pytest.approx(round(steps)), f"{slider} cannot be set to {value}"
    assert said in figure.sentence(**settings)


def test_every_chapter_asks_for_settings() -> None:
    assert {chapter for chapter, *_ in TRIES} == {path.stem for path in CHAPTERS}


@pytest.mark.parametrize(
    ("name", "settings", "said", "never"),
    [
        ("forgiveness", {"error": 0.3, "forgiving": 0}, "attacking pays in any case", "so much"),
        ("leash", {"rogue_probability": 0}, "without any leash", "leash of 0"),
        ("spoiler", {"seen": 0}, "Before any attack", "who sent"),
        ("spoiler", {"seen": 1}, "After this attack", "these"),
        ("spoiler", {"seen": 2}, "After these attacks", "this attack"),
        ("secret", {"people": 200, "rate": 100, "kept": 1}, "over 99 percent", "63"),
    ],
)
def test_a_reading_is_true_at_the_ends_of_the_sliders(
    name: str, settings: dict[str, float], said: str, never: str
) -> None:
    sentence = EXPLORABLES[name].sentence(**settings)
    assert said in sentence
    assert never not in sentence
