"""Python in the page: runs cells, carries the messages of widgets, sends what comes out.

Runs in Pyodide, in a worker of the page; nothing else imports it. What goes to the page goes
through :data:`page`, which the worker sets when it has started.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from asyncio import CancelledError, Task
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any, NoReturn

import comm
from comm.base_comm import BaseComm
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from backchannel.figures.theme import COLOURS

from . import waiting
from .needs import PANDAS, needs_pandas

VEGA_LITE = "application/vnd.vegalite.v6+json"

ROOM = 20_000
"""Characters that one run of a cell may put into the page."""

OUTPUT = 200
"""What one output that is not printed takes of the room, besides its text."""


class Page:
    """The way to the page: until the worker has set it, what is sent is dropped."""

    post: Callable[[str, list[Any]], None] | None = None
    cell = ""
    task: Task[Any] | None = None
    room = ROOM
    cut = 0

    def send(self, kind: str, buffers: list[Any] | None = None, **content: Any) -> None:
        """Send a message of a kind, with the cell that is running."""
        if self.post is not None:
            message = {"kind": kind, "cell": self.cell, **content}
            self.post(json.dumps(message, default=str), buffers or [])

    def fitting(self, text: str) -> str:
        """Return what of a text there is room for; what is cut is counted."""
        fits = text[: self.room]
        self.room -= len(fits)
        self.cut += len(text) - len(fits)
        return fits

    def show(self, data: dict[str, Any]) -> None:
        """Send an output in all its forms, if there is room."""
        text = self.fitting(str(data.get("text/plain", "")))
        if self.room or text:
            self.room = max(0, self.room - OUTPUT)
            self.send("output", data={**data, "text/plain": text})

    def clean(self) -> None:
        """Give a cell all its room."""
        self.room, self.cut = ROOM, 0


page = Page()


class PageComm(BaseComm):
    """A widget's line to its twin in the page."""

    def publish_msg(
        self,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,
        **keys: Any,
    ) -> None:
        """Send what the widget says."""
        content = {"comm_id": self.comm_id, "data": data or {}, **keys}
        page.send(msg_type, buffers, content=content, metadata=metadata or {})


class Publisher(DisplayPublisher):
    """Sends what a cell displays."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        """Send one output."""
        page.show(data)

    def clear_output(self, wait: bool = False) -> None:
        """Empty the output of the cell."""
        page.clean()
        page.send("clear")


class Result(DisplayHook):
    """Sends the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Send the value in all its forms."""
        page.show(format_dict)

    def finish_displayhook(self) -> None:
        """Print no line end."""


STOPPED = (KeyboardInterrupt, CancelledError, SystemExit)
"""By which a cell ends that was stopped, by its reader or by itself."""


class Shell(InteractiveShell):
    """IPython's shell, whose errors go to the page as well."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window system in a page."""

    def ask_exit(self) -> NoReturn:
        """End the cell that says ``exit()``; Python stays for the others."""
        raise SystemExit

    def _showtraceback(self, etype: type[BaseException], evalue: Any, stb: list[str]) -> None:
        if not isinstance(evalue, STOPPED):
            where = "\n".join(stb)[-ROOM:]
            page.send("error", name=etype.__name__, message=str(evalue)[:ROOM], traceback=where)


class Printed(TextIOBase):
    """A stream that sends what is printed to it."""

    def write(self, text: str) -> int:
        """Send the text, as far as there is room."""
        if fits := page.fitting(text):
            page.send("printed", text=fits)
        return len(text)


comm.create_comm = PageComm
shell: Any = Shell.instance(
    displayhook_class=Result,
    display_pub_class=Publisher,
    history_length=0,
    cache_size=0,
    colors="nocolor",
)

# Altair would look for its drawing program on another host; the page draws charts itself.
shell.display_formatter.mimebundle_formatter.for_type_by_name(
    "altair.vegalite.v6.api", "TopLevelMixin", lambda chart, **_: {VEGA_LITE: chart.to_dict()}
)

waiting.install()
warnings.filterwarnings("ignore", "To exit: use")  # there is nothing to exit from
colours = {light: f"var(--chart-{role})" for role, (light, _) in COLOURS.items()}
known = set(PANDAS)


def rehearse() -> None:
    """Do what the first cells of a page do, so that a kept memory has all that they import."""
    for code in ("backchannel.figures.figure('attacks')", "explorer('exchange')", "1 / 0"):
        shell.run_cell("from backchannel.widgets import explorer; import backchannel; " + code)
    shell.reset()


async def run(cell: str, code: str) -> None:
    """Run a cell; what it shows, prints or breaks, and how it ends, goes to the page."""
    page.cell = cell
    page.clean()
    if needs_pandas(code, known):
        page.send("refused")
        return
    page.send("began")
    page.task = asyncio.current_task()
    with redirect_stdout(Printed()), redirect_stderr(Printed()):
        done = await shell.run_cell_async(
            code, store_history=False, transformed_cell=shell.transform_cell(code)
        )
    page.task = None
    stopped = isinstance(done.error_in_exec, STOPPED)
    how = "stopped" if stopped else "well" if done.success else "error"
    page.send("ran", how=how, cut=page.cut)


def interrupt() -> None:
    """Stop the cell that waits; one that computes is stopped by a signal."""
    if page.task is not None:
        page.task.cancel()


def receive(kind: str, message: str, buffers: list[Any]) -> None:
    """Take what the page's widgets say."""
    heard = {**json.loads(message), "buffers": buffers}
    getattr(comm.get_comm_manager(), kind)(None, None, heard)
