"""The figures of the course, each under its name."""

from .attacks import ATTACKS
from .attribution import REPORTS
from .bargaining import DEMAND
from .brinkmanship import BRINK
from .carriers import CARRIERS, TRAVELS
from .cascade import FLARE_UP
from .charts import AGREEMENTS, INJURIES, OIL, SECRETS, STOCK, SURVIVORS, WAYS_OF_TALKING
from .crisis import CRISIS
from .delegation import LEASH
from .exchange import EXCHANGE
from .figure import Explorable, Figure
from .forgiveness import FORGIVENESS
from .inspection import FINE
from .parallel_tracks import TWO_TRACKS
from .probing import PROBE
from .reassurance import GESTURE
from .secrecy import SECRET
from .simulation import Simulation
from .spoilers import SPOILER
from .thousand_incidents import THOUSAND_INCIDENTS
from .threats import THREATS
from .timeline import TIMELINE
from .tournament import TOURNAMENT
from .win_sets import TWO_TABLES

EXPLORABLES: dict[str, Explorable] = {
    figure.name: figure
    for figure in (
        DEMAND,
        LEASH,
        REPORTS,
        PROBE,
        THREATS,
        FORGIVENESS,
        FLARE_UP,
        GESTURE,
        TWO_TABLES,
        SECRET,
        TWO_TRACKS,
        SPOILER,
        FINE,
        BRINK,
    )
}
"""What a reader moves without Python, in the order of the chapters."""

SIMULATIONS: dict[str, Simulation] = {
    figure.name: figure for figure in (EXCHANGE, THOUSAND_INCIDENTS, TOURNAMENT, CRISIS)
}
"""What chance does in a model, run by run."""

CHARTS: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        WAYS_OF_TALKING,
        ATTACKS,
        STOCK,
        INJURIES,
        OIL,
        SECRETS,
        SURVIVORS,
        AGREEMENTS,
        TIMELINE,
        CARRIERS,
        TRAVELS,
    )
}
"""What the tables show, in the order of the chapters."""

FIGURES: dict[str, Figure | Explorable | Simulation] = {**EXPLORABLES, **SIMULATIONS, **CHARTS}


def figure(name: str) -> Figure | Explorable | Simulation:
    """Return the figure of that name; an unknown name raises an error that lists them all."""
    if name not in FIGURES:
        raise KeyError(f"There is no figure {name!r}. Choose one of: {', '.join(FIGURES)}.")
    return FIGURES[name]
