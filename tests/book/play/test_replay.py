"""The page's Python and this one agree on every move, run by run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from backchannel.models.chance import Chance
from backchannel.moves import MOVES, in_json, show
from book.play import sources

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


def test_thousands_of_runs_come_out_alike_in_the_pages_python() -> None:
    asked = runs()
    lines = [json.dumps(sources()), *(json.dumps(run) for run in asked)]
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), Path(__file__).with_name("replay.mjs")],
        input="\n".join(lines), capture_output=True, text=True, check=True, env={**os.environ},
    )  # fmt: skip
    answers = done.stdout.splitlines()
    assert len(answers) == RUNS
    for run, answer in zip(asked, answers, strict=True):
        assert json.loads(answer) == json.loads(in_json(*run)), run
