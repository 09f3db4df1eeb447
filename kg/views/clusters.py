"""Cuts a large graph into groups around its best connected nodes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence


def hub_clusters(neighbours: Sequence[Sequence[int]], limit: int) -> tuple[int, ...]:
    """Return for each node the number of its group, from 0 up without gaps.

    Groups grow breadth first from the best connected node that is still free, up to ``limit``
    nodes; a node without free neighbours joins a neighbouring group: the one with most links to
    it that has room, or else the smallest. Ties go to the lower number, so the result depends on
    nothing but the graph.

    >>> hub_clusters([[1], [0], [3], [2]], 2)
    (0, 0, 1, 1)
    """
    group = [-1] * len(neighbours)
    sizes: list[int] = []
    for hub in sorted(range(len(neighbours)), key=lambda n: (-len(neighbours[n]), n)):
        if group[hub] >= 0:
            continue
        near = _home(hub, neighbours, group, sizes, limit)
        if near is not None:
            group[hub] = near
            sizes[near] += 1
            continue
        sizes.append(_grow(hub, neighbours, group, len(sizes), limit))
    return tuple(group)


def _grow(
    hub: int, neighbours: Sequence[Sequence[int]], group: list[int], number: int, limit: int
) -> int:
    group[hub] = number
    size, queue = 1, deque([hub])
    while queue and size < limit:
        for other in neighbours[queue.popleft()]:
            if group[other] < 0 and size < limit:
                group[other] = number
                size += 1
                queue.append(other)
    return size


def _home(
    node: int,
    neighbours: Sequence[Sequence[int]],
    group: list[int],
    sizes: list[int],
    limit: int,
) -> int | None:
    """Return the group of a node that has no free neighbours left, or None."""
    if any(group[other] < 0 for other in neighbours[node]):
        return None
    links = Counter(group[other] for other in neighbours[node])
    roomy = [g for g in links if sizes[g] < limit]
    if roomy:
        return min(roomy, key=lambda g: (-links[g], g))
    return min(links, key=lambda g: (sizes[g], g), default=None)
