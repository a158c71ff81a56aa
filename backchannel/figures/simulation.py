"""What every simulation is: a chart of what chance does in a model, run by run.

A page shows the run at the starting values, and the reader runs it anew, there or in a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from ..data import Row
from ..models.chance import Chance
from ..runs import Run
from .figure import (
    FIGURE_MIME,
    Column,
    Figure,
    Slider,
    for_notebooks,
    slider_values,
)
from .theme import HEIGHT, Drawing

if TYPE_CHECKING:
    from ..runs import Steps

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
    run
        What chance does, and what to say of it.
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
    run: Run
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
        yield from self.run.steps(values, Chance(int(values["seed"])))

    def rows(self, **changed: float) -> list[Row]:
        """Return the rows at the end of a run."""
        *_, (_, rows) = self.running(**changed)
        return rows

    def sentence(self, rows: list[Row], **changed: float) -> str:
        """Say what came out of a run."""
        return self.run.result(self.values(**changed), rows)

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
        """Return all of it as JSON: what the book's renderer turns into a page."""
        said = self.sentence(self.rows())
        return {
            **self.still().description(),
            "words": self.words,
            "sliders": [vars(slider) for slider in self.sliders],
            "reading": said[:1].upper() + said[1:],
            "runs": True,
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        still = self.still()
        return {
            FIGURE_MIME: self.description(),
            **for_notebooks(still.spec(), still.datasets()),
            "text/plain": f"{self.title}. {still.words}",
        }
