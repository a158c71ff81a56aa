"""Simulations: the same run for the same seed, numbers that agree with the models, kept ranges."""

from __future__ import annotations

import itertools

import pytest

from backchannel.figures import SIMULATIONS
from backchannel.figures.crisis import CRISIS
from backchannel.figures.exchange import EXCHANGE
from backchannel.figures.simulation import Simulation
from backchannel.figures.thousand_incidents import THOUSAND_INCIDENTS
from backchannel.figures.tournament import TOURNAMENT
from backchannel.models import audience_costs, cascade, repeated_games
from backchannel.runs import advance

each = pytest.mark.parametrize("found", SIMULATIONS.values(), ids=lambda found: found.name)


@each
def test_a_run_is_decided_by_its_number(found: Simulation) -> None:
    assert found.rows(seed=3) == found.rows(seed=3) != found.rows(seed=4)


@each
def test_a_run_tells_how_far_it_has_come(found: Simulation) -> None:
    shares = [share for share, _ in found.running()]
    assert shares == sorted(shares)
    assert len(shares) >= 20
    assert shares[-1] == pytest.approx(1)


@each
def test_extreme_values_break_nothing(found: Simulation) -> None:
    for values in itertools.product(*((s.start, s.stop) for s in found.own_sliders)):
        given = dict(zip((s.name for s in found.own_sliders), values, strict=True))
        rows = found.rows(**given)
        assert rows
        assert found.sentence(rows, **given).endswith(".")


@each
def test_the_still_speaks_of_the_run_it_shows(found: Simulation) -> None:
    still = found.still()
    assert found.sentence(found.rows()) in still.words
    assert still.datasets()["rows"] == found.rows()


def test_wrong_names_and_values_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="'noise' is no slider here; choose error, moves, seed"):
        TOURNAMENT.values(noise=0.1)
    with pytest.raises(ValueError, match=r"error .* must be from 0 to 0\.3, not 2"):
        TOURNAMENT.rows(error=2)


def test_without_mistakes_an_exchange_is_restrained_throughout() -> None:
    rows = EXCHANGE.rows(error=0)
    assert {row["act"] for row in rows} == {"restraint"}
    assert len(rows) == 100


def test_a_thousand_incidents_end_as_often_as_the_model_says() -> None:
    rows = THOUSAND_INCIDENTS.rows(triggered=1.5)
    counts = [int(str(row["flare_ups"])) for row in rows]
    assert sum(counts) == 1000
    expected = cascade.end_probability(1.5, 0)
    assert sum(counts[:-1]) / 1000 == pytest.approx(expected, abs=0.06)  # standard error .016


def test_a_tournament_ranks_all_strategies() -> None:
    rows = TOURNAMENT.rows()
    payoffs = [float(str(row["payoff"])) for row in rows]
    assert payoffs == sorted(payoffs, reverse=True)
    assert {row["strategy"] for row in rows} == set(repeated_games.STRATEGIES)


def test_crises_end_as_the_model_says() -> None:
    last = CRISIS.rows(first_slope=0.1, second_slope=0.2)[-1]
    war = audience_costs.fight_probability(0.1, 0.2, 1) * audience_costs.fight_probability(
        0.2, 0.1, 1
    )
    assert float(str(last["war"])) == pytest.approx(war, abs=0.06)
    assert sum(float(str(last[name])) for name in ("first", "second", "war")) == pytest.approx(1)
    assert float(str(last["first"])) > float(str(last["second"])), "lower costs back down more"


@each
def test_a_run_goes_on_where_it_stopped_and_begins_anew_when_asked_for_less(
    found: Simulation,
) -> None:
    values = found.values(seed=5)
    first, few, _ = advance(found.name, values, 1e-9)
    assert 0 < first < 0.1
    few = [*few]
    half, _, _ = advance(found.name, values, 0.5)
    assert 0.5 <= half < 0.6
    done, rows, said = advance(found.name, values, 1)
    assert done == 1
    assert rows == found.rows(seed=5)
    assert said == found.sentence(rows, seed=5)
    assert advance(found.name, values, 1e-9)[:2] == (first, few)


def test_a_share_that_no_run_has_is_refused() -> None:
    with pytest.raises(ValueError, match="a share above 0 and at most 1, not 2"):
        advance("exchange", EXCHANGE.values(), 2)
