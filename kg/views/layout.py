"""Where the nodes of a picture stand: stress layout, overlaps removed, the same on every run.

Only element-wise arithmetic is used, because the sums of a linear algebra library depend on the
number of threads, and two runs must give the same bytes.

Source: Gansner, Koren, North, Graph Drawing by Stress Majorization, 2004.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from kg.views.clusters import hub_clusters
from kg.views.packing import Box, pack
from kg.views.spreading import spread

SEED = 7
ASPECT = 1.05
LARGEST = 420
CLUSTER = 120
ROUNDS = 120
ROOM = 2.4  # a picture starts at so many times the area of its boxes

Array = Any


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of nodes in pixels, y downwards, and the group that each belongs to.

    Attributes:
        groups: For each node the number of its cluster; all 0 when the graph is small.
    """

    x: tuple[int, ...]
    y: tuple[int, ...]
    groups: tuple[int, ...]


def lay_out(
    sizes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int]], hurry: bool = False
) -> Layout:
    """Return a layout of nodes with the given widths and heights.

    Args:
        sizes: Width and height of each node in pixels.
        links: Pairs of node numbers; direction does not matter.
        hurry: Whether to take less care for lines that cross names.
    """
    count = len(sizes)
    if not count:
        return Layout((), (), ())
    neighbours = adjacency(count, links)
    groups = hub_clusters(neighbours, CLUSTER) if count > LARGEST else (0,) * count
    place = (
        _place(sizes, neighbours, groups) if count > LARGEST else _whole(sizes, neighbours, hurry)
    )
    return Layout(tuple(round(p[0]) for p in place), tuple(round(p[1]) for p in place), groups)


