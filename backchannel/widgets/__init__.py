"""Explorers: explorables and simulations as live widgets, where there is a kernel."""

from .explorer import Explorer, Simulator, explorer

__all__ = ["Explorer", "Simulator", "explorer"]
