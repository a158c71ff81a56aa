"""Explorers: explorables, simulations and moves as live widgets, where there is a kernel."""

from .explorer import Explorer, Simulator, explorer
from .move import MoveWidget, move

__all__ = ["Explorer", "MoveWidget", "Simulator", "explorer", "move"]