def adjacency(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return for each node its neighbours, sorted, without itself.

    >>> adjacency(3, [(0, 1), (1, 0), (2, 2)])
    [[1], [0], []]
    """
    sets: list[set[int]] = [set() for _ in range(count)]
    for a, b in links:
        if a != b:
            sets[a].add(b)
            sets[b].add(a)
    return [sorted(neighbours) for neighbours in sets]


def components(neighbours: Sequence[Sequence[int]], among: Sequence[int]) -> list[list[int]]:
    """Return the connected parts of ``among``, the largest first."""
    left = set(among)
    parts = []
    for start in among:
        if start not in left:
            continue
        left.discard(start)
        part, queue = [start], deque([start])
        while queue:
            for other in neighbours[queue.popleft()]:
                if other in left:
                    left.discard(other)
                    part.append(other)
                    queue.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _whole(
    sizes: Sequence[tuple[float, float]],
    neighbours: Sequence[Sequence[int]],
    hurry: bool = False,
) -> list[tuple[float, float]]:
    """Lay out each connected part by itself and pack the parts."""
    parts = components(neighbours, range(len(sizes)))
    drawn = [_component(sizes, neighbours, part, hurry) for part in parts]
    offsets = pack([_boxes(sizes, part, xy) for part, xy in zip(parts, drawn, strict=True)], ASPECT)
    place = [(0.0, 0.0)] * len(sizes)
    for part, xy, (dx, dy) in zip(parts, drawn, offsets, strict=True):
        for node, (x, y) in zip(part, xy, strict=True):
            place[node] = (x + dx, y + dy)
    return place


def _boxes(
    sizes: Sequence[tuple[float, float]], part: list[int], xy: list[tuple[float, float]]
) -> list[Box]:
    return [
        Box(x - sizes[n][0] / 2, y - sizes[n][1] / 2, x + sizes[n][0] / 2, y + sizes[n][1] / 2)
        for n, (x, y) in zip(part, xy, strict=True)
    ]


def _place(
    sizes: Sequence[tuple[float, float]],
    neighbours: Sequence[Sequence[int]],
    groups: tuple[int, ...],
) -> list[tuple[float, float]]:
    """Lay out each cluster by itself, then the clusters among one another."""
    members: dict[int, list[int]] = {}
    for node, group in enumerate(groups):
        members.setdefault(group, []).append(node)
    inner: dict[int, list[tuple[float, float]]] = {}
    extents: list[tuple[float, float]] = []
    for group in sorted(members):
        nodes = members[group]
        position = {node: i for i, node in enumerate(nodes)}
        own = [[position[o] for o in neighbours[n] if o in position] for n in nodes]
        inner[group], extent = _centred([sizes[n] for n in nodes], own)
        extents.append(extent)
    outer = lay_out(extents, _group_links(neighbours, groups), hurry=True)
    place = [(0.0, 0.0)] * len(sizes)
    for group, nodes in members.items():
        for node, (x, y) in zip(nodes, inner[group], strict=True):
            place[node] = (x + outer.x[group], y + outer.y[group])
    return place


def _centred(
    sizes: Sequence[tuple[float, float]], neighbours: Sequence[Sequence[int]]
) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    xy = _whole(sizes, neighbours, hurry=True)
    boxes = _boxes(sizes, list(range(len(sizes))), xy)
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    middle = ((left + right) / 2, (top + bottom) / 2)
    return [(x - middle[0], y - middle[1]) for x, y in xy], (right - left + 60, bottom - top + 60)


def _group_links(
    neighbours: Sequence[Sequence[int]], groups: tuple[int, ...]
) -> list[tuple[int, int]]:
    found = {(groups[a], groups[b]) for a, row in enumerate(neighbours) for b in row if a < b}
    return sorted(pair for pair in found if pair[0] != pair[1])


def _component(
    sizes: Sequence[tuple[float, float]],
    neighbours: Sequence[Sequence[int]],
    part: list[int],
    hurry: bool,
) -> list[tuple[float, float]]:
    """Return the centres of one connected part; in a hurry, with less care for crossing lines."""
    import numpy as np  # noqa: PLC0415 - start-up time

    if len(part) == 1:
        return [(0.0, 0.0)]
    position = {node: i for i, node in enumerate(part)}
    own = [[position[o] for o in neighbours[n] if o in position] for n in part]
    size = np.array([sizes[n] for n in part], dtype=float)
    distances = _distances(own, size)
    xy = _stress(distances, _start(distances), ROUNDS // 2 if hurry else ROUNDS)
    xy = _turn(xy)
    xy[:, 1] *= 0.78  # labels are wide and low
    xy = _shrink(xy, size)
    links = np.array([(a, b) for a, row in enumerate(own) for b in row if a < b], dtype=int)
    xy = spread(xy, size, links[:0] if hurry else links, hurry)
    return [(float(x), float(y)) for x, y in xy]


def _shrink(xy: Array, size: Array) -> Array:
    """Shrink a loose picture to a few times the area of its boxes."""
    import numpy as np  # noqa: PLC0415 - start-up time

    boxes = float((size[:, 0] * size[:, 1]).sum())
    extent = (xy.max(axis=0) - xy.min(axis=0)) + 1.0
    factor = (ROOM * boxes / float(extent[0] * extent[1])) ** 0.5
    return xy * min(factor, 1.0) if len(xy) > 4 else np.asarray(xy)


def _distances(neighbours: Sequence[Sequence[int]], size: Array) -> Array:
    """Return ideal distances: paths whose steps leave room for both labels."""
    import numpy as np  # noqa: PLC0415 - start-up time

    count = len(neighbours)
    steps = np.full((count, count), np.inf)
    np.fill_diagonal(steps, 0.0)
    for a, row in enumerate(neighbours):
        for b in row:
            room = (size[a, 0] + size[b, 0]) * 0.28 + 16
            crowd = 4.0 * min(len(row) + len(neighbours[b]), 30)
            steps[a, b] = room + crowd
    for middle in range(count):
        np.minimum(steps, steps[:, middle, None] + steps[None, middle, :], out=steps)
    return np.minimum(steps, steps.T)


def _start(distances: Array) -> Array:
    """Return first positions from the distances to three far nodes, with a little noise."""
    import numpy as np  # noqa: PLC0415 - start-up time

    random = Random(SEED)  # noqa: S311 - a layout, not a secret
    first = int(np.argmax(distances[0]))
    second = int(np.argmax(distances[first]))
    both = np.minimum(distances[first], distances[second])
    third = int(np.argmax(both))
    xy = np.stack([distances[first] - distances[second], distances[third] * 1.4], axis=1)
    noise = np.array([[random.random(), random.random()] for _ in range(len(distances))])
    return xy + (noise - 0.5) * (float(distances.mean()) * 0.6 + 1)


def _stress(distances: Array, xy: Array, rounds: int) -> Array:
    """Return positions whose distances fit the ideal ones, near pairs counting most."""
    import numpy as np  # noqa: PLC0415 - start-up time

    ideal = distances + np.eye(len(distances))
    weight = 1 / (ideal * ideal)
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1)
    for _ in range(rounds):
        dx = xy[:, 0, None] - xy[None, :, 0]
        dy = xy[:, 1, None] - xy[None, :, 1]
        length = np.sqrt(dx * dx + dy * dy) + 1e-6
        pull = weight * (distances / length - 1)
        xy = xy + np.stack(
            [(pull * dx).sum(axis=1) / total, (pull * dy).sum(axis=1) / total], axis=1
        )
    return xy - xy.mean(axis=0)


def _turn(xy: Array) -> Array:
    """Turn the picture so that its longest direction is horizontal."""
    import numpy as np  # noqa: PLC0415 - start-up time

    x, y = xy[:, 0], xy[:, 1]
    angle = 0.5 * np.arctan2(2 * float((x * y).mean()), float((x * x).mean() - (y * y).mean()))
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    return np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)
