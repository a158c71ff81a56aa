"""Runs: what chance does in a model, step by step, and a sentence that says what came of it.

The same lines run in a notebook and in the page (MicroPython), so nothing here may depend on the
order of a dictionary, on ``random`` or on a last bit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from .models import audience_costs, cascade, repeated_games
from .models.chance import Chance
from .models.quantity import shown

if TYPE_CHECKING:
    from .data import Row

    Values = Mapping[str, float]

    Steps = Iterator[tuple[float, list[Row]]]
    """Again and again, the share of a run that is done, 0 to 1, and the rows so far."""


class Run:
    """What chance does in a model.

    Parameters
    ----------
    steps
        Runs it with values and a source of chance.
    result
        Says in a sentence what has come out so far.

    """

    def __init__(
        self,
        steps: Callable[[Values, Chance], Steps],
        result: Callable[[Values, list[Row]], str],
    ) -> None:
        self.steps = steps
        self.result = result


SIDES = ("first side", "second side")
ACTS = ("restraint", "attack")


def _exchange(values: Values, chance: Chance) -> Steps:
    rule = repeated_games.generous_tit_for_tat(values["forgiveness"])
    moves = int(values["moves"])
    rows: list[Row] = []
    played = repeated_games.play(rule, rule, moves, values["error"], chance)
    for move, acts in enumerate(played, 1):
        for side, act in zip(SIDES, acts):
            act_of = ACTS["CD".index(act)]
            rows.append({"move": move, "moves": moves, "side": side, "act": act_of})
        yield move / moves, rows


def _exchanged(_values: Values, rows: list[Row]) -> str:
    first, second = (
        sum(row["side"] == side and row["act"] == "restraint" for row in rows) for side in SIDES
    )
    moves = len(rows) // 2
    return (
        f"in {moves} move{'' if moves == 1 else 's'} the first side showed restraint "
        f"{_times(first)} and the second {_times(second)}."
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


FLARE_UPS = 1000

COUNT_LIMIT = 200
"""Incidents at which a flare-up is counted no further."""

SIZE_CLASSES = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, 63), (64, COUNT_LIMIT - 1))
BEYOND_COUNT = f"{COUNT_LIMIT} or more"


def _incidents(values: Values, chance: Chance) -> Steps:
    names = [str(low) if low == high else f"{low} to {high}" for low, high in SIZE_CLASSES]
    names.append(BEYOND_COUNT)
    counts = [0] * len(names)
    for done in range(1, FLARE_UPS + 1):
        size = sum(cascade.cascade(values["triggered"], values["settled"], COUNT_LIMIT, chance))
        counts[sum(size > high for _, high in SIZE_CLASSES)] += 1
        yield (
            done / FLARE_UPS,
            [{"size": name, "flare_ups": count} for name, count in zip(names, counts)],
        )


def _counted(values: Values, rows: list[Row]) -> str:
    counts = [int(str(row["flare_ups"])) for row in rows]
    ends = cascade.end_probability(values["triggered"], values["settled"])
    return (
        f"{sum(counts[:-1])} of {sum(counts)} flare-ups died out before they reached "
        f"{COUNT_LIMIT} incidents; the model expects {shown(ends * 100, 0)} in a hundred to end "
        "by themselves."
    )


def _tournament(values: Values, chance: Chance) -> Steps:
    names = list(repeated_games.NAMES)
    matches = len(names) * (len(names) + 1) // 2
    scores: list[list[float]] = [[] for _ in names]
    met = repeated_games.tournament(names, int(values["moves"]), values["error"], chance)
    for done, (first, second, own, other) in enumerate(met, 1):
        scores[names.index(first)].append(own)
        if first != second:
            scores[names.index(second)].append(other)
        means = [(sum(got) / len(got), name) for got, name in zip(scores, names) if got]
        ranked = sorted(means, key=lambda mean: -mean[0])
        yield done / matches, [{"strategy": name, "payoff": mean} for mean, name in ranked]


def _ranked(_values: Values, rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return f"{first['strategy']} has met itself so far."
    return (
        f"{first['strategy']} got most, {shown(float(str(first['payoff'])), 2)} a move, and "
        f"{last['strategy']} least, {shown(float(str(last['payoff'])), 2)}. Who is in the field, "
        "the noise and the run decide: no strategy is best everywhere."
    )


CRISES = 1000
CRISES_A_STEP = 50

INSTANTS = 24
"""Parts into which the time up to the horizon is cut."""

OUTCOMES = ("first backs down", "second backs down", "war")


def _crises(values: Values, chance: Chance) -> Steps:
    slopes = values["first_slope"], values["second_slope"]
    end = audience_costs.horizon(slopes[0], slopes[1], values["war_stakes"])
    times = [end * instant / INSTANTS for instant in range(INSTANTS + 1)]
    ended = [[0] * len(times) for _ in OUTCOMES]  # in how many crises, by each instant
    for done in range(1, CRISES + 1):
        outcome, time = audience_costs.crisis(slopes[0], slopes[1], values["war_stakes"], chance)
        counts = ended[OUTCOMES.index(outcome)]
        for instant, at in enumerate(times):
            counts[instant] += time <= at
        if done % CRISES_A_STEP == 0:
            rows: list[Row] = []
            for instant, at in enumerate(times):
                first, second, war = (counts[instant] / done for counts in ended)
                rows.append(
                    {
                        "time": at,
                        "first": first,
                        "second": second,
                        "war": war if instant == INSTANTS else 0.0,
                    }
                )
            yield done / CRISES, rows


def _decided(_values: Values, rows: list[Row]) -> str:
    last = rows[-1]
    first, second, war, time = (
        float(str(last[name])) for name in ("first", "second", "war", "time")
    )
    return (
        f"in {shown(first * 100, 0)} crises of a hundred the first side backed down, in "
        f"{shown(second * 100, 0)} the second, and {shown(war * 100, 0)} ended in war, at a "
        f"horizon of {shown(time)}."
    )


RUNS = {
    "exchange": Run(_exchange, _exchanged),
    "thousand_incidents": Run(_incidents, _counted),
    "tournament": Run(_tournament, _ranked),
    "crisis": Run(_crises, _decided),
}
"""Every run, by the name of its figure."""


class _UnderWay:
    """A run that may go on where it stopped."""

    def __init__(self, name: str, values: Values) -> None:
        self.values = values
        self.done = 0.0
        self.rows: list[Row] = []
        self._steps = RUNS[name].steps(values, Chance(int(values["seed"])))

    def go_on(self, until: float) -> None:
        """Take steps until a share of the run is done."""
        while self.done < until:
            self.done, self.rows = next(self._steps)


_LAST: dict[str, _UnderWay] = {}


def advance(name: str, values: Values, until: float) -> tuple[float, list[Row], str]:
    """Return a run, as far as it is asked for: the share done, its rows, and what to say of it.

    A run that is asked for once more with a larger share goes on where it stopped.

    Parameters
    ----------
    name
        A run of ``RUNS``.
    values
        The values of its sliders, and the ``seed``.
    until
        The share of the run to reach, above 0 and at most 1.

    Raises
    ------
    KeyError
        If there is no such run.
    ValueError
        If a value is outside its range, or the share.

    """
    if not 0 < until <= 1:
        raise ValueError(f"A run goes on until a share above 0 and at most 1, not {until}.")
    run = _LAST.get(name)
    if run is None or run.values != values or run.done >= until:
        run = _LAST[name] = _UnderWay(name, values)
    run.go_on(until)
    return run.done, run.rows, RUNS[name].result(values, run.rows)


def in_json(name: str, values: str, until: float) -> str:
    """Return ``advance`` as JSON, of values in JSON, for the page."""
    done, rows, said = advance(name, json.loads(values), until)
    return json.dumps({"done": done, "rows": rows, "said": said[:1].upper() + said[1:]})
