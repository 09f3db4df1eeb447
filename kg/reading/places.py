"""Finds fixed texts: many times as fast as a pattern, which is tried at every character."""

from __future__ import annotations

from collections.abc import Iterable


def places_of(needles: Iterable[str], text: str) -> list[int]:
    """Return where any of the needles stands, in order; a place may come twice.

    >>> places_of(("an", "na"), "banana")
    [1, 2, 3, 4]
    """
    found: list[int] = []
    for needle in needles:
        at = text.find(needle)
        while at >= 0:
            found.append(at)
            at = text.find(needle, at + len(needle))
    return sorted(found)
