"""What every simulation is: a chart of what chance does in a model, run by run.

A page without Python shows the run at the starting values; in a notebook the reader runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ..data import Row
from ..models.chance import Chance
from .figure import (
    FIGURE_MIME,
    Column,
    Figure,
    Slider,
    for_notebooks,
    slider_values,
)
from .theme import HEIGHT, Drawing

Values = Mapping[str, float]

Steps = Iterator[tuple[float, list[Row]]]
"""Again and again, the share of a run that is done, 0 to 1, and the rows so far."""

SEED = Slider("seed", "Which run of chance?", 1, 100, 1, 1)
"""The last slider of every simulation: the same number gives the same run."""


@dataclass(frozen=True)
class Simulation:
    """A chart of a run of chance, computed step by step.

    Attributes
    ----------
    name, title, words, source
        As in :class:`~backchannel.figures.figure.Figure`.
    own_sliders
        The parameters that the reader moves, besides the number of the run.
    columns
        The table behind the chart.
    steps
        Runs it with values and a source of chance.
    result
        Says in a sentence what came out.
    draw
        Makes the chart from a chart base that holds the rows.
    height
        Height of the chart in pixels.

    """

    name: str
    title: str
    words: str
    source: str
    own_sliders: Sequence[Slider]
    columns: Sequence[Column]
    steps: Callable[[Values, Chance], Steps]
    result: Callable[[Values, list[Row]], str]
    draw: Callable[[alt.Chart], Drawing]
    height: int = HEIGHT

    @property
    def sliders(self) -> Sequence[Slider]:
        """All sliders, the number of the run last."""
        return (*self.own_sliders, SEED)

    def values(self, **changed: float) -> dict[str, float]:
        """Return a value for each slider: those given, else those it starts with."""
        return slider_values(self.sliders, changed)

    def running(self, **changed: float) -> Steps:
        """Run it step by step: the share done and the rows so far."""
        values = self.values(**changed)
        yield from self.steps(values, Chance(int(values["seed"])))

    def rows(self, **changed: float) -> list[Row]:
        """Return the rows at the end of a run."""
        *_, (_, rows) = self.running(**changed)
        return rows

    def sentence(self, rows: list[Row], **changed: float) -> str:
        """Say what came out of a run."""
        return self.result(self.values(**changed), rows)

    def still(self) -> Figure:
        """Return the figure of the run at the starting values, for pages without Python."""
        rows = self.rows()
        return Figure(
            name=self.name,
            title=self.title,
            words=f"{self.words} In the run shown here: {self.sentence(rows)}",
            source=self.source,
            columns=self.columns,
            rows=lambda: rows,
            draw=self.draw,
            height=self.height,
        )

    def spec(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification whose data are names only."""
        return self.still().spec()

    def description(self) -> dict[str, Any]:
        """Return all of the still as JSON: what the book's renderer turns into a page."""
        return self.still().description()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        still = self.still()
        return {
            FIGURE_MIME: still.description(),
            **for_notebooks(still.spec(), still.datasets()),
            "text/plain": f"{self.title}. {still.words}",
        }
