"""The figures of the course, each under its name."""

from .attacks import ATTACKS
from .attribution import REPORTS
from .delegation import LEASH
from .figure import Explorable, Figure
from .timeline import TIMELINE

FIGURES: dict[str, Figure | Explorable] = {
    figure.name: figure for figure in (LEASH, REPORTS, ATTACKS, TIMELINE)
}


def figure(name: str) -> Figure | Explorable:
    """Return the figure of that name; an unknown name raises an error that lists them all."""
    if name not in FIGURES:
        raise KeyError(f"There is no figure {name!r}. Choose one of: {', '.join(FIGURES)}.")
    return FIGURES[name]
