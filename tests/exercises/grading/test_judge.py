"""What a student's code tries against the judge: nothing is gained, and nothing is learnt."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from exercises.grading import rooms
from exercises.grading.judge import Cell, Judgement, judge
from exercises.grading.rooms import NotGradedError, nursery
from tests.exercises.grading.attacks import ATTACKS, PRESET

GIVEN = 'import pandas as pd\nnumbers = pd.read_csv("numbers.csv")'
STUB = "def double(x):\n    raise NotImplementedError()"
RIGHT = "def double(x):\n    return 2 * x"
TEST = """# One number; when graded, another.
assert abs(double(3) - 6) < 1e-9, "Twice three is six."
### BEGIN HIDDEN TESTS
assert double(4711) == 9422 and float(double(4711)) == 9422, "hidden words"
assert list(numbers["n"]) == [1, 2]
### END HIDDEN TESTS
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "numbers.csv").write_text("n\n1\n2\n", encoding="utf-8")
    return folder


def judged(data: Path, answer: str, *more: str, seconds: float = 2) -> Judgement:
    """Judge a notebook with an answer, its test, and other cells behind."""
    cells = [Cell(0, "given", GIVEN), Cell(1, "student", answer), Cell(2, "test", TEST)]
    cells += [Cell(3 + number, "student", source) for number, source in enumerate(more)]
    return judge(cells, data, nursery(walls=True), seconds)


def test_right_is_right_and_a_stub_is_not(data: Path) -> None:
    found = judged(data, RIGHT)
    assert (found.verdicts[2].error, found.flags) == ("", set())
    stub = judged(data, STUB).verdicts[2]
    assert (stub.error, stub.hidden) == ("NotImplementedError", False)
    typed_in = judged(data, PRESET).verdicts[2]
    assert (typed_in.error, typed_in.text, typed_in.hidden) == (
        "AssertionError", "hidden words", True,
    )  # fmt: skip
    assert judged(data, "1 / 0\n" + RIGHT).verdicts[2].error == "NameError"


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_is_gained_and_nothing_learnt(name: str, data: Path) -> None:
    answer, flag = ATTACKS[name]
    try:
        found = judged(data, answer, "print(In, Out)")
    except NotGradedError:
        assert not flag
        return
    assert found.verdicts[2].error
    assert flag in "; ".join(found.flags)
    learnt = f"{found.outputs} {'' if found.verdicts[2].hidden else found.verdicts[2]}"
    assert not [secret for secret in ("4711", "hidden words") if secret in learnt]


def test_what_a_function_was_asked_is_not_told(data: Path) -> None:
    told = "seen = []\ndef double(x):\n    seen.append(x)\n    raise ValueError(f'{seen}')"
    found = judged(data, told, "print(seen)", "try: double(0)\nexcept ValueError as e: print(e)")
    assert found.verdicts[2].text == "[3]"
    assert "4711" not in str(found.outputs)
    silent = "seen = []\ndef double(x):\n    seen.append(x)\n    return 2 * x"
    assert judged(data, silent, "print(seen)").outputs[3][0].text == "[3, 3]\n"
    named = told.replace("raise ValueError(f'{seen}')", "raise type(f'E{seen}', (Exception,), {})")
    named_so = judged(data, named).verdicts[2]
    assert (named_so.error, named_so.text) == ("Exception", "")


def test_what_ends_python_is_said(data: Path) -> None:
    for code in ("import os\nos._exit(0)", "import os\ndef double(x): os._exit(0)"):
        with pytest.raises(NotGradedError, match="ended Python"):
            judged(data, code)


def test_quit_and_pip_cost_nothing(data: Path) -> None:
    for line in (
        "quit()",
        "exit()",
        "%pip uninstall -y pandas",
        "!rm -rf /",
        "import sys; sys.exit()",
    ):
        assert judged(data, f"{RIGHT}\n{line}", "pd.DataFrame()").verdicts[2].error == "", line


def test_a_loop_costs_its_own_test(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "PATIENCE", 3)
    start = time.monotonic()
    found = judged(data, "def double(x):\n    while True: pass", "print('after')", seconds=0.3)
    assert (found.verdicts[2].error, found.verdicts[2].late) == ("CellTimeoutError", True)
    assert "after" in str(found.outputs[3])
    swallowed = "def double(x):\n    while True:\n        try: pass\n        except Exception: pass"
    assert judged(data, swallowed, seconds=0.3).verdicts[2].late
    assert time.monotonic() - start < 60


def test_what_tests_need_crosses_as_it_is(data: Path) -> None:
    """A table that was changed in place, a kind of error, a name that is no function."""
    answer = (
        "limit = pd.Timestamp('2030-01-01')\ndef clean(t):\n    t['n'] = 0\n    return t.copy()\n"
        "def refuse(x): raise KeyError('no')"
    )
    test = (
        "table = numbers.copy()\nassert clean(table).equals(pd.DataFrame({'n': [0, 0]}))\n"
        "assert list(table['n']) == [0, 0]\nassert limit.year == 2030\n"
        "try:\n    refuse(1)\nexcept KeyError as error:\n    assert error.args == ('no',)\n"
        "else:\n    assert False\n"
    )
    cells = [Cell(0, "given", GIVEN), Cell(1, "student", answer), Cell(2, "test", test)]
    assert judge(cells, data, nursery(walls=True), 5).verdicts[2].error == ""


def test_outputs_keep_what_cannot_do_harm(data: Path) -> None:
    shown = (
        "from IPython.display import HTML, SVG, Javascript, display\nimport altair as alt\n"
        "display(HTML('<script>1</script>'), Javascript('1'), SVG('<svg onload=\"1\"/>'))\n"
        "display({'image/png': 'x\" onload=\"1'}, raw=True)\n"
        "print('words')\nalt.Chart(numbers).mark_bar().encode(x='n:Q')"
    )
    outputs = judged(data, RIGHT, shown).outputs[3]
    kinds: list[Any] = [kind for one in outputs for kind in one.get("data", {})]
    assert set(kinds) >= {"text/plain", "image/svg+xml"}, "pages show a drawing as an image"
    assert [kind for kind in kinds if "vegalite" in kind]
    others = str([one for one in outputs if "image/svg+xml" not in one.get("data", {})])
    assert "<script" not in others and "onload" not in others and "javascript" not in others
    assert "words" in others
