"""Answers that try to earn a mark, or to learn a test, in another way than by the right answer.

Each has a name, its code, and what is expected among the flags.
"""

from __future__ import annotations

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
    "chance": ("import random\ndef double(x): return 2 * x + random.random()", "two answers"),
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
