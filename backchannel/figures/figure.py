"""Figures: a chart, the words that say what it shows, and the table behind it.

An :class:`Explorable` is a figure with sliders. Its columns, summary and reading are functions
of quantities: with numbers they give the table, the reading and a still; with chart parameters
they give the formulas by which the reader's browser answers the sliders, without Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from numbers import Real
from typing import Any

import altair as alt

from ..data import Cell, Row
from ..models.quantity import Quantity
from .theme import HEIGHT, Drawing, styled

FIGURE_MIME = "application/vnd.backchannel.figure+json"
"""What the book's renderer reads: everything about a figure, as JSON."""

VEGA_LITE_MIME = "application/vnd.vegalite.v5+json"
"""What JupyterLab's own renderer reads; it knows the fifth version, which these charts fit."""

Values = Mapping[str, Quantity]
Quantities = dict[str, Quantity]


@dataclass(frozen=True)
class Column:
    """A column of the table behind a figure.

    Attributes
    ----------
    name
        Its name in the rows.
    label
        Its heading, in words, with the unit.
    digits
        Decimals shown; ``None`` for text and dates.

    """

    name: str
    label: str
    digits: int | None = None


@dataclass(frozen=True)
class Slider:
    """A parameter that the reader moves.

    Attributes
    ----------
    name
        Its name in the model.
    label
        A question or phrase in the words of the subject.
    start, stop, step
        Range and step, in the model's units.
    value
        Where it starts.
    percent
        True if it is shown as a percentage.

    """

    name: str
    label: str
    start: float
    stop: float
    step: float
    value: float
    percent: bool = False

    def check(self, value: float) -> float:
        """Return the value if it lies on the slider, else raise an error that says the range."""
        if not isinstance(value, Real) or not self.start <= value <= self.stop:
            raise ValueError(
                f"{self.name} ({self.label}) must be from {self.start:g} to {self.stop:g}, "
                f"not {value!r}."
            )
        return float(value)


def slider_values(sliders: Sequence[Slider], changed: Mapping[str, float]) -> dict[str, float]:
    """Return a value for each slider: the one given, else the one it starts with.

    Raises
    ------
    ValueError
        If a name is no slider's, or a value is off its slider; the message says the range.

    """
    names = [slider.name for slider in sliders]
    for name in changed:
        if name not in names:
            raise ValueError(f"{name!r} is no slider here; choose {', '.join(names)}.")
    return {slider.name: slider.check(changed.get(slider.name, slider.value)) for slider in sliders}


