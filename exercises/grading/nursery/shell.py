"""IPython as a student's code finds it, without a terminal, a history on disk or other programs."""

from __future__ import annotations

import base64
import gc
import os
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

MOST_TEXT = 200_000  # characters that a cell may print
MOST_OUTPUTS = 100
LONGEST_ERROR = 2000  # characters
SHOWN = ["text/plain", "image/png", "image/jpeg", "image/svg+xml"]  # and charts, always
WARMED_UP_BY = """
import io, altair, pandas
altair.renderers.enable("mimetype")
table = pandas.read_csv(io.StringIO("day,number\\n2030-01-01,1"), parse_dates=["day"])
display(table, altair.Chart(table).mark_point().encode(x="day:T"))
(table["day"] > "2030").sum(), table.groupby("day").size(), table.diff()
"""
"""Loads what libraries load only when it is first used; a chart is shown as what it is."""


class Publisher(DisplayPublisher):
    """Keeps what a cell displays."""

    shell: Shell

    def publish(self, data: Any, *_: Any, **__: Any) -> None:
        """Keep one display."""
        self.shell.keep({"output_type": "display_data", "data": _as_text(data), "metadata": {}})


class Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    shell: Shell

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the value as it would be shown."""
        number = self.prompt_count
        data = _as_text(format_dict)
        result = {"output_type": "execute_result", "data": data, "metadata": {}}
        self.shell.keep(result | {"execution_count": number})


class Stream:
    """Stands for standard output or error: keeps the first part of what is printed."""

    encoding = "utf-8"

    def __init__(self, shell: Shell, name: str) -> None:
        self._shell, self.name = shell, name

    def write(self, text: str) -> int:
        """Keep a text."""
        self._shell.keep_text(self.name, str(text))
        return len(text)

    def flush(self) -> None:
        """Do nothing: all is kept at once."""

    def isatty(self) -> bool:
        """Return no: nobody looks on."""
        return False


class Shell(InteractiveShell):
    """IPython without a terminal, a history on disk, or other programs."""

    def __init__(self, **traits: Any) -> None:
        self.outputs: list[dict[str, Any]] = []
        self.text_left = MOST_TEXT
        super().__init__(displayhook_class=Hook, display_pub_class=Publisher, **traits)

    def init_history(self) -> None:
        """Keep the history in memory alone."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def show_nothing(self) -> None:
        """Do without what displays need, where nobody will look at them."""
        formatter: Any = self.display_formatter
        formatter.format = lambda *_, **__: ({}, {})

    def keep(self, output: dict[str, Any]) -> None:
        """Keep an output of the cell that runs."""
        if len(self.outputs) < MOST_OUTPUTS:
            self.outputs.append(output)

    def keep_text(self, name: str, text: str) -> None:
        """Keep printed text, as long as there is room for it."""
        kept = text[: self.text_left]
        self.text_left -= len(kept)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("name") == name:
            last["text"] += kept
        elif kept:
            self.keep({"output_type": "stream", "name": name, "text": kept})

    def system(self, cmd: str) -> None:
        """Start no program: a cell with %pip or ! goes on as if it had been empty."""
        print("Programs are not started while this is graded.")

    def ask_exit(self) -> None:
        """Stay: quit() at the end of a cell costs nothing."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.keep(
            {
                "output_type": "error",
                "ename": etype.__name__[:200],
                "evalue": text_of(evalue),
                "traceback": [line[:LONGEST_ERROR] for line in stb[:50]],
            }
        )


def text_of(error: BaseException) -> str:
    """Return what an exception says, however it was made."""
    try:
        one = error.args[0] if len(error.args) == 1 else None
        return (one if isinstance(one, str) else str(error))[:LONGEST_ERROR]
    except Exception:
        return "(its text could not be read)"


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    """Return a display with pictures as text, as notebooks keep them."""
    return {
        kind: base64.b64encode(one).decode() if isinstance(one, bytes) else one
        for kind, one in data.items()
    }


def new_shell() -> Shell:
    """Return a shell that nobody has used yet."""
    os.environ["IPYTHONDIR"] = "/tmp/ipython"
    # It draws charts with an engine that breaks down behind walls, so a notebook does not find it:
    # charts then come out as what they are, and are drawn outside.
    sys.modules["vl_convert"] = None  # type: ignore[assignment]
    shell = Shell.instance()
    shell.InteractiveTB.set_mode("Plain")  # the one with colours and context takes a second
    formatter: Any = shell.display_formatter
    formatter.active_types = SHOWN
    shell.run_cell(WARMED_UP_BY)
    shell.reset()
    shell.outputs = []
    gc.freeze()  # forks then share what is there already
    return shell
