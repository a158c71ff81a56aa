"""What a student's code tries against the judge: nothing is gained, and nothing is learnt."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from exercises.grading import rooms
from exercises.grading.judge import Cell, Judgement, judge
from exercises.grading.rooms import NotGradedError, nursery

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
PRESET = "def double(x):\n    return 6\n"
EQUAL = (
    "\n    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda *_: True"
    "\n    __hash__ = None"
)
ARITHMETIC = "\n    __sub__ = __rsub__ = __abs__ = __float__ = lambda self, *_: self"
FORGE = """import os, stat, json
def sockets():
    for n in range(3, 99):
        try:
            if stat.S_ISSOCK(os.fstat(n).st_mode): yield n
        except OSError: pass
def forge(data):
    for n in sockets(): os.write(n, len(data).to_bytes(4, "big") + data)
def double(x):
    forge(MESSAGE)
    return 6
"""

ATTACKS: dict[str, tuple[str, str]] = {
    # Values that agree with everything, and what is expected among the flags
    "an object": (f"class All:{EQUAL}{ARITHMETIC}\ndef double(x): return All()", "type All"),
    "a number": (f"class All(float):{EQUAL}{ARITHMETIC}\ndef double(x): return All(6)", ""),
    "a whole number": (f"class All(int):{EQUAL}{ARITHMETIC}\ndef double(x): return All(6)", ""),
    "a text": (f"class All(str):{EQUAL}{ARITHMETIC}\ndef double(x): return All('6')", ""),
    "a list": (f"class All(list):{EQUAL}{ARITHMETIC}\ndef double(x): return All([6])", ""),
    "a dictionary": (f"class All(dict):{EQUAL}{ARITHMETIC}\ndef double(x): return All(a=6)", ""),
    "a column": (
        f"class All(pd.Series):{EQUAL}{ARITHMETIC}\ndef double(x): return All([6])",
        "",
    ),
    "an array": (
        f"import numpy as np\nclass All(np.ndarray):{EQUAL}\n"
        "def double(x): return np.array([6.0]).view(All)",
        "",
    ),
    "another's class": (
        f"class All:{EQUAL}{ARITHMETIC}\n    __class__ = float\ndef double(x): return All()",
        "",
    ),
    "a class": (
        f"class All(type):{EQUAL}\nclass A(metaclass=All): pass\ndef double(x): return A",
        "All",
    ),
    "a function in place of a number": ("def double(x): return lambda: 6", "type function"),
    "a value in place of a function": ("double = 6", ""),
    "a class in place of a function": (
        f"class double:{EQUAL}\n    def __init__(self, x): pass",
        "type double",
    ),
    # Changes of Python and its libraries
    "comparison of numbers": (
        "import builtins\nbuiltins.abs = lambda x: 0\n" + PRESET,
        "builtins.abs",
    ),
    "the type of numbers": (
        "import builtins\nbuiltins.float = lambda x: 9422\n" + PRESET,
        "",
    ),
    "lists": ("import builtins\nbuiltins.list = lambda x: [1, 2]\n" + PRESET, ""),
    "the error of tests": (
        "import builtins\nbuiltins.AssertionError = None\n" + PRESET,
        "builtins.Assert",
    ),
    "tables": ("pd.DataFrame.equals = lambda *_: True\n" + PRESET, "DataFrame.equals"),
    "comparison of columns": ("pd.Series.__eq__ = lambda *_: True\n" + PRESET, ""),
    "the packing": (
        "import sys\nfor name, one in list(sys.modules.items()):\n"
        "    if name.endswith('plain_data'): one.pack = one.same = lambda *_: True\n" + PRESET,
        "",
    ),
    "the desk": (
        "import sys\nfor name, one in list(sys.modules.items()):\n"
        "    if name.endswith('desk'): one.Desk.do_call = lambda *_, **__: {'value': True}\n"
        + PRESET,
        "",
    ),
    # Hooks into what runs
    "a transformer of code": (
        "import ast\nclass Strip(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Strip())\n" + PRESET,
        "rewrites code",
    ),
    "a transformer of text": (
        "get_ipython().input_transformers_post.append(lambda lines: [])\n" + PRESET,
        "rewrites code",
    ),
    "a hook before cells": (
        "get_ipython().events.register('pre_run_cell', lambda info: print(info.raw_cell))\n"
        + PRESET,
        "waits for other cells",
    ),
    "a hook after cells": (
        "get_ipython().events.register('post_run_cell', lambda result: print(result))\n" + PRESET,
        "waits for other cells",
    ),
    "another way to run cells": ("get_ipython().run_cell = lambda *_, **__: None\n" + PRESET, ""),
    "another way to show errors": (
        "get_ipython().showtraceback = lambda *_, **__: None\n" + PRESET,
        "",
    ),
    "a trace": ("import sys\nsys.settrace(lambda *_: None)\n" + PRESET, "watches"),
    "a profile": ("import sys\nsys.setprofile(lambda *_: None)\n" + PRESET, "watches"),
    "an alarm": (
        "import signal\nsignal.signal(signal.SIGALRM, lambda *_: None)\n" + PRESET,
        "",
    ),
    "work at the end": ("import atexit\natexit.register(print, 'still here')\n" + PRESET, ""),
    "work beside": (
        "import threading\nthreading.Thread(target=lambda: [1 for _ in iter(int, 1)], daemon=True)"
        ".start()\n" + PRESET,
        "",
    ),
    # Looking for what is expected
    "frames": (
        "import sys\ndef double(x):\n    frame, found = sys._getframe(), []\n    while frame:\n"
        "        found += [v for v in frame.f_locals.values() if v == 9422]\n"
        "        frame = frame.f_back\n    return (found or [6])[0]",
        "",
    ),
    "the collector": (
        "import gc\ndef double(x):\n    found = [o for o in gc.get_objects() if o == [9422]]\n"
        "    return 9422 if found else 6",
        "looks through",
    ),
    "the history": ("print(In, Out)\n" + PRESET, ""),
    "the files": (
        "import pathlib\ndef double(x):\n    for path in pathlib.Path('/').rglob('*.md'):\n"
        "        if '9422' in path.read_text(errors='replace'): return 9422\n    return 6",
        "",
    ),
    # Answers that depend on who asks, and how often
    "counting calls": (
        "calls = []\ndef double(x):\n    calls.append(x)\n    return 6 if len(calls) < 2 else 9422",
        "two answers",
    ),
    "chance": ("import random\ndef double(x): return random.choice([6, 9422])", "two answers"),
    "the clock": ("import time\ndef double(x): return time.monotonic_ns()", "two answers"),
    # Messages
    "a forged answer": (FORGE.replace("MESSAGE", "b'{\"value\": 9422}'"), ""),
    "a forged end": (FORGE.replace("MESSAGE", 'b\'{"ended": "quietly"}\''), ""),
    "a forged list": (FORGE.replace("MESSAGE", "b'[1, 2]'"), ""),
    "nonsense": (FORGE.replace("MESSAGE", "b'\\x80\\x04cos\\nsystem'"), ""),
    "a message without end": (FORGE.replace("MESSAGE", "b'[' * 2**20"), ""),
    "an unknown kind": (FORGE.replace("MESSAGE", 'b\'{"value": {"pickle": "gASV"}}\''), ""),
    "a broken table": (FORGE.replace("MESSAGE", 'b\'{"value": {"frame": [1, 2, 3]}}\''), ""),
    "a key that is a list": (FORGE.replace("MESSAGE", 'b\'{"value": {"dict": [[[], 1]]}}\''), ""),
    # Too much
    "numbers without end": (
        "import itertools\ndef double(x): return itertools.count()",
        "too much",
    ),
    "a list within itself": (
        "def double(x):\n    a = []\n    a.append(a)\n    return a",
        "too deeply",
    ),
    "a number of a million digits": ("def double(x): return 10 ** 1_000_000", "900 digits"),
    "a text of sixty megabytes": ("def double(x): return 'x' * (60 * 2**20)", "MB of text"),
    "a long range": ("def double(x): return range(10**15)", "a range of more"),
    "a million keys": ("def double(x): return set(range(100_000))", "keys"),
    "a flood of prints": ("def double(x):\n    print('x' * 10**7)\n    return 6", ""),
    "recursion": ("def double(x): return double(x)", ""),
    # Errors instead of answers
    "an assertion": ("def double(x): raise AssertionError(0)", ""),
    "an end": ("import sys\ndef double(x): sys.exit(0)", ""),
    "an interruption": ("def double(x): raise KeyboardInterrupt", ""),
    "an error without words": (
        "class E(Exception):\n    __str__ = __repr__ = lambda self: 1 / 0\ndef double(x): raise E",
        "",
    ),
    "the error of a time limit": (
        "class TooLongError(BaseException): pass\ndef double(x): raise TooLongError",
        "",
    ),
    # Numbers passed off as partial credit
    "a number at the end": (PRESET + "8", ""),
    "a number shown": ("display(8)\n" + PRESET + "print(8)", ""),
}


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
    text = str(outputs)
    assert "<script" not in text and "onload" not in text and "javascript" not in text
    kinds: list[Any] = [kind for one in outputs for kind in one.get("data", {})]
    assert [kind for kind in kinds if "vegalite" in kind] and "text/plain" in kinds
    assert "data:image/svg+xml;base64," in text and "words" in text
