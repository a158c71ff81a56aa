"""The student's side of a room: runs cells, calls functions, hands values out as plain data."""

from __future__ import annotations

import base64
import builtins
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from typing import Any

import altair as alt
import pandas as pd

from .plain_data import RefusedError, pack, receive, same, send, unpack
from .shell import MOST_TEXT, Shell, Stream, text_of
from .tables import Tables

RAISED_AGAIN = 3  # seconds until one that swallowed the first is stopped once more
AUDITED = {
    "ctypes.dlopen": "loads a library of the system",
    "gc.get_objects": "looks through the memory",
    "gc.get_referrers": "looks through the memory",
    "os.exec": "starts a program",
    "os.fork": "starts a process",
    "os.kill": "sends a signal",
    "os.posix_spawn": "starts a program",
    "os.system": "starts a program",
    "socket.__new__": "opens a connection",
    "subprocess.Popen": "starts a program",
    "sys.setprofile": "watches the interpreter",
    "sys.settrace": "watches the interpreter",
}
"""What Python itself reports, and what an answer never needs."""
CLASSES = ("DataFrame", "Series", "Chart", "LayerChart")
"""Those that no answer adds to."""
WATCHED: tuple[Any, ...] = (builtins, pd, pd.DataFrame, pd.Series, alt, alt.Chart, alt.LayerChart)


class TooLongError(BaseException):
    """Raised in what runs too long; no ordinary ``except`` catches it."""


class Desk:
    """Answers what is asked of a student's code, one request after another."""

    def __init__(self, shell: Shell, line: socket) -> None:
        self.shell, self.line = shell, line
        self.noticed: set[str] = set()
        self.late = False
        self.tables = Tables()
        self.before = [dict(vars(owner)) for owner in WATCHED]
        sys.stdout, sys.stderr = Stream(shell, "stdout"), Stream(shell, "stderr")
        sys.path.append("")  # behind all others: no file beside a notebook replaces a library
        signal.signal(signal.SIGALRM, self._stop)
        sys.addaudithook(self._audit)

    def serve(self) -> None:
        """Answer until the line ends."""
        while (request := receive(self.line)) is not None:
            number = request.pop("number")
            try:
                reply = getattr(self, f"do_{request.pop('do')}")(**request)
            except TooLongError:
                reply = {"late": True}
            except RefusedError as error:
                reply = {"refused": str(error)}
            reply |= {"number": number, "noticed": sorted(self.noticed)}
            try:
                send(self.line, reply)
            except RefusedError as error:
                send(self.line, {"number": number, "refused": str(error)})

    def do_files(self, files: dict[str, str]) -> dict[str, Any]:
        """Lay the notebook's data out."""
        for name, content in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(base64.b64decode(content))
        return {}

    def do_run(self, source: str, seconds: float, shown: bool) -> dict[str, Any]:
        """Run a cell and return its outputs, if they are to be shown."""
        self.shell.outputs, self.shell.text_left = [], MOST_TEXT
        if not shown:
            self.shell.show_nothing()
        with suppress(TooLongError), self._no_longer_than(seconds):
            self.shell.run_cell(source, store_history=True)
        self._look_for_changes()
        return {"outputs": self.shell.outputs, "late": self.late}

    def do_call(self, name: str, given: Any, named: Any, seconds: float) -> dict[str, Any]:
        """Call a function twice; return the answer, and whether the other was the same."""
        first = self._call(name, given, named, seconds)
        if "late" in first:
            return first
        again = self._call(name, given, named, seconds)
        return first | {"differs": not same(_gist(again), _gist(first))}

    def _call(self, name: str, given: Any, named: Any, seconds: float) -> dict[str, Any]:
        """Return a function's value, or what it raised, and the arguments that it changed."""
        arguments, words = [self.tables.copy_of(one) for one in given], unpack(named)
        reply: dict[str, Any] = {}
        try:
            with self._no_longer_than(seconds):
                reply = {"value": pack(self.shell.user_ns[name](*arguments, **words))}
        except RefusedError as error:
            reply = {"refused": str(error)}
        except BaseException as error:
            reply = {"raised": [_plain_name(error), text_of(error)]}
        if self.late:
            return {"late": True}
        with suppress(Exception):
            reply["changed"] = [
                [number, after]
                for number, (before, one) in enumerate(zip(given, arguments, strict=True))
                if not self.tables.holds(before, one) and not same(before, after := pack(one))
            ]
        return reply

    def do_fetch(self, names: list[str]) -> dict[str, Any]:
        """Return what stands under some names: a value, a function, nothing, or why it may not."""
        return {"found": [self._fetch(name) for name in names]}

    def _fetch(self, name: str) -> dict[str, Any]:
        if name not in self.shell.user_ns:
            return {"missing": True}
        value = self.shell.user_ns[name]
        if callable(value) and not isinstance(value, alt.TopLevelMixin):
            return {"function": True}
        try:
            return {"value": pack(value)}
        except RefusedError as error:
            return {"refused": str(error)}
        except Exception as error:
            return {"refused": f"something that raises {_plain_name(error)} when it is looked at"}

    @contextmanager
    def _no_longer_than(self, seconds: float) -> Iterator[None]:
        self.late = False
        signal.setitimer(signal.ITIMER_REAL, seconds, RAISED_AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _stop(self, *_: Any) -> None:
        self.late = True
        raise TooLongError

    def _audit(self, event: str, _: Any) -> None:
        if event in AUDITED:
            self.noticed.add(AUDITED[event])

    def _look_for_changes(self) -> None:
        """Note what was changed in the libraries and in the shell."""
        for owner, before in zip(WATCHED, self.before, strict=True):
            now, adds = vars(owner), owner.__name__ in CLASSES
            names = before.keys() | now.keys() if adds else before.keys()
            self.noticed |= {
                f"changes {owner.__name__}.{name}"
                for name in names
                if now.get(name) is not before.get(name) and not name.startswith("_")
            }
        if self.shell.ast_transformers or self.shell.input_transformers_post:
            self.noticed.add("rewrites code before it runs")
        if any(self.shell.events.callbacks[kind] for kind in ("pre_run_cell", "post_run_cell")):
            self.noticed.add("waits for other cells to run")


def _gist(reply: dict[str, Any]) -> list[Any]:
    """Return what of two answers must be the same; an error may name an address, say."""
    return [reply.get("value"), reply.get("changed"), reply.get("raised", [""])[0]]


def _plain_name(error: BaseException) -> str:
    """Return the name of the nearest class of an exception that Python itself knows."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
