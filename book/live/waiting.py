"""Waiting in the page: ``time.sleep``, ``asyncio.run`` and ``input``, alike in every browser.

Pyodide's own need what only some browsers have (stack switching). Here the thread in which
Python runs waits by itself, and a reader who stops the cell wakes it.
"""

from __future__ import annotations

import asyncio
import builtins
import time
from asyncio import events, tasks
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

SLICE = 0.2
"""Seconds after which one who waits looks up."""


def wait_here(seconds: float) -> None:
    """Wait, until the worker of the page has set a better way."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


pause: Callable[[float], None] = wait_here
"""Waits for a slice of time; the worker's own raises KeyboardInterrupt if the reader stops it."""


def sleep(seconds: float) -> None:
    """Wait for so many seconds.

    Raises
    ------
    ValueError
        If the seconds are below 0.

    """
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        pause(min(left, SLICE))


class Loop(asyncio.BaseEventLoop):
    """An event loop that waits in its place, beside the page's own, which never ends."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = self

    def select(self, timeout: float | None) -> list[Any]:
        """Wait until the next task is due; no file or socket is there that could wake it."""
        if timeout is None:
            raise RuntimeError("Every task waits for another; nothing would ever wake them.")
        sleep(timeout)
        return []

    def _process_events(self, _events: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """There is no other thread that would have to wake it."""


def run(main: Coroutine[Any, Any, Any], **settings: Any) -> Any:
    """Run a coroutine to its end, as ``asyncio.run`` does, within a cell that is running."""
    outer = events._get_running_loop()
    task = tasks.current_task(outer) if outer else None
    if outer and task:
        tasks._leave_task(outer, task)
    events._set_running_loop(None)
    try:
        with asyncio.Runner(**{"loop_factory": Loop, **settings}) as runner:
            return runner.run(main)
    finally:
        events._set_running_loop(outer)
        if outer and task:
            tasks._enter_task(outer, task)


def refuse_to_ask(*_: Any) -> NoReturn:
    """Say what to write in place of ``input()``."""
    raise RuntimeError(
        "A cell in the page cannot ask while it runs. "
        'Write the answer into the code, for example name = "Bern" in place of name = input().'
    )


def install() -> None:
    """Put these in place of Python's own, and of the page's loop's."""
    loop = type(asyncio.get_event_loop())
    for place, name, ours in (
        (time, "sleep", sleep),
        (asyncio, "run", run),
        (loop, "run_until_complete", lambda _, main: run(main)),
        (builtins, "input", refuse_to_ask),
    ):
        setattr(place, name, ours)
