"""Citation markers: found, told from what merely looks like one, and resolved."""

from kg.reading.markers.finding import find_markers

__all__ = ["find_markers"]
