"""Packs the unconnected parts of a picture close together, in the shape of a screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CELL = 24
MARGIN = 9
MOST_CELLS = 20_000


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
    if len(parts) < 2:
        return [(0.0, 0.0)] * len(parts)
    cell = _cell_size(parts)
    taken: set[tuple[int, int]] = set()
    offsets: list[tuple[float, float]] = []
    centre = (0.0, 0.0)
    radius = 0
    for part in parts:
        cells = _cells(part, not offsets, cell)
        middle = _middle(part)
        if not offsets:
            centre = middle
            offset = (0, 0)
        else:
            aim = ((centre[0] - middle[0]) / cell, (centre[1] - middle[1]) / cell)
            offset, radius = _nearest(cells, taken, aim, aspect, radius)
        taken.update((x + offset[0], y + offset[1]) for x, y in cells)
        offsets.append((offset[0] * cell, offset[1] * cell))
    return offsets


def _cell_size(parts: Sequence[Sequence[Box]]) -> int:
    """Return the edge of a grid cell: larger where the parts are large, to bound the work."""
    area = sum((b.right - b.left) * (b.bottom - b.top) for part in parts for b in part)
    return max(CELL, round(math.sqrt(area / MOST_CELLS)))


def _middle(part: Sequence[Box]) -> tuple[float, float]:
    return (
        (min(b.left for b in part) + max(b.right for b in part)) / 2,
        (min(b.top for b in part) + max(b.bottom for b in part)) / 2,
    )


def _cells(part: Sequence[Box], ragged: bool, cell: int) -> set[tuple[int, int]]:
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
        for x in range(int((b.left - MARGIN) // cell), int((b.right + MARGIN) // cell) + 1)
        for y in range(int((b.top - MARGIN) // cell), int((b.bottom + MARGIN) // cell) + 1)
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
