"""The hour of Python before the first problem set: its exercises tell right from not yet."""

from __future__ import annotations

import re
from typing import Any

from exercises.problem_set import CHAPTERS

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def exercises_of_the_hour() -> list[tuple[str, str, str]]:
    """Return the stub, the check and the one way of each exercise that checks itself."""
    text = (CHAPTERS / "python-you-need.md").read_text(encoding="utf-8")
    parts = re.split(r"^\*\*Exercise \d+\.\*\*$", text, flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        cell = CELL.search(part)
        way = re.search(r"One way</summary>\n\n(?:```\n(.*?)```|`([^\n]*)`)\n", part, re.DOTALL)
        assert cell and way, part[:80]
        stub, _, check = cell[1].partition("\n\n")
        found.append((stub, check, way[1] or way[2]))
    return found


def test_the_hour_of_python_tells_right_from_not_yet(capsys: Any) -> None:
    cells = CELL.findall((CHAPTERS / "python-you-need.md").read_text(encoding="utf-8"))
    (table,) = (cell for cell in cells if cell.lstrip().startswith("import pandas"))
    (worked,) = (cell for cell in cells if cell.startswith("def expected(x)"))
    reports = f"import altair as alt\n{table}\n{worked}"
    exercises = exercises_of_the_hour()
    assert len(exercises) == 13
    for stub, check, way in exercises:
        for answer, said in ((stub, "Not yet"), (f"{stub}\n{way}", "Right.")):
            exec(f"{reports}\n{answer}\n{check}", {})
            assert capsys.readouterr().out.startswith(said), answer
    for number, wrong in (
        (3, 'different = sources.count("official A")'),
        (8, 'large = reports["count"] >= 14'),
        (9, "growth = 0.6"),
        (10, 'largest = reports.groupby("place")["count"].max()'),
        (
            12,
            "def north_or_east(table):\n    return reports['place'].isin(['north', 'east']).sum()",
        ),
        (13, "def first_worth(target):\n    return 0.3"),
        (11, 'chart = alt.Chart(reports).mark_point().encode(y="place:N", x="count()")'),
    ):
        stub, check, _ = exercises[number - 1]
        exec(f"{reports}\n{stub}\n{wrong}\n{check}", {})
        assert capsys.readouterr().out.startswith("Not yet"), wrong


def test_what_the_sets_need_is_shown() -> None:
    """A function of a table, or, one of several, nothing left out, a date, the best so far."""
    shown = "\n".join(CELL.findall((CHAPTERS / "python-you-need.md").read_text(encoding="utf-8")))
    for piece in ("(table)", ") | (", ".isin(", "is not None", "pd.Timestamp(", "> worth(best)"):
        assert piece in shown, piece
