"""The one frame of every explorer: title, sliders, picture, reading, reset."""

from __future__ import annotations

import os
from typing import Any

import ipywidgets as widgets

from ..figures import figure
from ..figures.figure import VEGA_LITE_MIME, Explorable, Slider, for_jupyterlab

STATIC_PAGE = "BACKCHANNEL_STATIC_PAGE"
"""Set in the environment where the book is built: a page has no kernel to run a widget."""


class Explorer(widgets.VBox):
    """An explorable that Python answers: each move of a slider calls the model with numbers.

    Parameters
    ----------
    explorable
        The figure to explore.

    """

    def __init__(self, explorable: Explorable) -> None:
        self.explorable = explorable
        self.sliders = {slider.name: _slider(slider) for slider in explorable.sliders}
        self.picture = widgets.Output()
        self.reading = widgets.HTML()
        reset = widgets.Button(
            description="Back to the starting values", layout={"width": "max-content"}
        )
        reset.on_click(lambda _: self.reset())
        self._spec = explorable.spec()
        for control in self.sliders.values():
            control.observe(lambda _: self._answer(), names="value")
        self._answer()
        super().__init__(
            [
                widgets.HTML(f"<strong>{explorable.title}</strong>"),
                *(_labelled(slider, self.sliders[slider.name]) for slider in explorable.sliders),
                reset,
                self.reading,
                self.picture,
                widgets.HTML(f"<p>{explorable.words}</p><p><small>{explorable.source}</small></p>"),
            ]
        )

    def set(self, **values: float) -> None:
        """Move sliders; a value off its slider raises an error that names the range."""
        for name in self.explorable.values(**values).keys() & values.keys():
            self.sliders[name].value = values[name]

    def reset(self) -> None:
        """Put every slider back to where it started."""
        self.set(**self.explorable.values())

    def _answer(self) -> None:
        values = {name: control.value for name, control in self.sliders.items()}
        self.reading.value = f"<p>{self.explorable.sentence(**values)}</p>"
        spec = for_jupyterlab(self._spec, self.explorable.datasets(**values))
        self.picture.outputs = (
            {
                "output_type": "display_data",
                "data": {VEGA_LITE_MIME: spec, "text/plain": self.explorable.words},
                "metadata": {},
            },
        )


def explorer(name: str) -> Explorer | Explorable:
    """Return the explorer of that name: live widgets or, on a static page, the explorable.

    Raises
    ------
    KeyError
        If there is no such figure; the message lists those there are.
    TypeError
        If the figure has no sliders.

    """
    found = figure(name)
    if not isinstance(found, Explorable):
        raise TypeError(f"The figure {name!r} has no sliders; show it with figure({name!r}).")
    return found if STATIC_PAGE in os.environ else Explorer(found)


def _slider(slider: Slider) -> Any:
    whole = all(float(value).is_integer() for value in (slider.start, slider.step))
    kind = widgets.IntSlider if whole else widgets.FloatSlider
    return kind(
        value=slider.value,
        min=slider.start,
        max=slider.stop,
        step=slider.step,
        readout_format="d" if whole else ".0%" if slider.percent else ".2f",
        layout={"width": "100%", "max_width": "40em"},
    )


def _labelled(slider: Slider, control: Any) -> Any:
    return widgets.VBox([widgets.Label(slider.label), control])
