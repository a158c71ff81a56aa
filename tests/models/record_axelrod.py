"""What the axelrod library says of the same games, recorded once for the tests.

The library brings gigabytes of others, so it is installed for this alone and thrown away:
``uv run --no-project --with axelrod==4.14.0 python -m tests.models.record_axelrod``.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

RECORD = Path(__file__).with_name("axelrod.json")

PURE = ("always cooperate", "always defect", "tit for tat", "grim", "win-stay, lose-shift")
LONG = (
    ("tit for tat", "random"),
    ("generous tit for tat", "always defect"),
    ("grim", "grim"),
)


def record() -> dict[str, Any]:
    """Play the games of the library and return what came of them."""
    import axelrod  # noqa: PLC0415 - only where the record is made

    players = {
        "always cooperate": axelrod.Cooperator,
        "always defect": axelrod.Defector,
        "tit for tat": axelrod.TitForTat,
        "generous tit for tat": axelrod.GTFT,
        "grim": lambda: axelrod.MemoryOnePlayer((1, 0, 0, 0), axelrod.Action.C),
        "win-stay, lose-shift": axelrod.WinStayLoseShift,
        "random": axelrod.Random,
    }

    def moves(first: str, second: str) -> str:
        match = axelrod.Match((players[first](), players[second]()), turns=12)
        sides = zip(*match.play(), strict=True)
        return " ".join("".join(str(move) for move in side) for side in sides)

    def cooperation(first: str, second: str) -> float:
        sides = (players[first](), players[second]())
        match = axelrod.Match(sides, turns=40_000, noise=0.05, seed=4)
        match.play()
        return float(match.normalised_cooperation()[0])

    return {
        "version": axelrod.__version__,
        "moves": [[*pair, moves(*pair)] for pair in product(PURE, PURE)],
        "cooperation": [[*pair, cooperation(*pair)] for pair in LONG],
        "after": {
            "generous tit for tat": [
                float(share) for share in players["generous tit for tat"]()._four_vector.values()
            ]
        },
        "payoffs": [float(each) for each in axelrod.DefaultGame.RPST()],
    }


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1) + "\n", encoding="utf-8")
