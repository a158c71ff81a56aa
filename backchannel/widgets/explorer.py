"""The one frame of every explorer: title, controls, picture, reading, reset.

An :class:`Explorer` answers each move of a slider; a :class:`Simulator` runs when it is told to,
shows how far it has come, and can be stopped.
"""

from __future__ import annotations

import asyncio
import os
from asyncio import Task
from time import monotonic
from typing import Any

import ipywidgets as widgets

from ..data import Row
from ..figures import figure
from ..figures.figure import VEGA_LITE_MIME, Explorable, Slider, for_jupyterlab
from ..figures.simulation import SEED, Simulation

STATIC_PAGE = "BACKCHANNEL_STATIC_PAGE"
"""Set in the environment where the book is built: a page has no kernel to run a widget."""

PROGRESS_AFTER = 0.5
"""Seconds of work after which progress is shown, and a button that stops it."""

PAUSE_AFTER = 0.05
"""Seconds of work after which the page may answer the reader."""


class FigureWidget(widgets.VBox):
    """Title, sliders, buttons, reading, picture and words, in this order.

    Parameters
    ----------
    shown
        The figure to explore.
    buttons
        What stands between the sliders and the reading, before the reset.

    """

    def __init__(self, shown: Explorable | Simulation, buttons: tuple[Any, ...] = ()) -> None:
        self.shown = shown
        self.sliders = {slider.name: _slider(slider) for slider in shown.sliders}
        self.picture = widgets.Output()
        self.reading = widgets.HTML()
        self.reading.add_class("reading")
        reset = _button("Back to the starting values", self.reset)
        self._spec = shown.spec()
        for control in self.sliders.values():
            control.observe(lambda _: self.update(), names="value")
        self.update()
        super().__init__(
            [
                widgets.HTML(f"<strong>{shown.title}</strong>"),
                *(_labelled(slider, self.sliders[slider.name]) for slider in shown.sliders),
                widgets.HBox([*buttons, reset], layout={"flex_flow": "row wrap"}),
                self.reading,
                self.picture,
                widgets.HTML(f"<p>{shown.words}</p><p><small>{shown.source}</small></p>"),
            ]
        )

    def values(self) -> dict[str, float]:
        """Return the values of the sliders."""
        return {name: control.value for name, control in self.sliders.items()}

    def set(self, **values: float) -> None:
        """Move sliders; a value off its slider raises an error that names the range."""
        for name in self.shown.values(**values).keys() & values.keys():
            self.sliders[name].value = values[name]

    def reset(self) -> None:
        """Put every slider back to where it started."""
        self.set(**self.shown.values())

    def update(self) -> None:
        """Answer a move of a slider; each kind of explorer does it in its way."""
        raise NotImplementedError

    def show(self, reading: str, datasets: dict[str, list[Row]]) -> None:
        """Put reading and picture in their places."""
        self.reading.value = f"<p>{reading[:1].upper()}{reading[1:]}</p>"
        self.picture.outputs = (
            {
                "output_type": "display_data",
                "data": {
                    VEGA_LITE_MIME: for_jupyterlab(self._spec, datasets),
                    "text/plain": self.shown.words,
                },
                "metadata": {},
            },
        )


class Explorer(FigureWidget):
    """An explorable that Python answers: each move of a slider calls the model with numbers."""

    shown: Explorable

    def update(self) -> None:
        """Compute the tables and draw them."""
        values = self.values()
        self.show(self.shown.sentence(**values), self.shown.datasets(**values))


class Simulator(FigureWidget):
    """A simulation that the reader runs, watches and may stop."""

    shown: Simulation

    def __init__(self, shown: Simulation) -> None:
        self.progress = widgets.FloatProgress(min=0, max=1, description="Running")
        self.progress.layout.visibility = "hidden"
        self.run_button = _button("Run", self.run_anew)
        self.stop_button = _button("Stop", self.stop)
        self._show_stop(False)
        self.task: Task[None] | None = None
        super().__init__(shown, (self.run_button, self.stop_button, self.progress))

    def update(self) -> None:
        """Run anew, in place of a run that is still going on."""
        self.stop()
        self.run()

    def run_anew(self) -> None:
        """Run the next run of chance, whose number shows, so that one can have it again."""
        seed = self.sliders[SEED.name]
        seed.value = seed.min if seed.value == seed.max else seed.value + 1

    def run(self) -> None:
        """Run with the present values: beside other work where a loop runs, else at once."""
        try:
            self.task = asyncio.get_running_loop().create_task(self._run_steps())
        except RuntimeError:
            asyncio.run(self._run_steps())

    def stop(self) -> None:
        """Stop a run that is going on; what it has found so far remains."""
        if self.task is not None:
            self.task.cancel()
            self.task = None
        self._end_run()

    async def _run_steps(self) -> None:
        values, stopped = self.values(), False
        rows: list[Row] = []
        began = paused = monotonic()
        try:
            for done, rows in self.shown.running(**values):  # noqa: B007 - the last rows remain
                now = monotonic()
                if now - paused > PAUSE_AFTER:
                    paused = now
                    self.progress.value = done
                    if now - began > PROGRESS_AFTER:
                        self.progress.layout.visibility = "visible"
                        self._show_stop(True)
                    await asyncio.sleep(0)  # lets the page answer; a stop ends the run here
        except asyncio.CancelledError:
            stopped = True
        if rows:
            sentence = self.shown.sentence(rows, **values)
            self.show(
                f"stopped before its end; so far {sentence}" if stopped else sentence,
                {"rows": rows},
            )
        if not stopped:
            self._end_run()

    def _end_run(self) -> None:
        self.progress.layout.visibility = "hidden"
        self.progress.value = 0
        self._show_stop(False)

    def _show_stop(self, shown: bool) -> None:
        """Offer to stop only what takes long enough to be stopped."""
        self.stop_button.layout.display = "" if shown else "none"


def explorer(name: str) -> FigureWidget | Explorable | Simulation:
    """Return the explorer of that name: live widgets or, on a static page, their still.

    Raises
    ------
    KeyError
        If there is no such figure; the message lists those there are.
    TypeError
        If the figure has no sliders.

    """
    found = figure(name)
    if not isinstance(found, Explorable | Simulation):
        raise TypeError(f"The figure {name!r} has no sliders; show it with figure({name!r}).")
    if STATIC_PAGE in os.environ:
        return found
    return Explorer(found) if isinstance(found, Explorable) else Simulator(found)


def _button(label: str, on_click: Any) -> Any:
    whole = {"width": "max-content", "flex": "0 0 auto"}  # its words are never cut
    button = widgets.Button(description=label, layout=whole)
    button.on_click(lambda _: on_click())
    return button


def _slider(slider: Slider) -> Any:
    whole = all(float(value).is_integer() for value in (slider.start, slider.step))
    slider_class = widgets.IntSlider if whole else widgets.FloatSlider
    return slider_class(
        value=slider.value,
        min=slider.start,
        max=slider.stop,
        step=slider.step,
        tooltip=slider.label,  # its name where the label beside it does not count as one
        readout_format="d" if whole else ".0%" if slider.percent else ".2f",
        layout={"width": "100%", "max_width": "40em"},
    )


def _labelled(slider: Slider, control: Any) -> Any:
    return widgets.VBox([widgets.Label(slider.label), control])
