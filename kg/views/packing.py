"""Packs the unconnected parts of a picture close together, in the shape of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CELL = 24
MARGIN = 9


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


def pack(parts: Sequence[Sequence[Box]], aspect: float) -> list[tuple[float, float]]:
    """Return an offset for each part so that no two parts overlap.

    The first part stays where it is; the others go to the nearest free place, where nearness
    is measured in a picture ``aspect`` times as wide as high.
    """
    taken: set[tuple[int, int]] = set()
    offsets: list[tuple[float, float]] = []
    centre = (0.0, 0.0)
    radius = 0
    for part in parts:
        cells = _cells(part, (len(parts) == 1) or not offsets)
        middle = _middle(part)
        if not offsets:
            centre = middle
            offset = (0, 0)
        else:
            aim = ((centre[0] - middle[0]) / CELL, (centre[1] - middle[1]) / CELL)
            offset, radius = _nearest(cells, taken, aim, aspect, radius)
        taken.update((x + offset[0], y + offset[1]) for x, y in cells)
        offsets.append((offset[0] * CELL, offset[1] * CELL))
    return offsets


def _middle(part: Sequence[Box]) -> tuple[float, float]:
    return (
        (min(b.left for b in part) + max(b.right for b in part)) / 2,
        (min(b.top for b in part) + max(b.bottom for b in part)) / 2,
    )


def _cells(part: Sequence[Box], ragged: bool) -> set[tuple[int, int]]:
    """Return the grid cells a part covers; small parts count as their bounding box."""
    boxes = part
    if not ragged or len(part) < 12:
        boxes = [
            Box(
                min(b.left for b in part),
                min(b.top for b in part),
                max(b.right for b in part),
                max(b.bottom for b in part),
            )
        ]
    return {
        (x, y)
        for b in boxes
        for x in range(int((b.left - MARGIN) // CELL), int((b.right + MARGIN) // CELL) + 1)
        for y in range(int((b.top - MARGIN) // CELL), int((b.bottom + MARGIN) // CELL) + 1)
    }


def _nearest(
    cells: set[tuple[int, int]],
    taken: set[tuple[int, int]],
    aim: tuple[float, float],
    aspect: float,
    start: int,
) -> tuple[tuple[int, int], int]:
    """Return the first free offset on growing ellipses around ``aim``."""
    probe = sorted(cells)
    edge = [probe[0], probe[-1], *probe[:: max(1, len(probe) // 12)]]
    # Parts come by falling size, so what was full before may have room for a smaller one:
    # begin a little inside the last ring.
    ring = max(0, start - 6)
    while True:
        for dx, dy in _ring(ring):
            offset = (round(aim[0] + dx * aspect), round(aim[1] + dy))
            if any((x + offset[0], y + offset[1]) in taken for x, y in edge):
                continue
            if not any((x + offset[0], y + offset[1]) in taken for x, y in probe):
                return offset, ring
        ring += 1


def _ring(radius: int) -> list[tuple[int, int]]:
    if radius == 0:
        return [(0, 0)]
    span = range(-radius, radius + 1)
    found = {(x, y) for x in span for y in (-radius, radius)}
    found |= {(x, y) for y in span for x in (-radius, radius)}
    return sorted(found, key=lambda p: (p[0] * p[0] + p[1] * p[1], p))
