"""What a screen reader says: Orca reads a figure, a prediction and a question in Firefox.

``python -m tests.benchmarks.orca`` writes it to ``tests/benchmarks/orca.txt``, two minutes long;
``tests/test_speech.py`` holds it against the page. Needs, of Debian (without what they only
recommend), ``orca at-spi2-core dbus-daemon xdotool xvfb firefox-esr``.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser import served
from tests.engines import Reader, firefox, screen

SPEECH = Path(__file__).with_suffix(".txt")
CHAPTER = "chapters/proxies.html"
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: *\{.*)?$", re.MULTILINE)
LOUD = """
import orca.debug
orca.debug.debugLevel = orca.debug.LEVEL_INFO
orca.debug.debugFile.reconfigure(line_buffering=True)
import orca.settings
orca.settings.sayAllOnLoad = orca.settings.pageSummaryOnLoad = False
"""
QUIET = 2.5
"""Seconds of silence after which Orca has finished."""
PATIENCE = 15.0
"""Seconds that it gets to begin."""


class Orca:
    """A screen reader whose words are read in its log."""

    def __init__(self, log: Path, environment: dict[str, str]) -> None:
        self.log, self.environment = log, environment
        self.heard = 0

    def key(self, name: str) -> list[str]:
        """Press a key of the keyboard, and return what is said."""
        subprocess.run(["xdotool", "key", name], check=True, env={**os.environ, **self.environment})
        # Orca names the key itself, in small letters.
        return [line for line in self.said() if line != name.lower()]

    def said(self) -> list[str]:
        """Wait until something was said and nothing more is, and return it."""
        count, end = self.heard, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            time.sleep(0.1)
            text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
            said = SAID.findall(text)
            if len(said) > count:
                count, end = len(said), time.monotonic() + QUIET
        start, self.heard = self.heard, count
        return [line.strip() for line in said[start:]]


@contextmanager
def session() -> Iterator[dict[str, str]]:
    """Give what programs must know to share a screen and a bus of their own."""
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        home = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_RUNTIME_DIR": folder}
        home |= {"XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        environment = {**home, "DISPLAY": display, "GNOME_ACCESSIBILITY": "1"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
        ) as bus:
            assert bus.stdout
            environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            try:
                yield environment
            finally:
                bus.terminate()


@contextmanager
def orca(environment: dict[str, str]) -> Iterator[Orca]:
    """Give an Orca that listens."""
    folder = Path(environment["XDG_DATA_HOME"])
    (folder / "orca").mkdir()
    (folder / "orca" / "orca-customizations.py").write_text(LOUD, encoding="utf-8")
    log = folder / "orca.log"
    with subprocess.Popen(
        ["orca", f"--debug-file={log}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment},
    ) as process:  # fmt: skip
        found = Orca(log, environment)
        try:
            while not found.said():  # "Screen reader on."
                assert process.poll() is None, "Orca could not start."
            yield found
        finally:
            process.terminate()


READ = {
    "#figure-leash input": ["Right", "Tab", "End", "Tab", "Tab", "Return"],
    "#prediction-tower-22 input": ["space", "Down", "Up", "Tab", "Return"],
    "#check-echoes input": ["space", "Down", "Up", "Tab", "Return"],
}
"""Where the focus is put, and the keys that are pressed there."""

IN_WRITTEN_ORDER = "localStorage.setItem('delicate-dance-order', '7')"
"""Choices stand in an order of the reader's own: this reader's is the one of the source."""


def main() -> None:
    """Listen to a chapter and write down what is said."""
    lines: list[str] = []
    with (
        session() as environment,
        orca(environment) as speaker,
        served() as host,
        firefox(**environment) as engine,
    ):
        reader = Reader(engine, host)
        reader.open(CHAPTER)
        reader.engine.run(IN_WRITTEN_ORDER)
        reader.open(CHAPTER)
        while not any("Proxies" in line for line in speaker.said()):
            pass
        for place, keys in READ.items():
            reader.focus(place)
            lines += ["", place, *speaker.said()]
            for key in keys:
                lines += [f"[{key}]", *speaker.key(key)]
    SPEECH.write_text("\n".join(lines).lstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
