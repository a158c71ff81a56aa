"""How long an explorable takes to answer a slider, against the time of one frame.

Run ``python -m tests.benchmarks.sliders`` after ``make build``. A ratio below 1 means that the
chart, the reading and the table are there before the screen is drawn next (60 times a second);
below 3 they are there within 50 milliseconds.
"""

from __future__ import annotations

from statistics import median

from backchannel.figures import EXPLORABLES
from book.make.browser import launched
from tests.browser import served, wait_until_drawn

FRAME = 1000 / 60

ANSWER = """async ([name, slider, values]) => {
  const figure = document.querySelector(`#figure-${name}`);
  const input = figure.querySelector(`[name=${slider}]`);
  const times = [];
  for (const value of values) {
    const start = performance.now();
    input.value = value;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    await figure.view.runAsync();
    times.push(performance.now() - start);
  }
  return times;
}"""


def main() -> None:
    """Print, for each explorable, the median and the slowest of twenty answers in frames."""
    with served() as host, launched() as browser:
        page = browser.new_page()
        page.goto(f"{host.address}/chapters/gallery.html", wait_until="networkidle")
        wait_until_drawn(page)
        for name, found in EXPLORABLES.items():
            slider = found.sliders[0]
            values = [slider.start, slider.stop] * 10
            times = page.evaluate(ANSWER, [name, slider.name, values])
            print(f"{name:12} {median(times) / FRAME:6.2f} {max(times) / FRAME:6.2f}")


if __name__ == "__main__":
    main()
