"""A notebook in a room: the student's cells run there, the tests here."""

from __future__ import annotations

import builtins
import contextlib
import dis
import io
import json
import signal
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any

import pandas as pd

from exercises.grading.nursery import tables  # noqa: F401 - adds its kinds of data
from exercises.grading.nursery.plain_data import RefusedError, pack, unpack
from exercises.grading.outputs import error_output, safe_outputs
from exercises.grading.rooms import NotGradedError, Room

TOO_LONG = "It ran longer than it may: look for a loop that does not end."


class StudentError(Exception):
    """What a student's function raised, where it is no error that Python itself knows."""


class TooLongError(BaseException):
    """A call or a test that ran longer than it may; no test catches it."""


@dataclass
class Verdict:
    """What became of a test: nothing, or the error that it ended with, and where."""

    error: str = ""
    text: str = ""
    line: str = ""
    hidden: bool = False
    late: bool = False


class Sitting:
    """A notebook in a room: the student's cells run there, the tests here."""

    def __init__(self, room: Room, data: Path, *, shown: bool) -> None:
        self.room, self.data, self.shown = room, data, shown
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.fetched: set[str] = set()
        self.flags: set[str] = set()
        self.answers: dict[str, Any] = {}
        self.limit = 0.0

    def give(self, source: str, limit: float) -> None:
        """Run a locked cell on both sides."""
        self._run(source, limit)
        with contextlib.chdir(self.data), warnings.catch_warnings(), _quiet():
            exec(_given(source), self.names)

    def run(self, source: str, limit: float) -> tuple[list[Any], bool]:
        """Run a student's cell; return its outputs and whether it had to be stopped."""
        reply = self._run(source, limit)
        outputs = safe_outputs(reply.get("outputs"))
        is_late = reply.get("late") is True
        if is_late:
            outputs.append(error_output("CellTimeoutError", TOO_LONG, [TOO_LONG]))
        return outputs, is_late

    def _run(self, source: str, limit: float) -> dict[str, Any]:
        request = {"do": "run", "source": source, "seconds": limit, "shown": self.shown}
        return self.room.ask(request, limit)

    def test(self, source: str, limit: float) -> Verdict:
        """Run a test, with the names of the student's that it asks for."""
        self.limit, self.answers = limit, {}
        code, names = _test(source)
        try:
            with _no_longer_than(limit), warnings.catch_warnings(), _quiet():
                warnings.simplefilter("ignore")
                self._fetch(names)
                exec(code, self.names)
        except NotGradedError:
            raise
        except TooLongError:
            return Verdict("CellTimeoutError", TOO_LONG, late=True)
        except BaseException as error:
            return Verdict(type(error).__name__, str(error), _line_of(error.__traceback__, source))
        return Verdict()

    def _fetch(self, asked: frozenset[str]) -> None:
        """Take what is not the judge's own out of the room."""
        own = self.names.keys() - self.fetched
        names = sorted(asked - own - vars(builtins).keys())
        if not names:
            return
        self.fetched.update(names)
        found = self.room.ask({"do": "fetch", "names": names}, self.limit).get("found")
        for number, name in enumerate(names):
            self.names.pop(name, None)
            reply = found[number] if isinstance(found, list) and len(found) > number else None
            reply = reply if isinstance(reply, dict) else {"refused": "nothing that can be read"}
            if reply.get("function") is True:
                self.names[name] = StandIn(self, name)
            elif reply.get("missing") is not True:
                self.names[name] = self.taken(f"{name} is", reply)

    def taken(self, what: str, reply: dict[str, Any]) -> Any:
        """Return the value that a reply brings; say which could not be taken."""
        try:
            if "refused" in reply:
                raise RefusedError(str(reply["refused"])[:500])
            return unpack(reply.get("value"))
        except RefusedError as error:
            self.flags.add(f"{what} {error}"[:200])
            raise StudentError(f"{what} {error}.") from error


class StandIn:
    """Stands for a student's function: sends the arguments, brings back what it answers."""

    def __init__(self, sitting: Sitting, name: str) -> None:
        self._sitting, self._name = sitting, name

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Ask, which is to ask twice, and fail if the answers differ."""
        sitting, name = self._sitting, self._name
        packed = {"given": [pack(one) for one in given], "named": pack(named)}
        request = {"do": "call", "name": name, **packed, "seconds": sitting.limit}
        reply = sitting.room.ask(request, 2 * sitting.limit)
        if reply.get("late") is True:
            raise TooLongError
        key = json.dumps([name, packed], sort_keys=True)
        answer = json.dumps([reply.get("value"), "raised" in reply], sort_keys=True)
        if reply.get("differs") is True or sitting.answers.setdefault(key, answer) != answer:
            sitting.flags.add(f"{name} gives two answers to one question")
            raise StudentError(f"Asked twice with the same arguments, {name} gave two answers.")
        changes = reply.get("changed")
        for change in changes if isinstance(changes, list) else []:
            _change(given, change)
        if "raised" in reply:
            raise _raised(reply["raised"])
        return sitting.taken(f"{name} returns", reply)


def _change(arguments: tuple[Any, ...], change: Any) -> None:
    """Make an argument what the student's function made of it."""
    try:
        number, packed = change
        argument, after = arguments[number], unpack(packed)
        if isinstance(argument, list):
            argument[:] = after
        elif isinstance(argument, dict | set):
            argument.clear()
            argument.update(after)
        elif isinstance(argument, pd.DataFrame | pd.Series):
            argument.__init__(after)  # type: ignore[misc]
    except (RefusedError, TypeError, ValueError, IndexError):
        return


def _raised(reply: Any) -> Exception:
    """Return the exception that a student's function raised, as Python itself would make it."""
    name, text = (
        (str(one)[:2000] for one in reply)
        if isinstance(reply, list) and len(reply) == 2
        else ("", "")
    )
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        with contextlib.suppress(TypeError):
            made: Exception = kind(text)
            return made
    return StudentError(f"{name}: {text}")


@cache
def _test(source: str) -> tuple[CodeType, frozenset[str]]:
    """Return a test as code, and the names that it takes from around it."""
    code = compile(source, "<test>", "exec")
    return code, frozenset(_global_names(code))


@cache
def _given(source: str) -> CodeType:
    return compile(source, "<given>", "exec")


def _global_names(code: CodeType) -> Iterator[str]:
    """Yield every name that a piece of code may take from around it."""
    for step in dis.get_instructions(code):
        if step.opname in {"LOAD_NAME", "LOAD_GLOBAL"}:
            yield str(step.argval)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _global_names(inner)


def _line_of(trace: TracebackType | None, source: str) -> str:
    """Return the line of a test in which an error arose."""
    number = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<test>":
            number = trace.tb_lineno
        trace = trace.tb_next
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _quiet() -> contextlib.redirect_stdout[io.StringIO]:
    """Keep what given cells and tests print from whoever watches the run."""
    return contextlib.redirect_stdout(io.StringIO())


@contextlib.contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Stop a test itself, should what it was given keep it busy."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
