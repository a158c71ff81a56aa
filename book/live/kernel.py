"""Python in the page: runs cells, carries the messages of widgets, sends what comes out.

Runs in Pyodide, in a worker of the page; nothing else imports it. What goes to the page goes
through :data:`page`, which the worker sets when it has started.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any

import comm
from comm.base_comm import BaseComm
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from backchannel.data import table_names
from backchannel.figures.theme import COLOURS

NEED_PANDAS = {"pandas", "pd", "load_table", *table_names()}
"""Names of which a cell needs pandas, which is too heavy for a page; cells add to them."""

VEGA_LITE = "application/vnd.vegalite.v6+json"


class Page:
    """The way to the page: until the worker has set it, what is sent is dropped."""

    post: Callable[[str, list[Any]], None] | None = None
    cell = ""

    def send(self, kind: str, buffers: list[Any] | None = None, **content: Any) -> None:
        """Send a message of a kind, with the cell that is running."""
        if self.post is not None:
            message = {"kind": kind, "cell": self.cell, **content}
            self.post(json.dumps(message, default=str), buffers or [])


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
        page.send("output", data=data)

    def clear_output(self, wait: bool = False) -> None:
        """Empty the output of the cell."""
        page.send("clear")


class Result(DisplayHook):
    """Sends the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Send the value in all its forms."""
        page.send("output", data=format_dict)

    def finish_displayhook(self) -> None:
        """Print no line end."""


class Shell(InteractiveShell):
    """IPython's shell, whose errors go to the page as well."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window system in a page."""

    def _showtraceback(self, etype: type[BaseException], evalue: Any, stb: list[str]) -> None:
        page.send("error", name=etype.__name__, message=str(evalue), traceback="\n".join(stb))


class Printed(TextIOBase):
    """A stream that sends what is printed to it."""

    def write(self, text: str) -> int:
        """Send the text."""
        page.send("printed", text=text)
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

# A rehearsal, so that the kept memory has all that the first cells of a page import.
for code in ("backchannel.figures.figure('attacks')", "explorer('exchange')", "1 / 0"):
    shell.run_cell("from backchannel.widgets import explorer; import backchannel; " + code)
shell.reset()
colours = {light: f"var(--chart-{role})" for role, (light, _) in COLOURS.items()}


def needs_pandas(code: str) -> bool:
    """Tell whether a cell uses pandas, a table, or what a cell that did so has made."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return False  # running it will say what is wrong
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    used = {node.id for node in names} - made
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            used |= {name.name.partition(".")[0] for name in node.names}
    needed = bool(used & NEED_PANDAS)
    if needed:
        NEED_PANDAS.update(made)
    else:
        NEED_PANDAS.difference_update(made)
    return needed


async def run(cell: str, code: str) -> None:
    """Run a cell; what it shows, prints or breaks goes to the page."""
    page.cell = cell
    with redirect_stdout(Printed()), redirect_stderr(Printed()):
        await shell.run_cell_async(
            code, store_history=False, transformed_cell=shell.transform_cell(code)
        )
    page.send("ran")


def receive(kind: str, message: str, buffers: list[Any]) -> None:
    """Take what the page's widgets say."""
    heard = {**json.loads(message), "buffers": buffers}
    getattr(comm.get_comm_manager(), kind)(None, None, heard)
