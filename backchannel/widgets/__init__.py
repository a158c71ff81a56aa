"""Explorers: the explorables as live widgets, for notebooks and for pages with a kernel."""

from .explorer import Explorer, explorer

__all__ = ["Explorer", "explorer"]
