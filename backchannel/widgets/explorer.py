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
from ..figures.simulation import Simulation

STATIC_PAGE = "BACKCHANNEL_STATIC_PAGE"
"""Set in the environment where the book is built: a page has no kernel to run a widget."""

PATIENCE = 0.5
"""Seconds of work after which progress is shown."""

BREATH = 0.05
"""Seconds of work after which the page may answer the reader."""


class Frame(widgets.VBox):
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
            control.observe(lambda _: self.answer(), names="value")
        self.answer()
        super().__init__(
            [
                widgets.HTML(f"<strong>{shown.title}</strong>"),
                *(_labelled(slider, self.sliders[slider.name]) for slider in shown.sliders),
                widgets.HBox([*buttons, reset]),
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

    def answer(self) -> None:
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


class Explorer(Frame):
    """An explorable that Python answers: each move of a slider calls the model with numbers."""

    shown: Explorable

    def answer(self) -> None:
        """Compute the tables and draw them."""
        values = self.values()
        self.show(self.shown.sentence(**values), self.shown.datasets(**values))


class Simulator(Frame):
    """A simulation that the reader runs, watches and may stop."""

    shown: Simulation

    def __init__(self, shown: Simulation) -> None:
        self.progress = widgets.FloatProgress(min=0, max=1, description="Running")
        self.progress.layout.visibility = "hidden"
        self.run_button = _button("Run", self.run)
        self.stop_button = _button("Stop", self.stop)
        self.stop_button.disabled = True
        self.task: Task[None] | None = None
        super().__init__(shown, (self.run_button, self.stop_button, self.progress))

    def answer(self) -> None:
        """Run anew, in place of a run that is still going on."""
        self.stop()
        self.run()

    def run(self) -> None:
        """Run with the present values: beside other work where a loop runs, else at once."""
        try:
            self.task = asyncio.get_running_loop().create_task(self._work())
        except RuntimeError:
            asyncio.run(self._work())

    def stop(self) -> None:
        """Stop a run that is going on; what it has found so far remains."""
        if self.task is not None:
            self.task.cancel()
            self.task = None
        self._idle()

    async def _work(self) -> None:
        values, stopped = self.values(), False
        rows: list[Row] = []
        began = breath = monotonic()
        self.stop_button.disabled = False
        try:
            for done, rows in self.shown.running(**values):  # noqa: B007 - the last rows remain
                now = monotonic()
                if now - breath > BREATH:
                    breath = now
                    self.progress.value = done
                    if now - began > PATIENCE:
                        self.progress.layout.visibility = "visible"
                    await asyncio.sleep(0)
        except asyncio.CancelledError:
            stopped = True
        if rows:
            said = self.shown.sentence(rows, **values)
            self.show(f"stopped before its end; so far {said}" if stopped else said, {"rows": rows})
        if not stopped:
            self._idle()

    def _idle(self) -> None:
        self.progress.layout.visibility = "hidden"
        self.progress.value = 0
        self.stop_button.disabled = True


def explorer(name: str) -> Frame | Explorable | Simulation:
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


def _button(words: str, act: Any) -> Any:
    button = widgets.Button(description=words, layout={"width": "max-content"})
    button.on_click(lambda _: act())
    return button


def _slider(slider: Slider) -> Any:
    whole = all(float(value).is_integer() for value in (slider.start, slider.step))
    kind = widgets.IntSlider if whole else widgets.FloatSlider
    return kind(
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