@dataclass(frozen=True)
class Figure:
    """A chart of fixed data.

    Attributes
    ----------
    name
        Its name; also its anchor on the page.
    title
        What it is about, in a line.
    words
        What it shows, for those who do not see it.
    source
        Where its numbers come from.
    columns
        The table behind it.
    rows
        Gives the rows of that table.
    draw
        Makes the chart from a chart base that holds the rows.
    height
        Height of the chart in pixels.

    """

    name: str
    title: str
    words: str
    source: str
    columns: Sequence[Column]
    rows: Callable[[], list[Row]]
    draw: Callable[[alt.Chart], Drawing]
    height: int = HEIGHT

    def datasets(self) -> dict[str, list[Row]]:
        """Return the tables that the chart draws, by name."""
        return {
            "rows": [{name: _json_cell(cell) for name, cell in row.items()} for row in self.rows()]
        }

    def spec(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification whose data are names only."""
        return styled(self.draw(_chart_of("rows")), self.height).to_dict()

    def description(self) -> dict[str, Any]:
        """Return all of the figure as JSON: what the book's renderer turns into a page."""
        return {
            **_shared_description(self),
            "columns": [vars(column) for column in self.columns],
            "datasets": self.datasets(),
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            FIGURE_MIME: self.description(),
            **for_notebooks(self.spec(), self.datasets()),
            "text/plain": f"{self.title}. {self.words}",
        }


@dataclass(frozen=True)
class Explorable:
    """A chart that answers sliders, with or without Python behind it.

    Attributes
    ----------
    name, title, words, source
        As in :class:`Figure`.
    sliders
        The parameters that the reader moves.
    x_range
        First value, last value and step of the column that runs along the horizontal axis.
    columns
        The table behind the curves; the first column runs along the horizontal axis.
    row
        Gives the other columns for one value of the first and the sliders' values.
    summary_columns
        The quantities that hold for the chart as a whole.
    summary
        Gives those quantities for the sliders' values.
    reading
        Says in a sentence what the present values mean, from sliders and summary together.
    draw
        Makes the chart from two bases: one with the rows, one whose only row holds the sliders'
        values and the summary.

    """

    name: str
    title: str
    words: str
    source: str
    sliders: Sequence[Slider]
    x_range: tuple[float, float, float]
    columns: Sequence[Column]
    row: Callable[[Quantity, Values], Quantities]
    summary_columns: Sequence[Column]
    summary: Callable[[Values], Quantities]
    reading: Callable[[Values], Quantity]
    draw: Callable[[alt.Chart, alt.Chart], Drawing]

    def values(self, **changed: float) -> dict[str, float]:
        """Return a value for each slider: those given, else those it starts with."""
        return slider_values(self.sliders, changed)

    def rows(self, **changed: float) -> list[Row]:
        """Return the table behind the curve at the sliders' values."""
        values = self.values(**changed)
        start, stop, step = self.x_range
        x = self.columns[0].name
        count = round((stop - start) / step) + 1
        places = [start + index * step for index in range(count)]
        return [{x: place, **self.row(place, values)} for place in places]

    def summary_row(self, **changed: float) -> Row:
        """Return the quantities that hold for the chart as a whole."""
        return self.summary(self.values(**changed))

    def sentence(self, **changed: float) -> str:
        """Return the reading at the sliders' values."""
        values = self.values(**changed)
        return str(self.reading({**values, **self.summary(values)}))

    def datasets(self, **changed: float) -> dict[str, list[Row]]:
        """Return the tables that the chart draws, by name, computed by Python."""
        summary = {**self.values(**changed), **self.summary_row(**changed)}
        return {"rows": self.rows(**changed), "summary": [summary]}

    def spec(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification whose data are names only."""
        return styled(self.draw(_chart_of("rows"), _chart_of("summary"))).to_dict()

    def formulas(self) -> dict[str, list[dict[str, Any]]]:
        """Return what lets a browser compute the same tables: Vega signals and data.

        The formulas are what the figure's functions give when they are called with parameters
        instead of numbers.
        """
        # A parameter writes its name into whatever is computed from it. A comparison of parameters
        # is a formula too, and always true to "if", "and" and "or": use choose(), & and | instead.
        parameters = {slider.name: alt.param(name=slider.name) for slider in self.sliders}
        summary = self.summary(parameters)
        summary_parameters = {name: alt.param(name=name) for name in summary}
        reading = self.reading({**parameters, **summary_parameters})
        start, stop, step = self.x_range
        x = self.columns[0].name
        row = self.row(alt.datum[x], parameters)
        sequence = {"type": "sequence", "start": start, "stop": stop + step / 2, "step": step}
        return {
            "signals": [
                *({"name": slider.name, "value": slider.value} for slider in self.sliders),
                *({"name": name, "update": _formula(value)} for name, value in summary.items()),
                {"name": "reading", "update": _formula(reading)},
            ],
            "data": [
                {
                    "name": "rows",
                    "transform": [
                        {**sequence, "as": x},
                        *_formula_transforms(row),
                    ],
                },
                {
                    "name": "summary",
                    "transform": [
                        {"type": "sequence", "start": 0, "stop": 1, "as": "only"},
                        *_formula_transforms({**parameters, **summary_parameters}),
                    ],
                },
            ],
        }

    def description(self) -> dict[str, Any]:
        """Return all of the figure as JSON: what the book's renderer turns into a page."""
        return {
            **_shared_description(self),
            "columns": [vars(column) for column in self.columns],
            "summary_columns": [vars(column) for column in self.summary_columns],
            "datasets": self.datasets(),
            "sliders": [vars(slider) for slider in self.sliders],
            "reading": self.sentence(),
            "formulas": self.formulas(),
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            FIGURE_MIME: self.description(),
            **for_notebooks(self.spec(), self.datasets()),
            "text/plain": f"{self.title}. {self.sentence()}",
        }


def for_notebooks(spec: dict[str, Any], datasets: dict[str, list[Row]]) -> dict[str, Any]:
    """Return a specification with its data, in the forms, version and width that notebooks draw."""
    schema = "https://vega.github.io/schema/vega-lite/v5.json"
    config = {**spec["config"], "background": "white"}  # a dark theme does not reach the chart
    whole = {**spec, "$schema": schema, "config": config, "datasets": datasets, "width": 560}
    forms = {VEGA_LITE_MIME: whole}
    if "google.colab" in sys.modules:  # Colab draws what Altair gives there
        shown: Any = alt.renderers.get()
        forms |= shown(whole)
    return forms


# Keep in mind of both below: Python and browsers round halves differently, so neither is left to
# round. A half is added and the rest cut off, which gives the same digits in both.


def percent(share: Quantity) -> Quantity:
    """Say a share in whole percent, alike in Python and in the browser.

    Rounding never turns "almost" into "certainly", nor "hardly" into "never".
    """
    return choose(
        (share >= 0.995) & (share < 1),
        "over 99 percent",
        choose(
            (share > 0) & (share < 0.005),
            "under 1 percent",
            _whole_digits(share * 100 + 0.5) + " percent",
        ),
    )


def one_decimal(value: Quantity) -> Quantity:
    """Say a number of at least 0 with one decimal, alike in Python and in the browser."""
    tenths = value * 10 + 0.5
    return _whole_digits(tenths / 10) + "." + _whole_digits(tenths % 10)


def choose(condition: Quantity, if_true: Quantity, if_false: Quantity) -> Quantity:
    """Choose between two quantities or sentences by a condition on quantities."""
    if isinstance(condition, bool):
        return if_true if condition else if_false
    return alt.expr.if_(condition, if_true, if_false)


def _formula(quantity: Quantity) -> str:
    if isinstance(quantity, Real | str):
        return repr(quantity)
    return str(quantity._to_expr())  # what Altair itself writes into a specification


def _whole_digits(value: Quantity) -> Quantity:
    if isinstance(value, Real):
        return str(floor(float(value)))
    return "" + alt.expr.floor(value)


def _formula_transforms(quantities: Quantities) -> list[dict[str, str]]:
    return [
        {"type": "formula", "as": name, "expr": _formula(quantity)}
        for name, quantity in quantities.items()
    ]


def _chart_of(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _shared_description(figure: Figure | Explorable) -> dict[str, Any]:
    return {
        "name": figure.name,
        "title": figure.title,
        "words": figure.words,
        "source": figure.source,
        "spec": figure.spec(),
    }


def _json_cell(cell: Cell) -> Cell:
    return str(cell) if isinstance(cell, date) else cell
