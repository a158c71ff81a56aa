"""The simulations of the course: an exchange, a thousand incidents, a tournament, crises."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import altair as alt

from ..data import Row
from ..models import audience_costs, cascade, repeated_games
from ..models.chance import Chance
from .figure import Column, Slider
from .parts import DASHES, SHAPES, label
from .simulation import Simulation, Values
from .theme import Drawing, colour

Steps = Iterator[tuple[float, list[Row]]]

SIDES = {"first": "first side", "second": "second side"}
ACTS = {"C": "restraint", "D": "attack"}


def _exchange(values: Values, chance: Chance) -> Steps:
    rule = repeated_games.generous_tit_for_tat(values["forgiveness"])
    moves = int(values["moves"])
    rows: list[Row] = []
    played = repeated_games.play(rule, rule, moves, values["error"], chance)
    for move, acts in enumerate(played, start=1):
        for side, act in zip(SIDES.values(), acts, strict=True):
            rows.append({"move": move, "side": side, "act": ACTS[act]})
        yield move / moves, rows


def _exchange_result(_values: Values, rows: list[Row]) -> str:
    acts = Counter((row["side"], row["act"]) for row in rows)
    moves = len(rows) // 2
    return (
        f"in {moves} moves the first side showed restraint {acts['first side', 'restraint']} "
        f"times and the second {acts['second side', 'restraint']} times."
    )


def _draw_exchange(rows: alt.Chart) -> Drawing:
    marks = rows.mark_point(filled=True, opacity=1, size=80).encode(
        x=alt.X("move:Q").title("Move").axis(grid=False, tickCount=6),
        y=alt.Y("side:N").title(None).axis(labelFontSize=13),
        color=alt.Color("act:N")
        .scale(domain=list(ACTS.values()), range=[colour("first"), colour("second")])
        .legend(None),
        shape=alt.Shape("act:N")
        .scale(domain=list(ACTS.values()), range=["circle", "triangle-up"])
        .legend(None),
    )
    return alt.layer(
        marks,
        label("circle: restraint", (0.02, 0.02), "first"),
        label("triangle: attack", (0.02, 0.5), "second"),
    )


EXCHANGE = Simulation(
    name="exchange",
    title="An exchange, move by move",
    words=(
        "Two rows of marks, one for each side, over the moves of an exchange: a circle where a "
        "side showed restraint, a triangle where it attacked, by will or by mistake."
    ),
    source="Generous tit for tat against itself, with moves that go wrong by chance.",
    own_sliders=(
        Slider("error", "How many moves go wrong?", 0, 0.3, 0.01, 0.05, percent=True),
        Slider("forgiveness", "How many attacks are forgiven?", 0, 1, 0.05, 0, percent=True),
        Slider("moves", "How many moves?", 10, 100, 10, 50),
    ),
    columns=(Column("move", "Move", 0), Column("side", "Side"), Column("act", "What it did")),
    steps=_exchange,
    result=_exchange_result,
    draw=_draw_exchange,
    height=160,
)

INCIDENTS, AT_MOST = 1000, 200
SIZES = ((1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, 63), (64, AT_MOST - 1))
ENDLESS = f"{AT_MOST} or more"


def _incidents(values: Values, chance: Chance) -> Steps:
    counts: Counter[str] = Counter()
    names = {low: str(low) if low == high else f"{low} to {high}" for low, high in SIZES}
    total = 0
    for done in range(1, INCIDENTS + 1):
        size = sum(cascade.cascade(values["triggered"], values["settled"], AT_MOST, chance))
        total += size
        fitting = (names[low] for low, high in SIZES if low <= size <= high)
        counts[next(fitting, ENDLESS)] += 1
        yield (
            done / INCIDENTS,
            [{"size": name, "flare_ups": counts[name]} for name in (*names.values(), ENDLESS)],
        )


def _incidents_result(values: Values, rows: list[Row]) -> str:
    endless = next(int(str(row["flare_ups"])) for row in rows if row["size"] == ENDLESS)
    ends = cascade.end_probability(values["triggered"], values["settled"])
    return (
        f"{INCIDENTS - endless} of {INCIDENTS} flare-ups died out before they reached {AT_MOST} "
        f"incidents; the model expects {ends * 100:.0f} in a hundred to end by themselves."
    )


def _draw_incidents(rows: alt.Chart) -> Drawing:
    size = alt.Y("size:N").title("Incidents in the flare-up").sort(None).axis(grid=False)
    bars = rows.mark_bar(color=colour("first")).encode(
        y=size,
        x=alt.X("flare_ups:Q").title("Flare-ups").axis(tickCount=4),
        color=alt.condition(
            alt.datum.size == ENDLESS, alt.value(colour("second")), alt.value(colour("first"))
        ),
    )
    numbers = rows.mark_text(align="left", dx=4).encode(y=size, x="flare_ups:Q", text="flare_ups:Q")
    return alt.layer(bars, numbers)


THOUSAND_INCIDENTS = Simulation(
    name="thousand_incidents",
    title="A thousand incidents",
    words=(
        "Bars that count a thousand flare-ups by how many incidents each came to, from one to "
        "two hundred or more, where the count stops. Each flare-up begins with one incident."
    ),
    source="The model of incident cascades, run a thousand times.",
    own_sliders=(
        Slider("triggered", "How many incidents does one set off?", 0.1, 2.0, 0.1, 1.2),
        Slider("settled", "How many of them does a channel settle?", 0, 1, 0.05, 0, percent=True),
    ),
    columns=(Column("size", "Incidents in the flare-up"), Column("flare_ups", "Flare-ups", 0)),
    steps=_incidents,
    result=_incidents_result,
    draw=_draw_incidents,
)


def _tournament(values: Values, chance: Chance) -> Steps:
    names = list(repeated_games.STRATEGIES)
    matches = len(names) * (len(names) + 1) // 2
    scores: dict[str, list[float]] = defaultdict(list)
    met = repeated_games.tournament(names, int(values["moves"]), values["error"], chance)
    for done, (first, second, own, other) in enumerate(met, start=1):
        scores[first].append(own)
        if first != second:
            scores[second].append(other)
        means = {name: sum(got) / len(got) for name, got in scores.items()}
        ranked = sorted(means, key=lambda name: -means[name])
        yield done / matches, [{"strategy": name, "payoff": means[name]} for name in ranked]


def _tournament_result(_values: Values, rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    return (
        f"{first['strategy']} got most, {float(str(first['payoff'])):.2f} a move, and "
        f"{last['strategy']} least, {float(str(last['payoff'])):.2f}. Who is in the field, the "
        "noise and the run decide: no strategy is best everywhere."
    )


def _draw_tournament(rows: alt.Chart) -> Drawing:
    strategy = alt.Y("strategy:N").sort(None).title(None).axis(labelLimit=170, domain=False)
    payoff = alt.X("payoff:Q").title("Payoff a move").scale(domain=[0, 3.6]).axis(tickCount=4)
    bars = rows.mark_bar(color=colour("first")).encode(x=payoff, y=strategy)
    numbers = rows.mark_text(align="left", dx=4).encode(
        x=payoff, y=strategy, text=alt.Text("payoff:Q", format=".2f")
    )
    return alt.layer(bars, numbers)


TOURNAMENT = Simulation(
    name="tournament",
    title="A tournament",
    words=(
        "Bars that rank seven strategies by what each got a move, on average over its matches "
        "against every strategy in the field, itself included."
    ),
    source="A round robin as in Axelrod (1984), with seven strategies that look one move back.",
    own_sliders=(
        Slider("error", "How many moves go wrong?", 0, 0.3, 0.01, 0.05, percent=True),
        Slider("moves", "How many moves has a match?", 50, 1000, 50, 200),
    ),
    columns=(Column("strategy", "Strategy"), Column("payoff", "Payoff a move", 2)),
    steps=_tournament,
    result=_tournament_result,
    draw=_draw_tournament,
)

CRISES, INSTANTS = 1000, 24


def _crises(values: Values, chance: Chance) -> Steps:
    slopes = values["first_slope"], values["second_slope"]
    end = audience_costs.horizon(*slopes, values["war_stakes"])
    times: dict[str, list[float]] = defaultdict(list)
    for done in range(1, CRISES + 1):
        outcome, time = audience_costs.crisis(*slopes, values["war_stakes"], chance)
        times[outcome].append(time)
        if done % 50 == 0:
            rows: list[Row] = []
            for instant in range(INSTANTS + 1):
                at = end * instant / INSTANTS
                row: Row = {"time": at}
                for side in SIDES:
                    over = sum(time <= at for time in times[f"{side} backs down"])
                    row[side] = over / done
                row["war"] = len(times["war"]) / done if instant == INSTANTS else 0.0
                rows.append(row)
            yield done / CRISES, rows


def _crises_result(values: Values, rows: list[Row]) -> str:
    last = rows[-1]
    shares = [round(100 * float(str(last[name]))) for name in (*SIDES, "war")]
    return (
        f"in {shares[0]} crises of a hundred the first side backed down, in {shares[1]} the "
        f"second, and {shares[2]} ended in war, at a horizon of {float(str(last['time'])):.1f}."
    )


def _draw_crises(rows: alt.Chart) -> Drawing:
    time = alt.X("time:Q").title("Time since the crisis began").axis(grid=False, tickCount=5)
    lines = [
        rows.mark_line(
            color=colour(side), strokeDash=DASHES[side], interpolate="step-after"
        ).encode(
            x=time,
            y=alt.Y(f"{side}:Q")
            .title("Share of crises")
            .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
            .scale(domain=[0, 1]),
        )
        for side in SIDES
    ]
    war = (
        rows.transform_filter("datum.war > 0")
        .mark_point(
            color=colour("neutral"), filled=True, shape=SHAPES["neutral"], size=140, opacity=1
        )
        .encode(x=time, y="war:Q")
    )
    return alt.layer(
        *lines,
        war,
        label("first side has backed down", (0.02, 0.05), "first"),
        label("second side has backed down", (0.02, 0.14), "second"),
        label("dot: war at the horizon", (0.02, 0.23), "neutral"),
    )


CRISIS = Simulation(
    name="crisis",
    title="A crisis with audience costs",
    words=(
        "Two rising steps over the time since a crisis began: the share of a thousand crises in "
        "which the first side, and in which the second, has backed down. A dot at the right end "
        "marks the share in which neither did, so that war follows."
    ),
    source="Model of audience costs, a reduction after Fearon (1994), run a thousand times.",
    own_sliders=(
        Slider("first_slope", "How fast do the first side's audience costs rise?", 0.02, 0.5, 0.02,
               0.1),
        Slider("second_slope", "How fast do the second side's?", 0.02, 0.5, 0.02, 0.2),
        Slider("war_stakes", "How bad may war be, against the prize?", 0.2, 5, 0.2, 1),
    ),
    columns=(
        Column("time", "Time", 2),
        Column("first", "First side has backed down", 2),
        Column("second", "Second side has backed down", 2),
        Column("war", "War", 2),
    ),
    steps=_crises,
    result=_crises_result,
    draw=_draw_crises,
)  # fmt: skip

SIMULATIONS = {
    simulation.name: simulation for simulation in (EXCHANGE, THOUSAND_INCIDENTS, TOURNAMENT, CRISIS)
}
