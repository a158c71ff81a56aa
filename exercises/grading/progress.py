"""Tells who waits for a run to end how many are done, who is next, and how long it will take."""

from __future__ import annotations

import sys
from time import monotonic

BAR = 20  # characters


class Progress:
    """A line for each thing that is begun; on a terminal, one line that grows.

    Several may be under way at a time: what is done is counted apart from what was begun.
    """

    def __init__(self, total: int) -> None:
        self._total, self._begun, self._done, self._start = total, 0, 0, monotonic()

    def begin(self, what: str, who: str) -> None:
        """Say what is next."""
        self._begun += 1
        self._say(f"{what}: {self._begun} of {self._total}, {who}")

    def done(self) -> None:
        """Count one more that is done."""
        self._done += 1

    def _say(self, line: str) -> None:
        done, total = self._done, self._total
        if done:
            seconds = (monotonic() - self._start) / done * (total - done)
            line = f"{line} ({done} done, about {in_words(seconds)} more)"
        if sys.stdout.isatty():
            filled = BAR * done // total
            print(f"\r\x1b[K[{'#' * filled}{'.' * (BAR - filled)}] {line}", end="", flush=True)
        else:
            print(line, flush=True)

    def end(self) -> None:
        """Leave the line of a terminal."""
        if self._begun and sys.stdout.isatty():
            print("\r\x1b[K", end="", flush=True)


def in_words(seconds: float) -> str:
    """Return a time as one would say it.

    >>> in_words(8), in_words(100), in_words(4000)
    ('8 s', '2 min', '1 h 7 min')
    """
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
