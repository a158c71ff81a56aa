"""The page's Python and this one agree on every move, run by run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backchannel import runs as all_runs
from backchannel.figures import SIMULATIONS
from backchannel.models.chance import Chance
from backchannel.moves import MOVES, in_json, show
from book.play import sources_of_moves, sources_of_runs

RUNS = 2000
FEW = 24  # how many are played to the end; the others stop on the way, where the most differs


def runs() -> list[tuple[str, int, list[int]]]:
    """Return runs of every move, each with as many choices as chance will have."""
    found, chance = [], Chance(11)
    names = sorted(MOVES)
    for number in range(RUNS):
        name, seed = names[number % len(names)], chance.below(2**31)
        choices: list[int] = []
        most = 60 if number < FEW * len(names) else chance.below(12)
        while len(choices) < most and (offered := show(name, seed, choices).choices):
            choices.append(chance.below(len(offered)))
        found.append((name, seed, choices))
    return found


def in_the_page(asked: list[Any]) -> list[Any]:
    """Return what the page's Python answers."""
    lines = [
        json.dumps(sources_of_moves() | sources_of_runs()),
        *(json.dumps(each) for each in asked),
    ]
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), Path(__file__).with_name("replay.mjs")],
        input="\n".join(lines), capture_output=True, text=True, check=True, env={**os.environ},
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_thousands_of_runs_come_out_alike_in_the_pages_python() -> None:
    asked = runs()
    answers = in_the_page(asked)
    assert len(answers) == RUNS
    for run, answer in zip(asked, answers, strict=True):
        assert answer == json.loads(in_json(*run)), run


def test_simulations_come_out_alike_in_the_pages_python_step_by_step() -> None:
    asked = []
    for simulation in SIMULATIONS.values():
        ends = {s.name: s.stop if s.name != "moves" else 50 for s in simulation.own_sliders}
        for changed in ({"seed": 1}, {"seed": 77}, {"seed": 3, **ends}):
            values = simulation.values(**changed)
            asked += [(simulation.name, values, until) for until in (1e-9, 0.3, 1)]
    for each, answer in zip(asked, in_the_page(asked), strict=True):
        done, rows, said = all_runs.advance(*each)
        assert answer["said"] == said[:1].upper() + said[1:], each
        assert answer["done"] == pytest.approx(done)
        assert len(answer["rows"]) == len(rows)
        for ours, theirs in zip(rows, answer["rows"], strict=True):
            assert theirs == pytest.approx(ours), each
